import { roleDefaults } from '../defaults';
import type { Draft } from '../draft';
import { parsePrincipal } from '../resolve/principals';
import type { ManifestPath } from '../types';
import { iamArns } from './arn-places';
import type { StageRule } from './rule';

interface NamedRole {
  path: ManifestPath;
  /** As written. */
  text: string;
  folder: string;
  name: string;
  use: 'principal' | 'assumed' | 'trusted';
}

/** Roles of other people that the manifest names: principals, trusted principals, roles to assume. */
function* rolesOf(draft: Draft): Generator<NamedRole> {
  for (const { path, value } of draft.secondaries)
    for (const [index, text] of (Array.isArray(value.principals) ? value.principals : []).entries()) {
      const principal = text === undefined ? undefined : parsePrincipal(text);
      if (text !== undefined && principal?.kind === 'role')
        yield {
          path: [...path, 'principals', index],
          text,
          folder: principal.path,
          name: principal.name,
          use: 'principal',
        };
    }
  for (const { path, arn, resource, use } of iamArns(draft)) {
    if (use === 'policy' || !resource.startsWith('role/')) continue;
    const { path: folder, name } = parsePrincipal(resource) as { path: string; name: string };
    yield { path, text: arn, folder, name, use };
  }
}

const isServiceLinked = ({ folder, name }: NamedRole) =>
  folder.startsWith('/aws-service-role/') || /^AWSServiceRoleFor/i.test(name);

const isPermissionSet = ({ folder, name }: NamedRole) =>
  folder.startsWith('/aws-reserved/') || /^AWSReservedSSO_/i.test(name);

/** Paths and names that only AWS may create roles with. */
const reservedPath = /^\/(?:aws-service-role|aws-reserved)(?:\/|$)/i;
const reservedName = /^(?:AWSServiceRoleFor|AWSReservedSSO_)/i;

/** Where the manifest names roles that Terraform makes. */
function ownNames({ raw, secondaries }: Draft): [ManifestPath, string | undefined, RegExp][] {
  return [
    [['main', 'role', 'path'], raw.main?.role?.path, reservedPath],
    [['main', 'role', 'name'], raw.main?.role?.name, reservedName],
    ...secondaries.flatMap(({ path, value }): [ManifestPath, string | undefined, RegExp][] => [
      [[...path, 'rolePath'], value.rolePath, reservedPath],
      [[...path, 'roleName'], value.roleName, reservedName],
    ]),
  ];
}

/** Rules on roles that only AWS makes, changes or assumes. */
export const reservedRoleRules: StageRule<'meaning'>[] = [
  {
    code: 'TD321',
    stage: 'meaning',
    severity: 'error',
    title: 'role path or name that AWS reserves',
    meaning:
      'Only AWS creates roles under /aws-service-role/ (service-linked roles) and /aws-reserved/ (IAM Identity Center): IAM refuses others at apply. https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html',
    *check(draft) {
      for (const [at, text, reserved] of ownNames(draft))
        if (text !== undefined && reserved.test(text))
          yield {
            at,
            message: `AWS reserves ${text} for roles that it creates itself.`,
            fix:
              reserved === reservedPath ? `Choose another, such as ${roleDefaults.path}.` : 'Choose another.',
          };
    },
  },
  {
    code: 'TD411',
    stage: 'meaning',
    severity: 'error',
    title: 'service-linked role',
    meaning:
      'Only its AWS service can assume a service-linked role, and only that service can attach a policy to it (UnmodifiableEntity). https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html',
    *check(draft) {
      for (const role of rolesOf(draft))
        if (isServiceLinked(role))
          yield {
            at: role.path,
            message: `${role.text} is a service-linked role: only its AWS service acts as it.`,
            fix: 'Name the role that your own code runs as.',
          };
    },
  },
  {
    code: 'TD412',
    stage: 'meaning',
    severity: 'error',
    title: 'SSO role that is to be assumed',
    meaning:
      'The trust policy of a role of IAM Identity Center allows sign-in only (sts:AssumeRoleWithSAML), and AWS alone can change it: sts:AssumeRole on it is denied.',
    *check(draft) {
      for (const role of rolesOf(draft))
        if (role.use === 'assumed' && isPermissionSet(role))
          yield {
            at: role.path,
            message: `${role.text} is a role of IAM Identity Center: sts:AssumeRole cannot reach it.`,
            fix: 'Use a profile that signs in to the permission set (aws configure sso), or name another role.',
          };
    },
  },
];
