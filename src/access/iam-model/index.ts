import { iamArn } from '../../arns';
import { type Policy, parsePolicy } from '../../iam/index';
import type { Partition } from '../../manifest/types';
import { isObject, listOf, stringOf } from '../../terraform/json';
import type { Resource } from '../../terraform/resources';
import type { AccessProblem, ProblemCode } from '../model';
import { conflictingResources } from './conflicting-resources';

/** A policy document and where it was read. */
export interface PolicyDocument {
  /** As verdicts name it, e.g. `TenDlcSender-development/Send`. */
  name: string;
  /** As Terraform writes it; empty if the value is not a text. */
  text: string;
  policy: Policy;
}

export interface RoleDocument {
  stack: string;
  address: string;
  accountId: string;
  name: string;
  arn: string;
  trust: PolicyDocument;
  /** Inline and attached. */
  policies: PolicyDocument[];
  boundaryArn?: string;
}

/** A role, user or group that a policy is attached to by name: Terraform does not make it, so its path is not known. */
export type PolicyHolder = `${string}:${'role' | 'user' | 'group'}/${string}`;

/** Roles, trusts, policies and attachments, out of what Terraform writes. */
export interface IamModel {
  /** By ARN. */
  roles: Map<string, RoleDocument>;
  /** Managed policies by ARN. */
  managed: Map<string, PolicyDocument>;
  held: Map<PolicyHolder, PolicyDocument[]>;
  /** What could not be read: it might allow more than `access` computes. */
  problems: AccessProblem[];
}

/** Types that grant no rights; `conflictingResources` checks what they would remove. */
const silent = new Set(['aws_iam_role_policies_exclusive', 'aws_iam_role_policy_attachments_exclusive']);

interface Collection extends IamModel {
  partition: Partition;
  /** Roles by account and name: policies are attached by name. */
  byName: Map<string, RoleDocument>;
}

type Owned = Resource & { accountId: string };

/** Why a resource could not be read. */
interface Unreadable {
  code: ProblemCode;
  detail: string;
}

type Reader = (into: Collection, resource: Owned) => Unreadable | undefined;

const readers: Record<string, Reader> = {
  aws_iam_role: readRole,
  aws_iam_policy: readManagedPolicy,
  aws_iam_role_policy: readInlinePolicy('role'),
  aws_iam_user_policy: readInlinePolicy('user'),
  aws_iam_group_policy: readInlinePolicy('group'),
  aws_iam_role_policy_attachment: readAttachment('role'),
  aws_iam_user_policy_attachment: readAttachment('user'),
  aws_iam_group_policy_attachment: readAttachment('group'),
};

/** Roles and managed policies first: the others refer to them. */
const order = ['aws_iam_role', 'aws_iam_policy'];

export function buildIamModel(resources: readonly Resource[], partition: Partition): IamModel {
  const into: Collection = {
    roles: new Map(),
    managed: new Map(),
    held: new Map(),
    problems: [],
    partition,
    byName: new Map(),
  };
  const rank = (resource: Resource): number =>
    (order.indexOf(resource.type) + order.length + 1) % (order.length + 1);
  for (const resource of [...resources].sort((a, b) => rank(a) - rank(b))) collect(into, resource);
  into.problems.push(...conflictingResources(resources));
  const { roles, managed, held, problems } = into;
  return { roles, managed, held, problems };
}

function collect(into: Collection, resource: Resource): void {
  if (silent.has(resource.type)) return;
  const problem = read(into, resource);
  if (problem) into.problems.push({ ...problem, stack: resource.stack, address: resource.address });
}

function read(into: Collection, resource: Resource): Unreadable | undefined {
  const reader = readers[resource.type];
  if (!reader)
    return {
      code: 'unsupported-resource',
      detail: `access does not evaluate resources of type ${resource.type}`,
    };
  if (!resource.accountId)
    return {
      code: 'unknown-account',
      detail: `its provider (${resource.provider}) does not name one constant account`,
    };
  return reader(into, { ...resource, accountId: resource.accountId });
}

function unknownValue(detail: string): Unreadable {
  return { code: 'unknown-value', detail };
}

/** ARN of a role or policy; undefined if its name or path is unknown. */
function arnOf(into: Collection, kind: 'role' | 'policy', resource: Owned): string | undefined {
  const name = stringOf(resource.values.name);
  const path = stringOf(resource.values.path ?? '/');
  if (name === undefined || path === undefined) return undefined;
  return iamArn(into.partition, resource.accountId, `${kind}${path}${name}`);
}

function readRole(into: Collection, resource: Owned): Unreadable | undefined {
  const { stack, address, accountId, values } = resource;
  const arn = arnOf(into, 'role', resource);
  if (arn === undefined) return unknownValue('its name or path is unknown');
  const name = String(values.name);
  const key = `${accountId}:role/${name}`;
  if (into.byName.has(key))
    return { code: 'conflict', detail: `a second role ${name} in account ${accountId}` };
  const boundary = values.permissions_boundary;
  const role: RoleDocument = {
    stack,
    address,
    accountId,
    name,
    arn,
    trust: document(`${name} trust policy`, values.assume_role_policy),
    policies: inlineBlocks(name, values.inline_policy),
    // One that is not known is a boundary all the same.
    ...(boundary ? { boundaryArn: stringOf(boundary) ?? 'not known' } : {}),
  };
  for (const attached of listOf(values.managed_policy_arns))
    role.policies.push(managedPolicy(into, attached));
  into.roles.set(arn, role);
  into.byName.set(key, role);
  return undefined;
}

function inlineBlocks(role: string, blocks: unknown): PolicyDocument[] {
  return listOf(blocks)
    .filter(isObject)
    .filter((block) => block.policy !== undefined)
    .map((block) => document(`${role}/${stringOf(block.name) ?? 'inline policy'}`, block.policy));
}

function readManagedPolicy(into: Collection, resource: Owned): Unreadable | undefined {
  const arn = arnOf(into, 'policy', resource);
  if (arn === undefined) return unknownValue('its name or path is unknown');
  into.managed.set(arn, document(String(resource.values.name), resource.values.policy));
  return undefined;
}

function readInlinePolicy(kind: 'role' | 'user' | 'group'): Reader {
  return (into, { accountId, values }) => {
    const holder = stringOf(values[kind]);
    if (holder === undefined) return unknownValue(`the ${kind} it belongs to is unknown`);
    const name = `${holder}/${stringOf(values.name) ?? 'inline policy'}`;
    hold(into, `${accountId}:${kind}/${holder}`, document(name, values.policy));
    return undefined;
  };
}

function readAttachment(kind: 'role' | 'user' | 'group'): Reader {
  return (into, { accountId, values }) => {
    const holder = stringOf(values[kind]);
    if (holder === undefined) return unknownValue(`the ${kind} it attaches to is unknown`);
    hold(into, `${accountId}:${kind}/${holder}`, managedPolicy(into, values.policy_arn));
    return undefined;
  };
}

function hold(into: Collection, holder: PolicyHolder, policy: PolicyDocument): void {
  into.byName.get(holder)?.policies.push(policy);
  const held = into.held.get(holder);
  if (held) held.push(policy);
  else into.held.set(holder, [policy]);
}

/** A managed policy that Terraform does not write (one of AWS's, for instance) is unknown, so it might allow anything. */
function managedPolicy(into: Collection, arn: unknown): PolicyDocument {
  const text = stringOf(arn);
  return (
    (text !== undefined && into.managed.get(text)) ||
    document(text ?? 'a managed policy that is not known', undefined)
  );
}

function document(name: string, value: unknown): PolicyDocument {
  const text = stringOf(value) ?? '';
  return { name, text, policy: parsePolicy(name, text) };
}
