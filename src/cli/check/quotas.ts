import { delegate } from '../../delegation';
import type { Diagnostic, Manifest } from '../../manifest/types';
import { type QuotaRule, quotaRules } from './quota-rules';
import { type QuotaKind, type QuotaUse, quotaUses } from './quota-usage';

/** How much of a quota is used, by the policy that uses most of it. */
export interface QuotaSummary {
  name: string;
  used: number;
  quota: number;
  unit: QuotaUse['unit'];
  /** How many more of `more` fit; 0 where it is full. */
  roomFor: number;
  /** "principals", "accounts like these" */
  more: string;
}

export interface QuotaReport {
  budgets: QuotaSummary[];
  diagnostics: Diagnostic[];
}

/** What the policies use of IAM's quotas; an error where one is over, with the ways out. */
export function quotaReport(manifest: Manifest, rules: readonly QuotaRule[] = quotaRules): QuotaReport {
  const largest = new Map<QuotaKind, QuotaUse>();
  const diagnostics: Diagnostic[] = [];
  for (const item of quotaUses(manifest, delegate(manifest))) {
    if (item.used > (largest.get(item.kind)?.used ?? -1)) largest.set(item.kind, item);
    for (const rule of rules) {
      const limit = rule.limit ?? item.quota;
      if (
        rule.kinds.includes(item.kind) &&
        item.used > limit &&
        item.used <= (rule.upTo ?? Number.POSITIVE_INFINITY)
      )
        diagnostics.push(over(manifest, rule, item, limit));
    }
  }
  return { budgets: [...largest.values()].map(toBudget), diagnostics: once(diagnostics) };
}

/** "trust policy of the shared role: 1,480 of 2,048 characters, room for 3 more accounts like these" */
export function quotaLine({ name, used, quota, unit, roomFor, more }: QuotaSummary): string {
  const room = roomFor > 0 ? `room for ${count(roomFor)} more ${more}` : 'no room for more';
  return `${name}: ${count(used)} of ${count(quota)} ${unit}, ${room}`;
}

function toBudget({ name, used, quota, unit, more }: QuotaUse): QuotaSummary {
  const roomFor = Math.max(0, Math.floor((quota - used) / more.size()));
  return { name, used, quota, unit, roomFor, more: roomFor === 1 ? more.one : more.many };
}

function over(manifest: Manifest, rule: QuotaRule, item: QuotaUse, limit: number): Diagnostic {
  return {
    code: rule.code,
    severity: rule.severity,
    message: `The ${item.name}: ${count(item.used)} ${item.unit}; the quota is ${count(limit)}.`,
    fix: rule.fix,
    file: manifest.file,
    range: manifest.rangeOf(item.path),
    related: [],
  };
}

/** The verify roles of every account have one trust policy: one finding, not one for each account. */
function once(diagnostics: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

const count = (number: number) => number.toLocaleString('en-US');
