import type { CallLog } from '../call-log';
import type { WireRequest, WireResponse } from '../http/request';
import type { World } from '../world/world-model';
import { PAGE } from './page';
import { whoMaySend } from './who-may-send';

const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Loads nothing from elsewhere. The text of a message cannot add a script. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The page for people and the lists for scripts. Undefined for every other request. Answers only under a name of this
 * machine, so that a page of another site cannot read it through a DNS name that points here.
 */
export function inspect(world: World, callLog: CallLog, request: WireRequest): WireResponse | undefined {
  const { method, path, headers } = request;
  if (method !== 'GET' || headers.authorization !== undefined) return undefined;
  const own = path === '/' && !request.query.includes('Action=');
  if (!own && !path.startsWith('/_tendlc/')) return undefined;
  if (!OWN_HOST.test(headers.host ?? '')) return json({ error: 'only as 127.0.0.1 or localhost' }, 403);
  if (own) {
    const type = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    };
    return { status: 200, headers: type, body: PAGE };
  }
  const name = path.slice('/_tendlc/'.length);
  const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
  if (!answer) return json({ error: `no such list: ${Object.keys(answers).join(', ')}` }, 404);
  return json({ version: 1, ...answer(world, callLog, newest(request.query)) });
}

/** `?limit=N`: the newest N of a list. */
function newest(query: string): number {
  const limit = Number(new URLSearchParams(query).get('limit') ?? Number.NaN);
  return Number.isInteger(limit) && limit >= 0 ? limit : Number.POSITIVE_INFINITY;
}

function last<T>(list: readonly T[], limit: number): T[] {
  return list.slice(Math.max(0, list.length - limit));
}

const answers: Record<string, (world: World, callLog: CallLog, limit: number) => object> = {
  messages: (_, { messages }, limit) => ({ messages: last(messages, limit) }),
  denials: (_, { denials }, limit) => ({ denials: last(denials, limit) }),
  usage: (world, { usage }) => ({
    calls: [...usage.values()],
    accounts: [...world.accounts.values()].flatMap((account) =>
      [...account.sms.values()].map(({ region, tier, spent, spendLimit }) => ({
        accountId: account.id,
        region,
        tier,
        spent: Math.round(spent * 1e5) / 1e5,
        spendLimit,
      })),
    ),
  }),
  world: (world) => ({
    accounts: [...world.accounts.values()].map(({ id, title, roles, users, groups, policies }) => ({
      accountId: id,
      title,
      roles: [...roles.values()].map(({ arn }) => arn),
      users: [...users.values()].map(({ arn }) => arn),
      groups: groups.size,
      policies: policies.size,
    })),
    sending: whoMaySend(world),
  }),
};

function json(value: object, status = 200): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(value),
  };
}
