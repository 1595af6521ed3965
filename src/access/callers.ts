import type { Policy } from '../iam';
import type { RequestContext } from '../iam/types';
import type { Manifest, Principal, Secondary, SessionContext } from '../manifest/types';
import type { Documents, Holder } from './documents';
import { type Asker, hasVerifier, mayAssumeSender, verifierOf, verifyBoundary } from './expected';
import { type Caller, everything, type Judge, principalOf } from './judge';

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

export interface AskingCaller extends Caller {
  case: CallerCase;
  /** As the manifest writes it; an ARN for callers of other accounts. */
  label: string;
  /** What the call carries and what is taken as given. */
  condition: string;
  /** What the call carries makes a difference to sts:AssumeRole alone. */
  assumeOnly?: boolean;
  /** By the manifest's word. */
  expected: 'allowed' | 'denied' | 'unknown';
}

/** How a caller comes by the right to ask: `everything` leaves the trust alone to refuse it. */
interface Given {
  identity: Policy[];
  note?: string;
  boundary?: Policy | 'unknown';
}

const anyone: Given = { identity: [everything] };

/** Everybody who is asked about one secondary, but those whom only the documents name. */
export function callersOf(judge: Judge, secondary: Secondary): AskingCaller[] {
  const { manifest } = judge;
  const listed = listedPrincipals(judge, secondary);
  const [first] = listed;
  const right = rightAsker(manifest, secondary);
  const make = (
    which: CallerCase,
    principal: string,
    given: Given,
    asker: Partial<Asker>,
    special = '',
  ): AskingCaller =>
    caller(manifest, secondary, { case: which, special }, { ...right, principal, ...asker }, given);

  const callers = listed.map(({ principal, label, given }) => ({
    ...make('listed', principal, given, {}),
    label,
  }));
  if (hasVerifier(manifest, secondary)) {
    const role = (name: string): string => `role${secondary.rolePath}${name}`;
    callers.push(
      make('verifier', verifierOf(secondary), ofRole(judge, secondary, verifierOf(secondary)), {}),
    );
    callers.push(
      make('outsider', role('TenDlcOutsider'), ofRole(judge, secondary, role('TenDlcOutsider')), {}),
    );
  }
  for (const { principal, label } of unattached(secondary)) {
    const own = ofHolder(judge.documents, holderOf(secondary, principal));
    callers.push({
      ...make('not-attached', principal, own, {}, 'with nothing but what Terraform attaches'),
      label,
      expected: 'denied',
    });
  }
  callers.push(
    make('other-principal', 'role/nobody-listed-this', anyone, {}, 'a principal that is not listed'),
  );
  if (!first) return callers;

  const again = (which: CallerCase, asker: Partial<Asker>, special: string): AskingCaller =>
    make(which, first.principal, anyone, asker, special);
  const { externalId } = secondary;
  if (externalId) {
    callers.push(again('no-external-id', { externalId: undefined }, 'without an external ID'));
    callers.push(
      again('wrong-external-id', { externalId: `not-${externalId.current}` }, 'with a wrong external ID'),
    );
    const otherCase = inOtherCase(externalId.current);
    callers.push(
      again('wrong-external-id', { externalId: otherCase }, 'with the external ID in other letters'),
    );
  }
  if (externalId?.previous) {
    const previous = { externalId: externalId.previous };
    callers.push(
      make(
        'previous-external-id',
        first.principal,
        first.given,
        previous,
        `previous external ID ${externalId.previous}`,
      ),
    );
  }
  if (manifest.main.organizationId && !secondary.external) {
    callers.push(
      again('outside-organization', { organizationId: undefined }, 'from outside the organization'),
    );
    callers.push(
      again('other-organization', { organizationId: 'o-0000000000' }, 'from another organization'),
    );
  }
  const verifier = verifierOf(secondary);
  const senders = hasVerifier(manifest, secondary)
    ? [...listed, { principal: verifier, label: verifier, given: ofRole(judge, secondary, verifier) }]
    : listed;
  for (const { principal, label, given } of senders) {
    const context = (kind: SessionContext): Given =>
      secondary.sessionContext.includes(kind) ? given : anyone;
    const tags = make('session-tags', principal, context('tags'), { tags: true }, 'with session tags');
    const identity = context('sourceIdentity');
    const source = make(
      'source-identity',
      principal,
      identity,
      { sourceIdentity: true },
      'with a source identity',
    );
    callers.push({ ...tags, label, assumeOnly: true }, { ...source, label, assumeOnly: true });
  }
  for (const [which, accountId, special] of strangers(judge, secondary)) {
    callers.push(again(which, { accountId }, special));
  }
  return callers;
}

/** External IDs are compared with regard to case (StringEquals). One without letters has no other form. */
function inOtherCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? `${text.toLowerCase()}-` : upper;
}

/** Listed principals by name to whom the manifest says to attach nothing. */
function unattached({ principals, assumePolicy }: Secondary): { principal: string; label: string }[] {
  if (principals === 'account' || (assumePolicy !== 'none' && assumePolicy.attach)) return [];
  return principals.flatMap((listed) =>
    listed.kind === 'sso' || listed.pattern
      ? []
      : [{ principal: `${listed.kind}${listed.path}${listed.name}`, label: listed.text }],
  );
}

function holderOf({ accountId }: Secondary, principal: string): Holder {
  const kind = principal.startsWith('user/') ? 'user' : 'role';
  return `${accountId}:${kind}/${principal.slice(principal.lastIndexOf('/') + 1)}`;
}

/** Accounts that must not come in as this secondary, each as a principal of the same name in the same organization. */
function strangers(judge: Judge, secondary: Secondary): [CallerCase, string, string][] {
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
export function rightAsker(manifest: Manifest, secondary: Secondary): Asker {
  const organizationId = secondary.external ? undefined : manifest.main.organizationId;
  return {
    accountId: secondary.accountId,
    principal: '',
    ...(secondary.externalId && { externalId: secondary.externalId.current }),
    ...(organizationId && { organizationId }),
  };
}

function caller(
  manifest: Manifest,
  secondary: Secondary,
  { case: which, special }: { case: CallerCase; special: string },
  asker: Asker,
  given: Given,
): AskingCaller {
  const own = asker.accountId === secondary.accountId;
  const { partition } = manifest.main;
  const expected = mayAssumeSender(manifest, secondary, asker) ? 'allowed' : 'denied';
  return {
    case: which,
    label: own ? asker.principal : `arn:${partition}:iam::${asker.accountId}:${asker.principal}`,
    condition: conditionOf(asker, special, expected === 'allowed' ? given.note : undefined),
    expected,
    principal: principalOf(partition, asker.accountId, asker.principal),
    identity: given.identity,
    ...(given.boundary && { boundary: given.boundary }),
    context: contextOf(asker),
    also: [
      ...(asker.tags ? ['sts:TagSession'] : []),
      ...(asker.sourceIdentity ? ['sts:SetSourceIdentity'] : []),
    ],
  };
}

export function contextOf(asker: Asker): RequestContext {
  return {
    'aws:SecureTransport': 'true',
    ...(asker.externalId !== undefined && { 'sts:ExternalId': asker.externalId }),
    ...(asker.organizationId !== undefined && { 'aws:PrincipalOrgID': asker.organizationId }),
    ...(asker.tags && { 'aws:TagKeys': ['team'], 'aws:RequestTag/team': 'any' }),
    ...(asker.sourceIdentity && { 'sts:SourceIdentity': 'somebody' }),
  };
}

function conditionOf(asker: Asker, special: string, note = ''): string {
  const carried =
    special.includes('external ID') || asker.externalId === undefined
      ? ''
      : `external ID ${asker.externalId}`;
  const organization =
    special.includes('organization') || !asker.organizationId ? '' : `organization ${asker.organizationId}`;
  return [special, carried, organization, note].filter(Boolean).join('; ');
}

interface Listed {
  principal: string;
  label: string;
  given: Given;
}

function listedPrincipals(judge: Judge, secondary: Secondary): Listed[] {
  const { principals } = secondary;
  if (principals !== 'account')
    return principals.flatMap((principal) => listedAs(judge, secondary, principal));
  const groups = secondary.assumePolicy === 'none' ? [] : secondary.assumePolicy.groups;
  return [
    {
      principal: 'role/anybody',
      label: 'account',
      given: assumePolicyGiven(judge, secondary, "the account's admins give it"),
    },
    ...groups.map((group) => ({
      principal: `user/member-of-${group}`,
      label: `group/${group}`,
      given: ofHolder(judge.documents, `${secondary.accountId}:group/${group}`),
    })),
  ];
}

function listedAs(judge: Judge, secondary: Secondary, principal: Principal): Listed[] {
  const { text } = principal;
  if (principal.kind === 'sso') {
    const given = assumePolicyGiven(judge, secondary, 'the permission set refers to it');
    const name = `AWSReservedSSO_${principal.permissionSet}_0123456789abcdef`;
    const path = 'role/aws-reserved/sso.amazonaws.com/';
    return [
      { principal: `${path}${name}`, label: text, given },
      { principal: `${path}eu-west-1/${name}`, label: `${text} (Identity Center in another Region)`, given },
    ];
  }
  const example = `${principal.kind}${principal.path}${principal.name}`
    .replaceAll('*', 'example')
    .replaceAll('?', 'x');
  return [{ principal: example, label: text, given: identityOf(judge, secondary, principal) }];
}

function identityOf(
  judge: Judge,
  secondary: Secondary,
  principal: Principal & { kind: 'role' | 'user' },
): Given {
  const { assumePolicy, accountId } = secondary;
  if (principal.pattern) return assumePolicyGiven(judge, secondary, "the account's admins attach it");
  if (assumePolicy !== 'none' && assumePolicy.attach) {
    return ofHolder(judge.documents, `${accountId}:${principal.kind}/${principal.name}`);
  }
  const group = assumePolicy !== 'none' && principal.kind === 'user' ? assumePolicy.groups[0] : undefined;
  if (group)
    return {
      ...ofHolder(judge.documents, `${accountId}:group/${group}`),
      note: `as a member of group ${group}`,
    };
  return assumePolicyGiven(judge, secondary, "the account's admins attach it");
}

function ofHolder(documents: Documents, holder: Holder): Given {
  return { identity: (documents.held.get(holder) ?? []).map(({ policy }) => policy) };
}

function ofRole(judge: Judge, secondary: Secondary, principal: string): Given {
  const role = judge.documents.roles.get(
    `arn:${judge.manifest.main.partition}:iam::${secondary.accountId}:${principal}`,
  );
  if (!role) return { identity: [] };
  const boundary = verifyBoundary(judge.manifest, secondary.accountId);
  return {
    identity: judge.policiesOf(role),
    ...judge.boundaryOf(role),
    ...(boundary && { note: `boundary ${boundary} taken to allow it` }),
  };
}

/** Where Terraform attaches nothing, the caller is taken to have the assume policy: the one that Terraform writes, if any. */
function assumePolicyGiven(judge: Judge, secondary: Secondary, how: string): Given {
  if (secondary.assumePolicy === 'none') {
    return {
      ...anyone,
      note: 'assume policy taken as given: Terraform makes none, tendlc connect prints it',
    };
  }
  const { partition } = judge.manifest.main;
  const arn = `arn:${partition}:iam::${secondary.accountId}:policy${secondary.rolePath}TenDlcAssumeSender`;
  const policy = judge.documents.managed.get(arn);
  return { identity: policy ? [policy.policy] : [], note: `assume policy taken as given: ${how}` };
}
