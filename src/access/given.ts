import type { Policy } from '../iam';
import type { Principal, Secondary } from '../manifest/types';
import type { Documents, Holder } from './documents';
import { hasVerifier, verifierOf, verifyBoundary } from './expected';
import { everything, type Judge } from './judge';

/** How a caller comes by the right to ask: `everything` leaves the trust alone to refuse it. */
export interface Given {
  identity: Policy[];
  note?: string;
  boundary?: Policy | 'unknown';
}

export const anyone: Given = { identity: [everything] };

/** One who may ask: as IAM knows them, as people write them, and what they have. */
export interface Listed {
  principal: string;
  label: string;
  given: Given;
}

/** Everybody whom the manifest lists, each with what Terraform gives them or what is taken as given. */
export function listedPrincipals(judge: Judge, secondary: Secondary): Listed[] {
  const { principals } = secondary;
  if (principals !== 'account')
    return principals.flatMap((principal) => listedAs(judge, secondary, principal));
  const groups = secondary.assumePolicy === 'none' ? [] : secondary.assumePolicy.groups;
  return [
    {
      principal: 'role/anybody',
      label: 'account',
      given: assumePolicyGiven(judge, secondary, "the account's admins give it"),
    },
    ...groups.map((group) => ({
      principal: `user/member-of-${group}`,
      label: `group/${group}`,
      given: ofHolder(judge.documents, `${secondary.accountId}:group/${group}`),
    })),
  ];
}

/** The same, and the verifier. */
export function sendersOf(judge: Judge, secondary: Secondary): Listed[] {
  const listed = listedPrincipals(judge, secondary);
  const verifier = verifierOf(secondary);
  if (!hasVerifier(judge.manifest, secondary)) return listed;
  return [...listed, { principal: verifier, label: verifier, given: ofRole(judge, secondary, verifier) }];
}

/** Listed principals by name to whom the manifest says to attach nothing, with what they have all the same. */
export function unattached(judge: Judge, secondary: Secondary): Listed[] {
  const { principals, assumePolicy, accountId } = secondary;
  if (principals === 'account' || (assumePolicy !== 'none' && assumePolicy.attach)) return [];
  return principals.flatMap((listed) => {
    if (listed.kind === 'sso' || listed.pattern) return [];
    const { kind, path, name, text } = listed;
    const given = ofHolder(judge.documents, `${accountId}:${kind}/${name}`);
    return [{ principal: `${kind}${path}${name}`, label: text, given }];
  });
}

function listedAs(judge: Judge, secondary: Secondary, principal: Principal): Listed[] {
  const { text } = principal;
  if (principal.kind === 'sso') {
    const given = assumePolicyGiven(judge, secondary, 'the permission set refers to it');
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
  judge: Judge,
  secondary: Secondary,
  principal: Principal & { kind: 'role' | 'user' },
): Given {
  const { assumePolicy, accountId } = secondary;
  if (principal.pattern) return assumePolicyGiven(judge, secondary, "the account's admins attach it");
  if (assumePolicy !== 'none' && assumePolicy.attach) {
    return ofHolder(judge.documents, `${accountId}:${principal.kind}/${principal.name}`);
  }
  const group = assumePolicy !== 'none' && principal.kind === 'user' ? assumePolicy.groups[0] : undefined;
  if (group)
    return {
      ...ofHolder(judge.documents, `${accountId}:group/${group}`),
      note: `as a member of group ${group}`,
    };
  return assumePolicyGiven(judge, secondary, "the account's admins attach it");
}

function ofHolder(documents: Documents, holder: Holder): Given {
  return { identity: (documents.held.get(holder) ?? []).map(({ policy }) => policy) };
}

/** What a role of the account has, by the documents. */
export function ofRole(judge: Judge, secondary: Secondary, principal: string): Given {
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
function assumePolicyGiven(judge: Judge, secondary: Secondary, how: string): Given {
  if (secondary.assumePolicy === 'none') {
    return {
      ...anyone,
      note: 'assume policy taken as given: Terraform makes none, tendlc connect prints it',
    };
  }
  const { partition } = judge.manifest.main;
  const arn = `arn:${partition}:iam::${secondary.accountId}:policy${secondary.rolePath}TenDlcAssumeSender`;
  const policy = judge.documents.managed.get(arn);
  return { identity: policy ? [policy.policy] : [], note: `assume policy taken as given: ${how}` };
}
