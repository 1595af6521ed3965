import type { Policy } from '../../iam/index';
import type { Principal, Secondary } from '../../manifest/types';
import { hasVerifyRoles, verifierOf, verifyBoundary } from '../expected';
import type { IamModel, PolicyHolder } from '../iam-model/index';
import { allowEverything, type Evaluator } from './evaluator';

/** How a caller comes by the right to ask: `everything` leaves the trust alone to refuse it. */
export interface CallerPolicies {
  identity: Policy[];
  note?: string;
  boundary?: Policy | 'unknown';
}

export const allowsEverything: CallerPolicies = { identity: [allowEverything] };

/** One who may ask: as IAM knows them, as people write them, and what they have. */
export interface ListedPrincipal {
  principal: string;
  label: string;
  given: CallerPolicies;
}

/** Everybody whom the manifest lists, each with what Terraform gives them or what is taken as given. */
export function listedPrincipals(judge: Evaluator, secondary: Secondary): ListedPrincipal[] {
  const { principals } = secondary;
  if (principals !== 'account')
    return principals.flatMap((principal) => listedAs(judge, secondary, principal));
  const groups = secondary.assumePolicy === 'none' ? [] : secondary.assumePolicy.groups;
  return [
    {
      principal: 'role/anybody',
      label: 'account',
      given: assumedAssumePolicy(judge, secondary, "the account's admins give it"),
    },
    ...groups.map((group) => ({
      principal: `user/member-of-${group}`,
      label: `group/${group}`,
      given: holderPolicies(judge.documents, `${secondary.accountId}:group/${group}`),
    })),
  ];
}

/** The same, and the verifier. */
export function sendersOf(judge: Evaluator, secondary: Secondary): ListedPrincipal[] {
  const listed = listedPrincipals(judge, secondary);
  const verifier = verifierOf(secondary);
  if (!hasVerifyRoles(judge.manifest, secondary)) return listed;
  return [
    ...listed,
    { principal: verifier, label: verifier, given: rolePolicies(judge, secondary, verifier) },
  ];
}

/** Listed principals by name to whom the manifest says to attach nothing, with what they have all the same. */
export function unattachedPrincipals(judge: Evaluator, secondary: Secondary): ListedPrincipal[] {
  const { principals, assumePolicy, accountId } = secondary;
  if (principals === 'account' || (assumePolicy !== 'none' && assumePolicy.attach)) return [];
  return principals.flatMap((listed) => {
    if (listed.kind === 'sso' || listed.pattern) return [];
    const { kind, path, name, text } = listed;
    const given = holderPolicies(judge.documents, `${accountId}:${kind}/${name}`);
    return [{ principal: `${kind}${path}${name}`, label: text, given }];
  });
}

function listedAs(judge: Evaluator, secondary: Secondary, principal: Principal): ListedPrincipal[] {
  const { text } = principal;
  if (principal.kind === 'sso') {
    const given = assumedAssumePolicy(judge, secondary, 'the permission set refers to it');
    const name = `AWSReservedSSO_${principal.permissionSet}_0123456789abcdef`;
    const path = 'role/aws-reserved/sso.amazonaws.com/';
    return [
      { principal: `${path}${name}`, label: text, given },
      { principal: `${path}eu-west-1/${name}`, label: `${text} (Identity Center in another Region)`, given },
    ];
  }
  const example = `${principal.kind}${principal.path}${principal.name}`
    .replaceAll('*', 'example')
    .replaceAll('?', 'x');
  return [{ principal: example, label: text, given: identityOf(judge, secondary, principal) }];
}

function identityOf(
  judge: Evaluator,
  secondary: Secondary,
  principal: Principal & { kind: 'role' | 'user' },
): CallerPolicies {
  const { assumePolicy, accountId } = secondary;
  if (principal.pattern) return assumedAssumePolicy(judge, secondary, "the account's admins attach it");
  if (assumePolicy !== 'none' && assumePolicy.attach) {
    return holderPolicies(judge.documents, `${accountId}:${principal.kind}/${principal.name}`);
  }
  const group = assumePolicy !== 'none' && principal.kind === 'user' ? assumePolicy.groups[0] : undefined;
  if (group)
    return {
      ...holderPolicies(judge.documents, `${accountId}:group/${group}`),
      note: `as a member of group ${group}`,
    };
  return assumedAssumePolicy(judge, secondary, "the account's admins attach it");
}

function holderPolicies(documents: IamModel, holder: PolicyHolder): CallerPolicies {
  return { identity: (documents.held.get(holder) ?? []).map(({ policy }) => policy) };
}

/** What a role of the account has, by the documents. */
export function rolePolicies(judge: Evaluator, secondary: Secondary, principal: string): CallerPolicies {
  const role = judge.documents.roles.get(
    `arn:${judge.manifest.main.partition}:iam::${secondary.accountId}:${principal}`,
  );
  if (!role) return { identity: [] };
  const boundary = verifyBoundary(judge.manifest, secondary.accountId);
  return {
    identity: judge.policiesOf(role),
    ...judge.boundaryOf(role),
    ...(boundary && { note: `boundary ${boundary} taken to allow it` }),
  };
}

/** Where Terraform attaches nothing, the caller is taken to have the assume policy: the one that Terraform writes, if any. */
function assumedAssumePolicy(judge: Evaluator, secondary: Secondary, how: string): CallerPolicies {
  if (secondary.assumePolicy === 'none') {
    return {
      ...allowsEverything,
      note: 'assume policy taken as given: Terraform makes none, tendlc connect prints it',
    };
  }
  const { partition } = judge.manifest.main;
  const arn = `arn:${partition}:iam::${secondary.accountId}:policy${secondary.rolePath}TenDlcAssumeSender`;
  const policy = judge.documents.managed.get(arn);
  return { identity: policy ? [policy.policy] : [], note: `assume policy taken as given: ${how}` };
}
