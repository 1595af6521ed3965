import type { Secondary } from '../../manifest/types';
import { both, type Decision, type Evaluator } from '../evaluate/evaluator';
import type { AccessCheck, SessionPermissions } from '../matrix';
import type { RequestSet } from './request-set';
import type { TestCaller } from './test-callers';

/**
 * What AWS's documentation does not settle, so no test can be made of it:
 * - whether an E.164 number or a bare ID as origination identity matches a policy that names the ARN. The Cognito
 *   Developer Guide ("SMS message settings for Amazon Cognito user pools") says that E.164 does not; of the ID nothing is said;
 * - what is checked where a call names a configuration set and no origination identity;
 * - which numbers a pool holds: that stands in the pool, not in a policy.
 * A caller that may not even send by ARN may not send in these ways either.
 */
export function undocumentedChecks(
  judge: Evaluator,
  targets: RequestSet,
  secondary: Secondary,
  role: string,
  caller: TestCaller,
  answers: SessionPermissions,
  admitted: Decision,
  cells: AccessCheck[],
): void {
  for (const answer of answers.to(targets.text)) {
    if (!answer.expected) continue;
    for (const [number, way] of waysOf(judge, answer.target.number)) {
      const { verdict, decidedBy } = both(admitted, answer.judgement);
      cells.push({
        account: secondary.key,
        accountId: secondary.accountId,
        number,
        api: 'sms-voice',
        principal: caller.label,
        condition: way,
        role,
        verdict: verdict === 'allowed' ? 'unknown' : verdict,
        expected: 'unknown',
        decidedBy,
        case: caller.case,
      });
    }
  }
}

function waysOf(judge: Evaluator, number: string): [string, string][] {
  if (number.startsWith('pool/')) return [[number, 'which numbers the pool holds is not known here']];
  if (number.startsWith('configuration-set/')) return [[number, 'without an origination identity']];
  const found = judge.manifest.main.numbers.find(({ name }) => name === number);
  if (!found) return [];
  return [
    [number, `origination identity given as ${found.phoneNumber}, not as ARN`],
    [number, `origination identity given as ${found.phoneNumberId}, not as ARN`],
  ];
}
