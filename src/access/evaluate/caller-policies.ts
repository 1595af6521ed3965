import { iamArn } from '../../arns';
import type { Policy } from '../../iam';
import type { Principal, Secondary } from '../../manifest/types';
import { ASSUME_POLICY } from '../../names';
import { hasVerifyRoles, verifierOf, verifyBoundary } from '../expected';
import type { IamModel, PolicyHolder } from '../iam-model';
import type { Assumption } from '../model';
import { allowEverything, type Evaluator } from './evaluator';

/** A caller's own policies, and what is assumed about them. */
export interface CallerPolicies {
  identity: Policy[];
  assumption?: Assumption;
  boundary?: Policy | 'unknown';
}

/** Leaves the decision to the trust policy. */
export const allowsEverything: CallerPolicies = { identity: [allowEverything] };

/** A principal that the manifest lists. */
export interface ListedPrincipal {
  /** `role/PATH/NAME` or `user/PATH/NAME`: an example if `label` is a pattern. */
  principal: string;
  /** As the manifest writes it. */
  label: string;
  policies: CallerPolicies;
}

/** Every principal that the manifest lists, with what Terraform attaches or what is assumed. */
export function listedPrincipals(evaluator: Evaluator, secondary: Secondary): ListedPrincipal[] {
  const { principals, accountId } = secondary;
  if (principals !== 'account')
    return principals.flatMap((principal) => listedAs(evaluator, secondary, principal));
  const groups = secondary.assumePolicy === 'none' ? [] : secondary.assumePolicy.groups;
  return [
    {
      principal: ANY_ROLE,
      label: 'account',
      policies: assumedAssumePolicy(evaluator, secondary, 'adminsAttach'),
    },
    ...groups.map((group) => ({
      principal: `user/member-of-${group}`,
      label: `group/${group}`,
      policies: holderPolicies(evaluator.model, `${accountId}:group/${group}`),
    })),
  ];
}

/** The listed principals and the verifier. */
export function sendersOf(evaluator: Evaluator, secondary: Secondary): ListedPrincipal[] {
  const listed = listedPrincipals(evaluator, secondary);
  if (!hasVerifyRoles(evaluator.manifest, secondary)) return listed;
  const verifier = verifierOf(secondary);
  const policies = rolePolicies(evaluator, secondary, verifier);
  return [...listed, { principal: verifier, label: verifier, policies }];
}

/** Principals listed by name to which the manifest attaches nothing, with the policies that they have nevertheless. */
export function unattachedPrincipals(evaluator: Evaluator, secondary: Secondary): ListedPrincipal[] {
  const { principals, assumePolicy, accountId } = secondary;
  if (principals === 'account' || (assumePolicy !== 'none' && assumePolicy.attach)) return [];
  return principals.flatMap((listed) => {
    if (listed.kind === 'sso' || listed.pattern) return [];
    const { kind, path, name, text } = listed;
    const policies = holderPolicies(evaluator.model, `${accountId}:${kind}/${name}`);
    return [{ principal: `${kind}${path}${name}`, label: text, policies }];
  });
}

/** Stands for any role of an account. */
const ANY_ROLE = 'role/any-role-of-the-account';

/** One principal for each that the secondary lists: `role/PATH/NAME` or `user/PATH/NAME`. */
export function examplePrincipals({ principals }: Pick<Secondary, 'principals'>): string[] {
  return principals === 'account' ? [ANY_ROLE] : principals.map((principal) => exampleOf(principal));
}

/** A principal that the manifest's words match. */
export function exampleOf(principal: Principal): string {
  if (principal.kind === 'sso') return ssoExample(principal.permissionSet);
  return `${principal.kind}${principal.path}${principal.name}`
    .replaceAll('*', 'example')
    .replaceAll('?', 'x');
}

/** A permission set's role, with the Region of an Identity Center outside us-east-1 in its path. */
export function ssoExample(permissionSet: string, region = ''): string {
  return `role/aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${permissionSet}_0123456789abcdef`;
}

function listedAs(evaluator: Evaluator, secondary: Secondary, principal: Principal): ListedPrincipal[] {
  const { text } = principal;
  if (principal.kind === 'sso') {
    const policies = assumedAssumePolicy(evaluator, secondary, 'permissionSetRefers');
    const { permissionSet } = principal;
    return [
      { principal: ssoExample(permissionSet), label: text, policies },
      {
        principal: ssoExample(permissionSet, 'eu-west-1/'),
        label: `${text}${OTHER_REGION}`,
        policies,
      },
    ];
  }
  return [
    { principal: exampleOf(principal), label: text, policies: policiesOf(evaluator, secondary, principal) },
  ];
}

/** Marks the second form of a permission set's role. */
export const OTHER_REGION = ' (Identity Center in another Region)';

function policiesOf(
  evaluator: Evaluator,
  secondary: Secondary,
  principal: Principal & { kind: 'role' | 'user' },
): CallerPolicies {
  const { assumePolicy, accountId } = secondary;
  if (principal.pattern) return assumedAssumePolicy(evaluator, secondary, 'adminsAttach');
  if (assumePolicy !== 'none' && assumePolicy.attach) {
    return holderPolicies(evaluator.model, `${accountId}:${principal.kind}/${principal.name}`);
  }
  const group = assumePolicy !== 'none' && principal.kind === 'user' ? assumePolicy.groups[0] : undefined;
  if (group === undefined) return assumedAssumePolicy(evaluator, secondary, 'adminsAttach');
  return {
    ...holderPolicies(evaluator.model, `${accountId}:group/${group}`),
    assumption: { of: 'groupMember', group },
  };
}

function holderPolicies(model: IamModel, holder: PolicyHolder): CallerPolicies {
  return { identity: (model.held.get(holder) ?? []).map(({ policy }) => policy) };
}

/** The policies of a role that Terraform manages in the account. */
export function rolePolicies(evaluator: Evaluator, secondary: Secondary, principal: string): CallerPolicies {
  const { manifest, model } = evaluator;
  const { accountId } = secondary;
  const role = model.roles.get(iamArn(manifest.main.partition, accountId, principal));
  if (!role) return { identity: [] };
  const boundary = verifyBoundary(manifest, accountId);
  return {
    identity: evaluator.policiesOf(role),
    ...evaluator.boundaryOf(role),
    ...(boundary && { assumption: { of: 'boundary', arn: boundary } }),
  };
}

/** Where Terraform attaches nothing, the caller is assumed to have the assume policy that Terraform writes, if any. */
function assumedAssumePolicy(
  { manifest, model }: Evaluator,
  secondary: Secondary,
  because: 'adminsAttach' | 'permissionSetRefers',
): CallerPolicies {
  if (secondary.assumePolicy === 'none') {
    return { ...allowsEverything, assumption: { of: 'assumePolicy', because: 'notManaged' } };
  }
  const path = `policy${secondary.rolePath}${ASSUME_POLICY}`;
  const policy = model.managed.get(iamArn(manifest.main.partition, secondary.accountId, path));
  return { identity: policy ? [policy.policy] : [], assumption: { of: 'assumePolicy', because } };
}
