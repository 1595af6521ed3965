import { accountOfArn, iamArn } from '../../arns';
import { delegate } from '../../delegation';
import { principalArn } from '../../delegation/principal-arn';
import type { Delegation, SecondaryDelegation, VerifyRole } from '../../delegation/types';
import type { Manifest, Secondary } from '../../manifest/types';
import { type Scope, type SensitiveRequests, type SourceDocument, sensitiveRequests } from '../covers';
import type { IamModel, PolicyDocument, PolicyHolder, RoleDocument } from '../iam-model';

/** The documents of one role, policy or holder: what the manifest implies and what the stacks hold. */
export interface DocumentPair {
  stack: string;
  address: string;
  /** Whose documents these are: an ARN, or `role/NAME` of an account. */
  of: string;
  accountId: string;
  scope: Scope;
  implied: SourceDocument[];
  found: readonly SourceDocument[];
  /** `sensitive`: the manifest implies nothing here, so that only sensitive requests count, and nothing can be lost. */
  counts: 'everything' | 'sensitive';
}

export interface Agreement {
  pairs: DocumentPair[];
  sensitive: SensitiveRequests[];
}

/** Every document that might let somebody send, or change who may. */
export function documentPairs(manifest: Manifest, model: IamModel): Agreement {
  const delegation = delegate(manifest);
  const implied = [
    ...senderPairs(manifest, delegation, model),
    ...delegation.secondaries.flatMap((one) => secondaryPairs(one, model)),
  ];
  const known = new Set(implied.map(({ of }) => of));
  const facts = sensitiveOf(manifest, delegation);
  return {
    pairs: [...implied, ...otherPairs(model, known, new Set(facts.roles))],
    sensitive: sensitiveRequests(facts),
  };
}

function rolePairs(
  arn: string,
  accountId: string,
  role: RoleDocument | undefined,
  trust: string,
  policies: SourceDocument[],
): DocumentPair[] {
  const place = {
    stack: role?.stack ?? '',
    address: role?.address ?? arn,
    of: arn,
    accountId,
    counts: 'everything',
  } as const;
  const name = role?.name ?? arn.slice(arn.lastIndexOf('/') + 1);
  return [
    {
      ...place,
      scope: { kind: 'trust', ownerAccountId: accountId },
      implied: [{ name: `${name} trust policy`, text: trust }],
      found: role ? [role.trust] : [],
    },
    { ...place, scope: { kind: 'identity' }, implied: policies, found: role?.policies ?? [] },
  ];
}

function inline(role: string, { name, document }: { name: string; document: string }): SourceDocument {
  return { name: `${role}/${name}`, text: document };
}

function senderPairs({ main }: Manifest, { senderRoles }: Delegation, { roles }: IamModel): DocumentPair[] {
  return senderRoles.flatMap(({ arn, name, trustPolicy, sendPolicy, suspendedPolicy }) =>
    rolePairs(arn, main.accountId, roles.get(arn), trustPolicy, [
      inline(name, sendPolicy),
      ...(suspendedPolicy ? [inline(name, suspendedPolicy)] : []),
    ]),
  );
}

function secondaryPairs(secondary: SecondaryDelegation, model: IamModel): DocumentPair[] {
  const { accountId, assumePolicy, verifier, outsider } = secondary;
  const assume = assumePolicy && { name: assumePolicy.name, text: assumePolicy.document };
  const verify = (role: VerifyRole | undefined, ...more: SourceDocument[]): DocumentPair[] =>
    role === undefined
      ? []
      : rolePairs(role.arn, accountId, model.roles.get(role.arn), role.trustPolicy, [
          inline(role.name, role.inlinePolicy),
          ...(role.tagSessionPolicy ? [inline(role.name, role.tagSessionPolicy)] : []),
          ...more,
        ]);
  const identity = { stack: '', accountId, scope: { kind: 'identity' } } as const;
  const carriers = assumePolicy?.managed
    ? [
        ...assumePolicy.roles.map((name) => `${accountId}:role/${name}` as const),
        ...assumePolicy.users.map((name) => `${accountId}:user/${name}` as const),
        ...assumePolicy.groups.map((name) => `${accountId}:group/${name}` as const),
      ]
    : [];
  return [
    ...verify(verifier, ...(assume ? [assume] : [])),
    ...verify(outsider),
    ...(assume && assumePolicy?.managed
      ? [
          {
            ...identity,
            address: assumePolicy.name,
            of: assumePolicy.arn,
            implied: [assume],
            found: [model.managed.get(assumePolicy.arn)].filter((document) => document !== undefined),
            counts: 'everything' as const,
          },
        ]
      : []),
    ...(assume
      ? carriers.map((holder) => ({
          ...identity,
          address: holder,
          of: holder,
          implied: [assume],
          found: model.held.get(holder) ?? [],
          counts: 'sensitive' as const,
        }))
      : []),
  ];
}

/** What the stacks make besides: the manifest implies nothing of it. */
function otherPairs(
  model: IamModel,
  known: ReadonlySet<string>,
  sensitiveRoles: ReadonlySet<string>,
): DocumentPair[] {
  const made = new Set([...model.roles.values()].map(({ accountId, name }) => `${accountId}:role/${name}`));
  const held = new Set<PolicyDocument>([
    ...[...model.roles.values()].flatMap(({ policies }) => policies),
    ...[...model.held.values()].flat(),
  ]);
  const other = (
    of: string,
    accountId: string,
    found: readonly SourceDocument[],
    place = { stack: '', address: of },
  ): DocumentPair => ({
    ...place,
    of,
    accountId,
    scope: { kind: 'identity' },
    implied: [],
    found,
    counts: 'sensitive',
  });
  return [
    ...[...model.roles.values()]
      .filter(({ arn }) => !known.has(arn))
      .flatMap((role) => [
        other(role.arn, role.accountId, role.policies, role),
        ...(sensitiveRoles.has(role.arn)
          ? [
              {
                ...other(role.arn, role.accountId, [role.trust], role),
                scope: { kind: 'trust', ownerAccountId: role.accountId } as const,
                counts: 'everything' as const,
              },
            ]
          : []),
      ]),
    ...[...model.held]
      .filter(([holder]) => !known.has(holder) && !made.has(holder))
      .map(([holder, policies]) => other(holder, accountOf(holder), policies)),
    ...[...model.managed]
      .filter(([arn, policy]) => !known.has(arn) && !held.has(policy))
      .map(([arn, policy]) => other(arn, accountOfArn(arn), [policy])),
  ];
}

function accountOf(holder: PolicyHolder): string {
  return holder.slice(0, holder.indexOf(':'));
}

function sensitiveOf(
  manifest: Manifest,
  { senderRoles, secondaries }: Delegation,
): Parameters<typeof sensitiveRequests>[0] {
  const { main } = manifest;
  const present = manifest.secondaries.filter(({ status }) => status !== 'removed');
  return {
    mainAccountId: main.accountId,
    originationIdentities: [...main.numbers, ...main.pools, ...main.configurationSets].map(({ arn }) => arn),
    pinpointApplications: main.pinpointApplicationId
      ? [
          `arn:${main.partition}:mobiletargeting:*:${main.accountId}:apps/${main.pinpointApplicationId}/messages`,
        ]
      : [],
    roles: [
      ...senderRoles.map(({ arn }) => arn),
      ...secondaries.flatMap(({ verifier, outsider }) =>
        [verifier, outsider].flatMap((role) => (role ? [role.arn] : [])),
      ),
      ...[main, ...manifest.secondaries].flatMap(({ deploy }) => deploy?.assumeRoleArn ?? []),
    ],
    assumePolicies: secondaries.flatMap(({ assumePolicy }) =>
      assumePolicy?.managed ? [assumePolicy.arn] : [],
    ),
    carriers: present.flatMap((secondary) => carriersOf(manifest, secondary)),
  };
}

function carriersOf(
  { main: { partition } }: Manifest,
  { accountId, principals, assumePolicy }: Secondary,
): string[] {
  if (assumePolicy === 'none') return [];
  const groups = assumePolicy.groups.map((name) => iamArn(partition, accountId, `group/${name}`));
  if (principals === 'account') return [iamArn(partition, accountId, '*')];
  return [...principals.map((principal) => principalArn(partition, accountId, principal)), ...groups];
}
