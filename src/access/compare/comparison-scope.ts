import type { Manifest, Principal, Secondary } from '../../manifest/types';
import { hasVerifyRoles, pinpointResource, verifierOf } from '../expected';
import type { PolicyHolder } from '../iam-model/index';
import {
  ANYONE,
  type ExampleCaller,
  exampleCallers,
  exampleRequests,
  SAMPLE,
} from '../iam-model/policy-examples';
import { requestsOf } from '../questions/request-set';
import type { Side } from './side';

/** Somebody who may be able to send. */
export interface Caller {
  /** The secondary's key; the account ID where neither manifest names it. */
  account: string;
  accountId: string;
  /** As people write it. */
  label: string;
  /** `role/PATH/NAME` or `user/PATH/NAME`, an example where `label` is a pattern. */
  principal: string;
  holder: PolicyHolder;
}

export interface ScopeRequest {
  api: string;
  action: string;
  resource: string;
}

/** Whoever and whatever either side names: both sides are asked the same questions. */
export interface ComparisonScope {
  subjects: Caller[];
  targets: ScopeRequest[];
  /** By account ID. */
  externalIds: Map<string, string[]>;
  attached: Set<PolicyHolder>;
}

export function comparisonScope(before: Side, after: Side): ComparisonScope {
  const sides = [after, before];
  const subjects = new Map<string, Caller>();
  const targets = new Map<string, ScopeRequest>();
  const externalIds = new Map<string, Set<string>>();
  for (const side of sides) {
    for (const secondary of side.manifest.secondaries) {
      for (const subject of subjectsOf(side.manifest, secondary)) addSubject(subjects, subject);
      const { accountId, externalId } = secondary;
      for (const id of [externalId?.current, externalId?.previous]) if (id) addTo(externalIds, accountId, id);
    }
    for (const { api, action, resource } of sendTargets(side.manifest)) {
      targets.set(`${action} ${resource}`, { api, action, resource });
    }
    addExamples(side, sides, subjects, targets, externalIds);
  }
  return {
    subjects: [...subjects.values()],
    targets: [...targets.values()],
    externalIds: new Map([...externalIds].map(([account, ids]) => [account, [...ids]])),
    attached: new Set(sides.flatMap(({ documents }) => [...documents.held.keys()])),
  };
}

function addSubject(subjects: Map<string, Caller>, subject: Caller): void {
  const key = `${subject.accountId} ${subject.principal}`;
  if (!subjects.has(key)) subjects.set(key, subject);
}

function sendTargets(manifest: Manifest): ScopeRequest[] {
  const { text, media, voice } = requestsOf(manifest);
  const pinpoint = pinpointResource(manifest);
  const action = 'mobiletargeting:SendMessages';
  return [
    ...text,
    ...media,
    ...voice,
    ...(pinpoint ? [{ api: 'pinpoint', action, resource: pinpoint }] : []),
  ];
}

function subjectsOf(manifest: Manifest, secondary: Secondary): Caller[] {
  const { key, accountId, principals } = secondary;
  const subject = (label: string, principal: string): Caller => ({
    account: key,
    accountId,
    label,
    principal,
    holder: holderOf(accountId, principal),
  });
  return [
    ...(principals === 'account' ? [] : principals.map((listed) => subject(listed.text, exampleOf(listed)))),
    subject('account', `role/${SAMPLE}`),
    ...(hasVerifyRoles(manifest, secondary) ? [subject(verifierOf(secondary), verifierOf(secondary))] : []),
  ];
}

function exampleOf(principal: Principal): string {
  if (principal.kind === 'sso') return ssoExample(principal.permissionSet);
  return `${principal.kind}${principal.path}${principal.name}`
    .replaceAll('*', 'example')
    .replaceAll('?', 'x');
}

function holderOf(accountId: string, principal: string): PolicyHolder {
  const kind = principal.startsWith('user/') ? 'user' : 'role';
  return `${accountId}:${kind}/${principal.slice(principal.lastIndexOf('/') + 1)}`;
}

/** Whom the trusts let in and what the policies open, where no manifest says so. */
function addExamples(
  { manifest, documents }: Side,
  sides: readonly Side[],
  subjects: Map<string, Caller>,
  targets: Map<string, ScopeRequest>,
  externalIds: Map<string, Set<string>>,
): void {
  const { accountId: main } = manifest.main;
  const keys = new Map(
    sides
      .toReversed()
      .flatMap((side) => side.manifest.secondaries.map(({ accountId, key }) => [accountId, key])),
  );
  for (const role of documents.roles.values()) {
    if (role.accountId !== main) continue;
    for (const witness of exampleCallers(role.trust.text)) {
      const subject = subjectOf(witness, keys);
      if (!subject) continue;
      addSubject(subjects, subject);
      const externalId = witness.context['sts:externalid'];
      if (externalId !== undefined) addTo(externalIds, subject.accountId, externalId);
    }
    for (const { action, resource } of role.policies.flatMap(({ text }) => exampleRequests(text))) {
      const key = `${action} ${resource}`;
      if (!targets.has(key)) targets.set(key, { api: action, action, resource });
    }
  }
}

function subjectOf(
  { principal: arn, written }: ExampleCaller,
  keys: Map<string, string>,
): Caller | undefined {
  const [, , , , accountId = '', ...rest] = arn.split(':');
  if (!/^\d{12}$/.test(accountId)) return undefined;
  if (written === ANYONE) {
    const holder = holderOf(accountId, 'role/anybody');
    return { account: 'any account', accountId, label: 'anybody', principal: 'role/anybody', holder };
  }
  const permissionSet = /\/AWSReservedSSO_(.+)_\?{16}$/.exec(written)?.[1];
  const principal = permissionSet ? ssoExample(permissionSet) : rest.join(':');
  const label = permissionSet
    ? `sso/${permissionSet}`
    : written.split(':').slice(5).join(':').replace('root', 'account');
  return {
    account: keys.get(accountId) ?? accountId,
    accountId,
    label,
    principal,
    holder: holderOf(accountId, principal),
  };
}

function ssoExample(permissionSet: string): string {
  return `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${permissionSet}_0123456789abcdef`;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
