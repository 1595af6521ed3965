import type { Secondary } from '../manifest/types';
import type { AskingCaller } from './callers';
import type { Answers, Cell } from './cells';
import { both, type Judge, type Judgement } from './judge';
import type { Targets } from './targets';

/**
 * What AWS's documentation does not settle, so no test can be made of it:
 * - whether an E.164 number or a bare ID as origination identity matches a policy that names the ARN. The Cognito
 *   Developer Guide ("SMS message settings for Amazon Cognito user pools") says that E.164 does not; of the ID nothing is said;
 * - what is checked where a call names a configuration set and no origination identity;
 * - which numbers a pool holds: that stands in the pool, not in a policy.
 * A caller that may not even send by ARN may not send in these ways either.
 */
export function unsettledCells(
  judge: Judge,
  targets: Targets,
  secondary: Secondary,
  role: string,
  caller: AskingCaller,
  answers: Answers,
  admitted: Judgement,
  cells: Cell[],
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

function waysOf(judge: Judge, number: string): [string, string][] {
  if (number.startsWith('pool/')) return [[number, 'which numbers the pool holds is not known here']];
  if (number.startsWith('configuration-set/')) return [[number, 'without an origination identity']];
  const found = judge.manifest.main.numbers.find(({ name }) => name === number);
  if (!found) return [];
  return [
    [number, `origination identity given as ${found.phoneNumber}, not as ARN`],
    [number, `origination identity given as ${found.phoneNumberId}, not as ARN`],
  ];
}
