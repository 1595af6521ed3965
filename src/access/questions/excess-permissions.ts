import type { Secondary } from '../../manifest/types';
import { allowEverything, type Evaluator, principalOf, type Requester } from '../evaluate/evaluator';
import { type AssumeRoleContext, expectAssumeSender } from '../expected';
import type { PolicyDocument, RoleDocument } from '../iam-model/index';
import { ANYONE, type ExampleCaller, exampleCallers, exampleRequests } from '../iam-model/policy-examples';
import type { AccessCheck } from '../matrix';
import type { IamRequest, RequestSet } from './request-set';
import { contextOf, rightfulContext, type TestCaller } from './test-callers';

/**
 * The manifest's own questions find what is missing; what is too much may lie anywhere. So whoever a statement of a
 * trust lets in, and whatever a statement of a policy opens, is asked about as well, unless the manifest means it.
 */
export function admittedCallers(
  judge: Evaluator,
  secondary: Secondary,
  role: RoleDocument | undefined,
): TestCaller[] {
  if (!role) return [];
  return exampleCallers(role.trust.text).flatMap((witness) => {
    const asker = askerOf(judge, secondary, witness);
    if (expectAssumeSender(judge.manifest, secondary, asker)) return [];
    return [unexpected(witness, asker, judge)];
  });
}

/** Where the statement says nothing of external ID or organization, the witness carries the right ones. */
function askerOf(
  judge: Evaluator,
  secondary: Secondary,
  { principal, context }: ExampleCaller,
): AssumeRoleContext {
  const right = rightfulContext(judge.manifest, secondary);
  const { accountId, text } = readPrincipal(principal);
  return {
    ...right,
    accountId,
    principal: text,
    ...(context['sts:externalid'] !== undefined && { externalId: context['sts:externalid'] }),
    ...(context['aws:principalorgid'] !== undefined && { organizationId: context['aws:principalorgid'] }),
  };
}

function readPrincipal(arn: string): { accountId: string; text: string } {
  const parts = arn.split(':');
  return parts.length < 6
    ? { accountId: '', text: arn }
    : { accountId: parts[4]!, text: parts.slice(5).join(':') };
}

function unexpected(witness: ExampleCaller, asker: AssumeRoleContext, judge: Evaluator): TestCaller {
  const caller = exampleRequester(witness, judge, { ...witness.context, ...contextOf(asker) });
  const carried = Object.entries(witness.context).map(([key, value]) => `${key} ${value}`);
  return {
    ...caller,
    case: 'admitted-by-a-statement',
    label: witness.written === ANYONE ? 'anybody' : witness.written,
    condition: ['named by the trust policy', ...carried].join('; '),
    expected: 'denied',
  };
}

/** A caller whose own policies allow everything: the trust alone decides. */
export function exampleRequester(
  { principal }: ExampleCaller,
  judge: Evaluator,
  context: Record<string, unknown>,
): Requester {
  const { accountId, text } = readPrincipal(principal);
  const { partition } = judge.manifest.main;
  return {
    principal: accountId
      ? principalOf(partition, accountId, text)
      : { kind: 'service', arn: principal, accountId: '' },
    identity: [allowEverything],
    context: context as Requester['context'],
  };
}

/** What the role's policies open besides what is asked anyway. */
export function grantedRequests(role: RoleDocument | undefined, targets: RequestSet): IamRequest[] {
  if (!role) return [];
  const asked = new Set(
    Object.values(targets).flatMap((list: IamRequest[]) =>
      list.map(({ action, resource }) => `${action} ${resource}`),
    ),
  );
  return extraGrants(role.policies, (action, resource) => asked.has(`${action} ${resource}`));
}

function extraGrants(
  policies: readonly PolicyDocument[],
  isMeant: (action: string, resource: string) => boolean,
): IamRequest[] {
  return policies
    .flatMap(({ text }) => exampleRequests(text))
    .filter(({ action, resource }) => !isMeant(action, resource))
    .map(({ action, resource }) => ({ number: '', api: action, action, resource }));
}

/** What a set of policies lets their holder do besides what they are for; `meant` says what that is. */
export function excessPermissionChecks(
  judge: Evaluator,
  secondary: Secondary,
  holder: { role: RoleDocument; case: AccessCheck['case']; label: string },
  meant: (action: string, resource: string) => boolean,
  cells: AccessCheck[],
): void {
  for (const { action, resource } of extraGrants(holder.role.policies, meant)) {
    const answer = judge.act(holder.role, action, resource);
    cells.push({
      account: secondary.key,
      accountId: secondary.accountId,
      number: '',
      api: action,
      principal: holder.label,
      condition: 'named by one of its policies',
      role: resource,
      ...answer,
      expected: 'denied',
      case: holder.case,
    });
  }
}

/** TenDlcAssumeSender by itself: it may lead to one role only. */
export function assumePolicyChecks(
  judge: Evaluator,
  secondary: Secondary,
  senderArn: string,
  cells: AccessCheck[],
): void {
  const { documents, manifest } = judge;
  const { accountId } = secondary;
  const arn = `arn:${manifest.main.partition}:iam::${accountId}:policy${secondary.rolePath}TenDlcAssumeSender`;
  const policies = new Set([
    ...(judge.givenTo.get(accountId) ?? []),
    ...(documents.managed.has(arn) ? [documents.managed.get(arn)!] : []),
  ]);
  if (policies.size === 0) return;
  const actions = [
    'sts:AssumeRole',
    ...secondary.sessionContext.map((kind) => (kind === 'tags' ? 'sts:TagSession' : 'sts:SetSourceIdentity')),
  ];
  const role: RoleDocument = {
    stack: '',
    address: '',
    accountId,
    name: 'holder',
    arn: `arn:${manifest.main.partition}:iam::${accountId}:role/holder`,
    trust: [...policies][0]!,
    policies: [...policies],
  };
  const label = 'who has TenDlcAssumeSender';
  excessPermissionChecks(
    judge,
    secondary,
    { role, case: 'assume-policy', label },
    (action, resource) => actions.includes(action) && resource === senderArn,
    cells,
  );
}
