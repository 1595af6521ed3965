import { parseArn } from '../../arns';
import type { Manifest, Secondary } from '../../manifest/types';
import { exampleOf, ssoExample } from '../evaluate/caller-policies';
import { PINPOINT_ACTION, requestsOf } from '../evaluate/request-set';
import { hasVerifyRoles, pinpointResource, verifierOf } from '../expected';
import type { PolicyHolder } from '../iam-model';
import {
  ANYONE,
  type ExampleCaller,
  exampleCallers,
  exampleRequests,
  SAMPLE,
} from '../iam-model/policy-examples';
import type { ChangedCaller } from '../model';
import type { Side } from './side';

/** A principal that might be able to send. */
export interface Caller {
  /** The secondary's key, or the account ID if neither manifest names the account. */
  account: string;
  accountId: string;
  who: ChangedCaller;
  /** `role/PATH/NAME` or `user/PATH/NAME`: an example if `who` is a pattern. */
  principal: string;
  holder: PolicyHolder;
}

export interface ScopeRequest {
  api: string;
  action: string;
  resource: string;
}

/** Every caller and request that either side names: both sides are asked the same questions. */
export interface ComparisonScope {
  callers: Caller[];
  requests: ScopeRequest[];
  /** External IDs by account ID. */
  externalIds: Map<string, string[]>;
  /** Holders to which either side attaches a policy. */
  attached: Set<PolicyHolder>;
  /** ARNs of roles that either side creates. */
  managedRoles: Set<string>;
}

export function comparisonScope(before: Side, after: Side): ComparisonScope {
  const sides = [after, before];
  const keys = keysByAccount(sides);
  const found = sides.map((side) => scopeOf(side, keys));
  const externalIds = new Map<string, Set<string>>();
  for (const [account, id] of found.flatMap(({ ids }) => ids))
    externalIds.set(account, (externalIds.get(account) ?? new Set()).add(id));
  return {
    callers: uniqueBy(
      found.flatMap(({ callers }) => callers),
      ({ accountId, principal }) => `${accountId} ${principal}`,
    ),
    requests: uniqueBy(
      found.flatMap(({ requests }) => requests),
      ({ action, resource }) => `${action} ${resource}`,
    ),
    externalIds: new Map([...externalIds].map(([account, ids]) => [account, [...ids]])),
    attached: new Set(sides.flatMap(({ model }) => [...model.held.keys()])),
    managedRoles: new Set(sides.flatMap(({ model }) => [...model.roles.keys()])),
  };
}

/** The first of each key. */
function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const known = new Map<string, Item>();
  for (const item of items) if (!known.has(keyOf(item))) known.set(keyOf(item), item);
  return [...known.values()];
}

/** The later side wins. */
function keysByAccount(sides: readonly Side[]): Map<string, string> {
  return new Map(
    sides
      .toReversed()
      .flatMap(({ manifest }) => manifest.secondaries.map(({ accountId, key }) => [accountId, key] as const)),
  );
}

interface SideScope {
  callers: Caller[];
  requests: ScopeRequest[];
  ids: (readonly [accountId: string, externalId: string])[];
}

function scopeOf({ manifest, model }: Side, keys: Map<string, string>): SideScope {
  const senders = [...model.roles.values()].filter(({ accountId }) => accountId === manifest.main.accountId);
  const admitted = senders
    .flatMap(({ trust }) => exampleCallers(trust.text))
    .flatMap((example) => callerOfExample(example, keys).map((caller) => ({ caller, example })));
  return {
    callers: [
      ...manifest.secondaries.flatMap((secondary) => callersOf(manifest, secondary)),
      ...admitted.map(({ caller }) => caller),
    ],
    requests: [
      ...sendRequests(manifest),
      ...senders
        .flatMap(({ policies }) => policies)
        .flatMap(({ text }) => exampleRequests(text))
        .map(({ action, resource }) => ({ api: action, action, resource })),
    ],
    ids: [
      ...manifest.secondaries.flatMap(({ accountId, externalId }) =>
        [externalId?.current, externalId?.previous].flatMap((id) => (id ? [[accountId, id] as const] : [])),
      ),
      ...admitted.flatMap(({ caller, example }) => {
        const id = example.context['sts:externalid'];
        return id === undefined ? [] : [[caller.accountId, id] as const];
      }),
    ],
  };
}

function sendRequests(manifest: Manifest): ScopeRequest[] {
  const { channels } = requestsOf(manifest);
  const pinpoint = pinpointResource(manifest);
  return [
    ...[...channels.sms, ...channels.mms, ...channels.voice].map(({ api, action, resource }) => ({
      api,
      action,
      resource,
    })),
    ...(pinpoint ? [{ api: 'pinpoint', action: PINPOINT_ACTION, resource: pinpoint }] : []),
  ];
}

function callersOf(manifest: Manifest, secondary: Secondary): Caller[] {
  const { key, accountId, principals } = secondary;
  const caller = (who: ChangedCaller, principal: string): Caller => ({
    account: key,
    accountId,
    who,
    principal,
    holder: holderOf(accountId, principal),
  });
  const verifier = verifierOf(secondary);
  return [
    ...(principals === 'account'
      ? []
      : principals.map((listed) => caller({ kind: 'principal', label: listed.text }, exampleOf(listed)))),
    caller({ kind: 'account' }, `role/${SAMPLE}`),
    ...(hasVerifyRoles(manifest, secondary)
      ? [caller({ kind: 'principal', label: verifier }, verifier)]
      : []),
  ];
}

function holderOf(accountId: string, principal: string): PolicyHolder {
  const kind = principal.startsWith('user/') ? 'user' : 'role';
  return `${accountId}:${kind}/${principal.slice(principal.lastIndexOf('/') + 1)}`;
}

/** A caller that a trust policy names. A service or an account pattern is not one caller: it gives none. */
function callerOfExample({ principal: arn, written }: ExampleCaller, keys: Map<string, string>): Caller[] {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  if (!/^\d{12}$/.test(accountId)) return [];
  if (written === ANYONE) {
    const holder = holderOf(accountId, 'role/anyone');
    return [{ account: 'any account', accountId, who: { kind: 'anyone' }, principal: 'role/anyone', holder }];
  }
  const permissionSet = /\/AWSReservedSSO_(.+)_\?{16}$/.exec(written)?.[1];
  const principal = permissionSet ? ssoExample(permissionSet) : resource;
  return [
    {
      account: keys.get(accountId) ?? accountId,
      accountId,
      who: whoOf(parseArn(written)?.resource ?? written, permissionSet),
      principal,
      holder: holderOf(accountId, principal),
    },
  ];
}

function whoOf(resource: string, permissionSet: string | undefined): ChangedCaller {
  if (permissionSet) return { kind: 'principal', label: `sso/${permissionSet}` };
  return resource === 'root' ? { kind: 'account' } : { kind: 'principal', label: resource };
}
