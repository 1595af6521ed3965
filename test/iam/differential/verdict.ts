import type { Decision } from '../../../src/iam';
import * as iam from '../../../src/iam';
import type { Evaluator } from '../corpus';
import type { RandomCase } from './generate';

/** A: allowed, E: denied by a statement, I: denied because nothing allows it, U: unknown. */
export type Letter = 'A' | 'E' | 'I' | 'U';

function letterOf({ verdict, reason }: Decision): Letter {
  if (verdict === 'allowed') return 'A';
  if (verdict === 'unknown') return 'U';
  return reason.kind === 'explicitDeny' ? 'E' : 'I';
}

/** Our evaluator's verdict on a random case. */
export function decideCase(
  { request, identity, boundary, resource }: RandomCase,
  { authorize, parsePolicy }: Pick<Evaluator, 'authorize' | 'parsePolicy'> = iam,
): Letter {
  return letterOf(
    authorize(request, {
      identity: identity.map((document, index) => parsePolicy(`identity-${index + 1}`, document)),
      boundary: boundary && parsePolicy('boundary', boundary),
      resource: resource === undefined ? 'none' : parsePolicy('resource', resource),
    }),
  );
}
