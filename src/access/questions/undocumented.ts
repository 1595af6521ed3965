import type { Evaluator } from '../evaluate/evaluator';
import type { SessionPermission } from '../evaluate/session-permissions';
import type { AccessCheck, Condition, OriginationRef } from '../model';

/**
 * What AWS's documentation leaves open, so that no test can be made of it:
 * - whether an E.164 number or a bare ID as origination identity matches a policy that names the ARN. The Cognito
 *   Developer Guide ("SMS message settings for Amazon Cognito user pools") says that E.164 does not; it does not mention the ID;
 * - what AWS checks if a call names a configuration set and no origination identity;
 * - which numbers a pool holds: the pool says that, not a policy.
 * A caller that may not send by ARN may not send in these ways either.
 */
export function undocumentedChecks(
  evaluator: Evaluator,
  sends: readonly (SessionPermission & { check: AccessCheck })[],
): AccessCheck[] {
  return sends
    .filter(({ expected }) => expected)
    .flatMap(({ check, request }) =>
      formsOf(evaluator, request.number).map((form) => ({
        ...check,
        conditions: [form],
        verdict: check.verdict === 'allowed' ? 'unknown' : check.verdict,
        expected: 'unknown',
      })),
    );
}

function formsOf({ manifest }: Evaluator, number: OriginationRef): Condition[] {
  if (number.kind === 'pool') return [{ kind: 'variant', variant: 'pool-members-unknown' }];
  if (number.kind === 'configuration-set') return [{ kind: 'variant', variant: 'no-origination-identity' }];
  if (number.kind !== 'number') return [];
  const { phoneNumber, phoneNumberId } = manifest.main.numbers.find(({ name }) => name === number.name)!;
  return [phoneNumber, phoneNumberId].map((text) => ({ kind: 'originationForm', text }));
}
