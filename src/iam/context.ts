import type { AccessRequest, Principal } from './types';

/** The key is, or may be, in the request, but its value was not given. */
export const UNKNOWN: unique symbol = Symbol('unknown');

export type KeyValue = string | readonly string[] | undefined | typeof UNKNOWN;

const PRINCIPAL_TYPES: Record<Principal['kind'], string | undefined> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  service: undefined,
  anonymous: 'Anonymous',
};

function principalArn(principal: Principal): KeyValue {
  switch (principal.kind) {
    case 'session':
      // The ARN of the role, with its path; the session's own ARN does not show the path.
      return principal.roleArn ?? UNKNOWN;
    case 'service':
    case 'anonymous':
      return undefined;
    default:
      return principal.arn;
  }
}

function userId({ kind, accountId }: Principal): KeyValue {
  if (kind === 'root') return accountId;
  if (kind === 'anonymous') return 'anonymous';
  // A unique ID that no ARN shows.
  return kind === 'service' ? undefined : UNKNOWN;
}

/**
 * Keys that follow from who calls.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
const DERIVED: Record<string, (principal: Principal) => KeyValue> = {
  'aws:principalarn': principalArn,
  'aws:principalaccount': (principal) => {
    if (principal.kind === 'anonymous') return 'anonymous';
    return principal.kind === 'service' ? undefined : principal.accountId;
  },
  'aws:principaltype': (principal) => PRINCIPAL_TYPES[principal.kind],
  'aws:principalisawsservice': (principal) => {
    return principal.kind === 'anonymous' ? undefined : String(principal.kind === 'service');
  },
  'aws:principalservicename': (principal) => (principal.kind === 'service' ? principal.arn : undefined),
  'aws:username': (principal) => {
    return principal.kind === 'user' ? principal.arn.slice(principal.arn.lastIndexOf('/') + 1) : undefined;
  },
  'aws:userid': userId,
};

/** A request made ready to be compared with statements. */
export class Call {
  readonly request: AccessRequest;
  /** Lower case: action names are compared without regard to case. */
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  /** The caller has a permissions boundary. */
  readonly bounded: boolean;

  constructor(request: AccessRequest, bounded = false) {
    this.request = request;
    this.action = request.action.toLowerCase();
    this.resource = request.resource;
    this.principal = request.principal;
    this.bounded = bounded;
  }

  /** Key names are not case-sensitive. `lower` is `key` in lower case. An empty list is an absent key. */
  lookup(key: string, lower: string): KeyValue {
    const given = this.given(key, lower);
    if (given !== undefined) return given.length === 0 && typeof given !== 'string' ? undefined : given;
    const derive = Object.hasOwn(DERIVED, lower) ? DERIVED[lower] : undefined;
    if (derive) return derive(this.principal);
    const { absentKeys } = this.request;
    if (absentKeys === undefined || absentKeys.some((absent) => absent.toLowerCase() === lower))
      return undefined;
    return UNKNOWN;
  }

  private given(key: string, lower: string): string | readonly string[] | undefined {
    const { context } = this.request;
    if (Object.hasOwn(context, key)) return context[key];
    for (const name in context) {
      if (name.length === lower.length && name.toLowerCase() === lower) return context[name];
    }
    return undefined;
  }
}
