import type { StaticOperationSchema } from '@smithy/types';
import type { RequestContext } from '../../../iam/types';
import { requireAllowed } from '../../auth/authorization';
import { AwsError } from '../../aws-error';
import type { Input } from '../../protocols/protocol';
import { iamArn, lastPart } from '../../world/aws-arns';
import type { Account, World } from '../../world/world-model';
import { type Call, type Operation, operation } from '../operation';
import { type Page, page } from '../paging';
import { lowerFirst, violations, violationText } from '../validate';
import { iamConstraints } from './iam-constraints';
import { unmodifiable } from './iam-errors';
import { isReservedPath } from './reserved-paths';

/** An IAM call in the account of its caller. */
export interface IamCall {
  call: Call;
  world: World;
  account: Account;
}

/** What a call to IAM needs permission for: an ARN, and how AWS's message names it if not by the ARN. */
interface IamRequest {
  arn: string;
  shown?: string;
  context?: RequestContext;
  /** ARN of the permissions boundary that the role or user has. */
  boundary?: string;
  /** The role's name, if only AWS may change the role. */
  protectedRole?: string;
}

export type IamRequestOf<I> = (iam: IamCall, input: I) => IamRequest;

/** Operations that have iam:PermissionsBoundary of the role or user that they change (Service Authorization Reference, IAM). */
const CHANGES_OF_BOUNDED = /^(Attach|Detach|Put|Delete)(Role|User)(Policy|PermissionsBoundary)$/;

/** Operations that answer UnmodifiableEntity for a role of AWS (IAM API reference). */
const CHANGES_OF_ROLE =
  /^((Attach|Detach|Put|Delete)Role(Policy|PermissionsBoundary)|DeleteRole|UpdateRole(Description)?|UpdateAssumeRolePolicy)$/;

/** The condition keys of the tags and of the boundary in a request. */
function requestKeys({ Tags, TagKeys, PermissionsBoundary }: Input): RequestContext {
  const tags = (Tags ?? []) as { Key: string; Value: string }[];
  const keys = [...tags.map(({ Key }) => Key), ...((TagKeys ?? []) as string[])];
  return {
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
    ...(keys.length > 0 && { 'aws:TagKeys': keys }),
    ...(PermissionsBoundary !== undefined && { 'iam:PermissionsBoundary': String(PermissionsBoundary) }),
  };
}

/** An operation of IAM: checks the fields, evaluates the caller's policies, then runs. */
export function iamOperation<I, O>(
  schema: StaticOperationSchema,
  target: IamRequestOf<I>,
  run: (iam: IamCall, input: I) => O,
): Operation {
  const own: Operation = operation<I, O>(schema, (call, input) => {
    const found = violations(own.shape, input as Input, iamConstraints);
    if (found.length > 0) throw new AwsError('ValidationError', violationText(found, lowerFirst));
    const iam: IamCall = {
      call,
      world: call.world,
      account: call.world.accounts.get(call.caller.accountId)!,
    };
    const { arn, shown, context, boundary, protectedRole } = target(iam, input);
    const bound = boundary !== undefined && CHANGES_OF_BOUNDED.test(own.shape.name);
    requireAllowed(
      call,
      {
        action: `iam:${own.shape.name}`,
        resource: arn,
        resourceAccountId: iam.account.id,
        shown,
        context: {
          ...context,
          ...(bound && { 'iam:PermissionsBoundary': boundary }),
          ...requestKeys(input as Input),
        },
      },
      'AccessDenied',
      403,
    );
    if (protectedRole !== undefined && CHANGES_OF_ROLE.test(own.shape.name))
      throw unmodifiable(protectedRole);
    return run(iam, input);
  });
  return own;
}

/** Operations on the whole account, such as lists. */
export const anything: IamRequestOf<unknown> = () => ({ arn: '*' });

/** A role, user or group by name. Its ARN has its path if it exists. */
export function named<I extends object>(kind: 'role' | 'user' | 'group', member: keyof I): IamRequestOf<I> {
  return ({ account }, input) => {
    const name = String(input[member] ?? '');
    const entities = { role: account.roles, user: account.users, group: account.groups }[kind];
    const entity = entities.get(name.toLowerCase());
    return {
      arn: entity?.arn ?? iamArn(account.partition, account.id, kind, '/', name),
      shown: `${kind} ${name}`,
      context: entity && 'tags' in entity ? tagContext(entity.tags) : undefined,
      boundary: entity && 'boundary' in entity ? entity.boundary : undefined,
      protectedRole: entity?.kind === 'role' && isReservedPath(entity.path) ? entity.name : undefined,
    };
  };
}

/** A request without a user name is about the caller. */
export function ownName({ call }: IamCall, name: string | undefined): string {
  if (name !== undefined) return name;
  const { kind, entityArn } = call.caller;
  if (kind !== 'user') {
    throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials');
  }
  return lastPart(entityArn);
}

export const ownUser: IamRequestOf<{ UserName?: string }> = (iam, { UserName }) =>
  named<{ UserName?: string }>('user', 'UserName')(iam, { UserName: ownName(iam, UserName) });

/** A managed policy by its ARN. */
export function policyRequest<I extends { PolicyArn?: string }>(): IamRequestOf<I> {
  return ({ account }, { PolicyArn }) => ({
    arn: PolicyArn!,
    shown: `policy ${PolicyArn}`,
    context: tagContext(account.policies.get(PolicyArn!)?.tags ?? new Map()),
  });
}

function tagContext(tags: ReadonlyMap<string, string>): RequestContext {
  const entries = [...tags].flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ]);
  return Object.fromEntries(entries) as RequestContext;
}

interface Paged {
  Marker?: string;
  MaxItems?: number;
}

const DEFAULT_ITEMS = 100;

export function iamPage<T>(
  list: readonly T[],
  { Marker, MaxItems }: Paged,
): Page<T> & { IsTruncated: boolean } {
  const invalid = () => new AwsError('ValidationError', `Invalid Marker ${Marker}`);
  const result = page(list, MaxItems ?? DEFAULT_ITEMS, Marker, invalid);
  return { ...result, IsTruncated: result.next !== undefined };
}

/** RFC 3986, as AWS encodes documents in its answers. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
