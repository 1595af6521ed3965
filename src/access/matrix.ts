import type { Manifest } from '../manifest/types';
import { disagreements } from './agreement';
import { Evaluator } from './evaluate/evaluator';
import { verifyBoundary } from './expected';
import type { IamModel } from './iam-model';
import { federatedPrincipals } from './iam-model/policy-examples';
import { unsupportedStatements } from './iam-model/unsupported-statements';
import { impliedRoles } from './implied-roles';
import type { AccessProblem, Matrix } from './model';
import { assumePolicyChecks } from './questions/excess-permissions';
import { senderRoleChecks } from './questions/sender-role';
import { unexpectedRoleChecks } from './questions/unexpected-roles';
import { verifyRoleChecks } from './questions/verify-roles';

/** The sets of questions about one secondary. */
const questions = [senderRoleChecks, assumePolicyChecks, verifyRoleChecks];

/** For every secondary, every number, pool and configuration set and every caller: what the policies answer. */
export function computeMatrix(manifest: Manifest, model: IamModel): Matrix {
  const evaluator = new Evaluator(manifest, model);
  const present = manifest.secondaries.filter(({ status }) => status !== 'removed');
  const cells = [
    ...present.flatMap((secondary) => questions.flatMap((checks) => checks(evaluator, secondary))),
    ...unexpectedRoleChecks(evaluator),
  ];
  return {
    cells,
    problems: [
      ...model.problems,
      ...unsupportedStatements(model),
      ...boundaryProblems(manifest, model),
      ...federations(model),
      ...disagreements(manifest, model, cells),
    ],
  };
}

/** A boundary limits a role: if it is missing or another one, the role may do more, or less, than the manifest says. */
function boundaryProblems(manifest: Manifest, { roles }: IamModel): AccessProblem[] {
  const implied = impliedRoles(manifest);
  return [...roles.values()].flatMap(({ arn, accountId, boundaryArn, stack, address }) => {
    const sender = accountId === manifest.main.accountId;
    const wanted = sender ? manifest.main.role.permissionsBoundary?.arn : verifyBoundary(manifest, accountId);
    if (!implied.has(arn) || boundaryArn === wanted) return [];
    const detail = `its permissions boundary is ${boundaryArn ?? 'missing'}; the manifest says ${wanted ?? 'none'}`;
    return [{ code: 'boundary-differs', stack, address, detail }];
  });
}

/** Web identities and SAML use other actions than sts:AssumeRole, which no question covers. */
function federations({ roles }: IamModel): AccessProblem[] {
  return [...roles.values()].flatMap(({ stack, address, trust }) =>
    federatedPrincipals(trust.text).map((federated) => ({
      code: 'federated',
      stack,
      address,
      detail: `its trust policy admits the federated principal ${federated}, which access does not evaluate`,
    })),
  );
}
