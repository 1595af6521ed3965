import type { Manifest } from '../../manifest/types';
import { both, type Evaluator } from '../evaluate/evaluator';
import type { RoleDocument } from '../iam-model/index';
import { type ExampleCaller, exampleCallers, exampleRequests } from '../iam-model/policy-examples';
import { type AccessCheck, impliedRoles } from '../matrix';
import { exampleRequester } from './excess-permissions';
import type { RequestSet } from './request-set';

/** Roles that the manifest does not imply, and users and groups of accounts that it gives nothing: they may do nothing. */
export function unexpectedRoleChecks(judge: Evaluator, targets: RequestSet, cells: AccessCheck[]): void {
  const { manifest, documents } = judge;
  const implied = impliedRoles(manifest);
  for (const role of documents.roles.values())
    if (!implied.has(role.arn)) roleCells(judge, targets, role, cells);
  const given = new Set(
    manifest.secondaries.filter(({ status }) => status !== 'removed').map(({ accountId }) => accountId),
  );
  const made = new Set(
    [...documents.roles.values()].map(({ accountId, name }) => `${accountId}:role/${name}`),
  );
  for (const [holder, policies] of documents.held) {
    const [accountId = '', name = ''] = holder.split(':');
    if (given.has(accountId) || made.has(holder)) continue;
    const arn = `arn:${manifest.main.partition}:iam::${accountId}:role/holder`;
    const role = { stack: '', address: '', accountId, name, arn, trust: policies[0]!, policies };
    for (const { action, resource } of [...policies.flatMap(({ text }) => exampleRequests(text)), anything]) {
      const answer = judge.act(role, action, resource);
      cells.push({
        ...about(manifest, role),
        number: '',
        api: action,
        principal: name,
        condition: 'has a policy that the manifest does not imply',
        role: resource,
        ...answer,
        expected: 'denied',
        case: 'other-holder',
      });
    }
  }
}

/** A policy that is not known names nothing, and may allow anything. */
const anything = { action: 'iam:CreateUser', resource: '*' };

function roleCells(judge: Evaluator, targets: RequestSet, role: RoleDocument, cells: AccessCheck[]): void {
  const { manifest } = judge;
  const grants = [...role.policies.flatMap(({ text }) => exampleRequests(text)), anything].map(
    ({ action, resource }) => ({ number: '', api: action, action, resource }),
  );
  const asked = [...targets.text, ...targets.pinpoint, ...grants];
  const answers = asked.map((target) => ({
    target,
    judgement: judge.act(role, target.action, target.resource),
  }));
  for (const witness of [...exampleCallers(role.trust.text), ...anybody(judge)]) {
    const { organizationId } = manifest.main;
    const context = { ...(organizationId && { 'aws:PrincipalOrgID': organizationId }), ...witness.context };
    const admitted = judge.assume(exampleRequester(witness, judge, context), role);
    for (const { target, judgement } of answers) {
      const { verdict, decidedBy } = both(admitted, judgement);
      const { number, api } = target;
      cells.push({
        ...about(manifest, role),
        number,
        api,
        principal: witness.written,
        condition: 'by a role that the manifest does not imply',
        role: role.arn,
        verdict,
        decidedBy,
        expected: 'denied',
        case: 'other-role',
      });
    }
  }
}

function anybody({ manifest: { main }, unlistedAccount }: Evaluator): ExampleCaller[] {
  return [main.accountId, unlistedAccount].map((accountId) => {
    const principal = `arn:${main.partition}:iam::${accountId}:role/nobody-listed-this`;
    return { principal, written: principal, context: {} };
  });
}

function about(
  { secondaries }: Manifest,
  { accountId }: RoleDocument,
): Pick<AccessCheck, 'account' | 'accountId'> {
  return {
    account: secondaries.find((secondary) => secondary.accountId === accountId)?.key ?? accountId,
    accountId,
  };
}
