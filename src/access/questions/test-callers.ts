import { iamArn } from '../../arns';
import type { RequestContext } from '../../iam/types';
import type { Manifest, Secondary, SessionContext } from '../../manifest/types';
import { OUTSIDER_ROLE, VERIFIER_ROLE } from '../../names';
import {
  allowsEverything,
  type CallerPolicies,
  type ListedPrincipal,
  listedPrincipals,
  rolePolicies,
  sendersOf,
  unattachedPrincipals,
} from '../evaluate/caller-policies';
import { type Evaluator, organizationKeys, principalOf, type Requester } from '../evaluate/evaluator';
import { type AssumeRoleContext, expectAssumeSender, hasVerifyRoles } from '../expected';
import type { CallerCase, Condition, Variant } from '../model';
import { otherAccounts } from './other-accounts';

export interface TestCaller extends Requester {
  case: CallerCase;
  /** As the manifest writes it; an ARN for callers of other accounts. */
  label: string;
  /** What the call carries, and what is assumed about the caller. */
  conditions: Condition[];
  /** What the call carries matters to sts:AssumeRole only. */
  assumeOnly?: boolean;
  /** What the manifest expects. */
  expected: 'allowed' | 'denied';
}

/** A principal that no manifest lists. */
export const UNLISTED_PRINCIPAL = 'role/not-listed-in-the-manifest';

/** Every caller that is tried at the role of one secondary, except those that only its trust policy names. */
export function testCallers(evaluator: Evaluator, secondary: Secondary): TestCaller[] {
  const make = maker(evaluator.manifest, secondary);
  const listed = listedPrincipals(evaluator, secondary);
  const verifyRoles = hasVerifyRoles(evaluator.manifest, secondary)
    ? ([
        ['verifier', `role${secondary.rolePath}${VERIFIER_ROLE}`],
        ['outsider', `role${secondary.rolePath}${OUTSIDER_ROLE}`],
      ] as const)
    : [];
  return [
    ...listed.map((one) => make('listed', one)),
    ...verifyRoles.map(([kind, principal]) =>
      make(kind, { principal, policies: rolePolicies(evaluator, secondary, principal) }),
    ),
    ...unattachedPrincipals(evaluator, secondary).map((one) => ({
      ...make('not-attached', one, {}, [variant('only-attached-policies')]),
      expected: 'denied' as const,
    })),
    make('other-principal', unlistedCaller, {}, [variant('unlisted-principal')]),
    ...(listed[0] ? variantsOf(evaluator, secondary, listed[0], make) : []),
    ...sendersOf(evaluator, secondary).flatMap((sender) =>
      contextCallers(evaluator.manifest, secondary, sender, make),
    ),
  ];
}

const unlistedCaller = { principal: UNLISTED_PRINCIPAL, policies: allowsEverything };

function variant(name: Variant): Condition {
  return { kind: 'variant', variant: name };
}

type Make = (
  which: CallerCase,
  who: { principal: string; label?: string; policies: CallerPolicies },
  change?: Partial<AssumeRoleContext>,
  special?: Condition[],
) => TestCaller;

/** The first listed principal, with one thing about the call that should make the role deny it. */
function variantsOf(
  evaluator: Evaluator,
  secondary: Secondary,
  { principal, policies }: ListedPrincipal,
  make: Make,
): TestCaller[] {
  const { manifest } = evaluator;
  const { externalId } = secondary;
  const again = (
    which: CallerCase,
    change: Partial<AssumeRoleContext>,
    special: Condition,
    who = principal,
  ): TestCaller => make(which, { principal: who, policies: allowsEverything }, change, [special]);
  const organization = manifest.main.organizationId !== undefined && !secondary.external;
  return [
    ...(externalId
      ? [
          again('no-external-id', { externalId: undefined }, variant('no-external-id')),
          again(
            'wrong-external-id',
            { externalId: `not-${externalId.current}` },
            variant('wrong-external-id'),
          ),
          again(
            'wrong-external-id',
            { externalId: inOtherCase(externalId.current) },
            variant('external-id-in-other-case'),
          ),
        ]
      : []),
    ...(externalId?.previous
      ? [
          make('previous-external-id', { principal, policies }, { externalId: externalId.previous }, [
            { kind: 'externalId', status: 'previous', value: externalId.previous },
          ]),
        ]
      : []),
    ...(organization
      ? [
          again('outside-organization', { organizationId: undefined }, variant('outside-organization')),
          again('other-organization', { organizationId: 'o-0000000000' }, variant('other-organization')),
        ]
      : []),
    ...otherAccounts(evaluator, secondary, principal).map(({ which, accountId, principal: who, from }) =>
      again(which, { accountId }, from, who),
    ),
  ];
}

/** A sender that passes session tags or a source identity. A sender that should not gets policies that allow it. */
function contextCallers(
  { verify }: Manifest,
  { sessionContext, rolePath }: Secondary,
  sender: ListedPrincipal,
  make: Make,
): TestCaller[] {
  const isVerifier = sender.principal === `role${rolePath}${VERIFIER_ROLE}`;
  const expected: readonly SessionContext[] = [
    ...sessionContext,
    ...(isVerifier ? verify.sessionContext : []),
  ];
  const passing = (kind: SessionContext): ListedPrincipal =>
    expected.includes(kind) ? sender : { ...sender, policies: allowsEverything };
  return [
    make('session-tags', passing('tags'), { tags: true }, [variant('session-tags')]),
    make('source-identity', passing('sourceIdentity'), { sourceIdentity: true }, [
      variant('source-identity'),
    ]),
  ].map((caller) => ({ ...caller, assumeOnly: true }));
}

/** StringEquals compares external IDs with case. An ID without letters has no other case. */
function inOtherCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? `${text.toLowerCase()}-` : upper;
}

/** What a rightful caller of this account presents. */
export function rightfulContext(manifest: Manifest, secondary: Secondary): AssumeRoleContext {
  const organizationId = secondary.external ? undefined : manifest.main.organizationId;
  return {
    accountId: secondary.accountId,
    principal: '',
    ...(secondary.externalId && { externalId: secondary.externalId.current }),
    ...(organizationId && { organizationId }),
  };
}

function maker(manifest: Manifest, secondary: Secondary): Make {
  const rightful = rightfulContext(manifest, secondary);
  const { partition } = manifest.main;
  return (which, { principal, label, policies }, change = {}, special = []) => {
    const context: AssumeRoleContext = { ...rightful, principal, ...change };
    const own = context.accountId === secondary.accountId;
    const expected = expectAssumeSender(manifest, secondary, context) ? 'allowed' : 'denied';
    const assumed = expected === 'allowed' ? policies.assumption : undefined;
    return {
      case: which,
      label: own ? (label ?? principal) : iamArn(partition, context.accountId, principal),
      conditions: [
        ...special,
        ...carried(rightful, change),
        ...(assumed ? [{ kind: 'assumed', assumption: assumed } as const] : []),
      ],
      expected,
      principal: principalOf(partition, context.accountId, principal),
      identity: policies.identity,
      ...(policies.boundary && { boundary: policies.boundary }),
      context: contextOf(context),
      ...(isOutside(change) && { absentKeys: organizationKeys }),
      also: [
        ...(context.tags ? ['sts:TagSession'] : []),
        ...(context.sourceIdentity ? ['sts:SetSourceIdentity'] : []),
      ],
    };
  };
}

/** The call comes from outside every organization; a rightful caller without one might be in any. */
export function isOutside(change: Partial<AssumeRoleContext>): boolean {
  return 'organizationId' in change && change.organizationId === undefined;
}

/** The rightful external ID and organization, unless the call changes them. */
function carried(rightful: AssumeRoleContext, change: Partial<AssumeRoleContext>): Condition[] {
  const { externalId, organizationId } = rightful;
  return [
    ...(externalId !== undefined && !('externalId' in change)
      ? [{ kind: 'externalId', status: 'current', value: externalId } as const]
      : []),
    ...(organizationId !== undefined && !('organizationId' in change)
      ? [{ kind: 'organization', id: organizationId } as const]
      : []),
  ];
}

export function contextOf(context: AssumeRoleContext): RequestContext {
  return {
    'aws:SecureTransport': 'true',
    ...(context.externalId !== undefined && { 'sts:ExternalId': context.externalId }),
    ...(context.organizationId !== undefined && { 'aws:PrincipalOrgID': context.organizationId }),
    ...(context.tags && { 'aws:TagKeys': ['team'], 'aws:RequestTag/team': 'any' }),
    ...(context.sourceIdentity && { 'sts:SourceIdentity': 'somebody' }),
  };
}
