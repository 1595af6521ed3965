import type { RequestContext } from '../../iam/types';
import type { Manifest, Secondary, SessionContext } from '../../manifest/types';
import {
  allowsEverything,
  type CallerPolicies,
  type ListedPrincipal,
  listedPrincipals,
  rolePolicies,
  sendersOf,
  unattachedPrincipals,
} from '../evaluate/caller-policies';
import { type Evaluator, principalOf, type Requester } from '../evaluate/evaluator';
import { type AssumeRoleContext, expectAssumeSender, hasVerifyRoles } from '../expected';

/** Who asks, in words that stay the same. */
export type CallerCase =
  | 'listed'
  | 'verifier'
  | 'previous-external-id'
  | 'session-tags'
  | 'source-identity'
  | 'not-attached'
  | 'other-principal'
  | 'outsider'
  | 'no-external-id'
  | 'wrong-external-id'
  | 'outside-organization'
  | 'other-organization'
  | 'other-account'
  | 'main-account'
  | 'unlisted-account'
  | 'admitted-by-a-statement'
  | 'open-session';

export interface TestCaller extends Requester {
  case: CallerCase;
  /** As the manifest writes it; an ARN for callers of other accounts. */
  label: string;
  /** What the call carries and what is taken as given. */
  condition: string;
  /** What the call carries makes a difference to sts:AssumeRole alone. */
  assumeOnly?: boolean;
  /** By the manifest's word. */
  expected: 'allowed' | 'denied';
}

/** Everybody who is asked about one secondary, but those whom only the documents name. */
export function testCallers(judge: Evaluator, secondary: Secondary): TestCaller[] {
  const make = maker(judge.manifest, secondary);
  const [first] = listedPrincipals(judge, secondary);
  const role = (name: string): string => `role${secondary.rolePath}${name}`;
  const managed = hasVerifyRoles(judge.manifest, secondary) ? (['verifier', 'outsider'] as const) : [];
  const names = { verifier: role('TenDlcVerifier'), outsider: role('TenDlcOutsider') };
  const stranger = { principal: 'role/nobody-listed-this', given: allowsEverything };
  return [
    ...listedPrincipals(judge, secondary).map((listed) => make('listed', listed)),
    ...managed.map((kind) =>
      make(kind, { principal: names[kind], given: rolePolicies(judge, secondary, names[kind]) }),
    ),
    ...unattachedPrincipals(judge, secondary).map((listed) => ({
      ...make('not-attached', listed, {}, 'with nothing but what Terraform attaches'),
      expected: 'denied' as const,
    })),
    make('other-principal', stranger, {}, 'a principal that is not listed'),
    ...(first ? variantsOf(judge, secondary, first, make) : []),
    ...sendersOf(judge, secondary).flatMap((sender) => contextCallers(secondary, sender, make)),
  ];
}

type Make = (
  which: CallerCase,
  who: { principal: string; label?: string; given: CallerPolicies },
  asker?: Partial<AssumeRoleContext>,
  special?: string,
) => TestCaller;

/** The first listed principal, with something about the call that is not as it should be. */
function variantsOf(
  judge: Evaluator,
  secondary: Secondary,
  first: ListedPrincipal,
  make: Make,
): TestCaller[] {
  const { manifest } = judge;
  const { externalId } = secondary;
  const { principal, given } = first;
  const again = (which: CallerCase, asker: Partial<AssumeRoleContext>, special: string): TestCaller =>
    make(which, { principal, given: allowsEverything }, asker, special);
  const callers: TestCaller[] = [];
  if (externalId) {
    const { current } = externalId;
    callers.push(
      again('no-external-id', { externalId: undefined }, 'without an external ID'),
      again('wrong-external-id', { externalId: `not-${current}` }, 'with a wrong external ID'),
      again(
        'wrong-external-id',
        { externalId: inOtherCase(current) },
        'with the external ID in other letters',
      ),
    );
  }
  if (externalId?.previous) {
    const { previous } = externalId;
    const special = `previous external ID ${previous}`;
    callers.push(make('previous-external-id', { principal, given }, { externalId: previous }, special));
  }
  if (manifest.main.organizationId && !secondary.external) {
    callers.push(
      again('outside-organization', { organizationId: undefined }, 'from outside the organization'),
      again('other-organization', { organizationId: 'o-0000000000' }, 'from another organization'),
    );
  }
  const strangers = strangersTo(judge, secondary);
  return [
    ...callers,
    ...strangers.map(([which, accountId, special]) => again(which, { accountId }, special)),
  ];
}

/** A sender that passes session tags or a source identity; whoever may not is given every policy of their own. */
function contextCallers({ sessionContext }: Secondary, sender: ListedPrincipal, make: Make): TestCaller[] {
  const having = (kind: SessionContext) => ({
    ...sender,
    ...(!sessionContext.includes(kind) && { given: allowsEverything }),
  });
  return [
    make('session-tags', having('tags'), { tags: true }, 'with session tags'),
    make('source-identity', having('sourceIdentity'), { sourceIdentity: true }, 'with a source identity'),
  ].map((caller) => ({ ...caller, assumeOnly: true }));
}

/** External IDs are compared with regard to case (StringEquals). One without letters has no other form. */
function inOtherCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? `${text.toLowerCase()}-` : upper;
}

/** Accounts that must not come in as this secondary, each as a principal of the same name in the same organization. */
function strangersTo(judge: Evaluator, secondary: Secondary): [CallerCase, string, string][] {
  const { main, secondaries } = judge.manifest;
  // The next one, or the first after the last.
  const next = secondaries[(secondaries.indexOf(secondary) + 1) % secondaries.length];
  const other = next && next.accountId !== secondary.accountId ? next : undefined;
  return [
    ...(other
      ? ([['other-account', other.accountId, `from ${other.key}`]] satisfies [CallerCase, string, string][])
      : []),
    ['main-account', main.accountId, 'from the main account'],
    ['unlisted-account', judge.unlistedAccount, 'from an account that is not listed'],
  ];
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
  const right = rightfulContext(manifest, secondary);
  const { partition } = manifest.main;
  return (which, { principal, label, given }, change = {}, special = '') => {
    const asker: AssumeRoleContext = { ...right, principal, ...change };
    const own = asker.accountId === secondary.accountId;
    const expected = expectAssumeSender(manifest, secondary, asker) ? 'allowed' : 'denied';
    return {
      case: which,
      label: own ? (label ?? principal) : `arn:${partition}:iam::${asker.accountId}:${principal}`,
      condition: conditionOf(asker, special, expected === 'allowed' ? given.note : undefined),
      expected,
      principal: principalOf(partition, asker.accountId, principal),
      identity: given.identity,
      ...(given.boundary && { boundary: given.boundary }),
      context: contextOf(asker),
      also: [
        ...(asker.tags ? ['sts:TagSession'] : []),
        ...(asker.sourceIdentity ? ['sts:SetSourceIdentity'] : []),
      ],
    };
  };
}

export function contextOf(asker: AssumeRoleContext): RequestContext {
  return {
    'aws:SecureTransport': 'true',
    ...(asker.externalId !== undefined && { 'sts:ExternalId': asker.externalId }),
    ...(asker.organizationId !== undefined && { 'aws:PrincipalOrgID': asker.organizationId }),
    ...(asker.tags && { 'aws:TagKeys': ['team'], 'aws:RequestTag/team': 'any' }),
    ...(asker.sourceIdentity && { 'sts:SourceIdentity': 'somebody' }),
  };
}

function conditionOf(asker: AssumeRoleContext, special: string, note = ''): string {
  const carried =
    special.includes('external ID') || asker.externalId === undefined
      ? ''
      : `external ID ${asker.externalId}`;
  const organization =
    special.includes('organization') || !asker.organizationId ? '' : `organization ${asker.organizationId}`;
  return [special, carried, organization, note].filter(Boolean).join('; ');
}
