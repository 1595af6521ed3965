import { asText, isObject, sameJson } from '../terraform/json';
import { isPolicy, isSet } from './attributes';
import type { Fault } from './findings';
import { comparePolicies } from './policy-equality';

/** Arguments whose values might be secrets: of providers and backends. */
const secret = /secret|token|password|access_key|credential|private_key|sas|conn_str|headers?$/i;

/** Both values, for a finding: without those that might be secrets. */
export function shownValues(
  attribute: string,
  wanted: unknown,
  planned: unknown,
): Pick<Fault, 'attribute' | 'wanted' | 'planned'> {
  if (secret.test(attribute)) return { attribute };
  return {
    attribute,
    ...(wanted !== undefined && { wanted: withoutSecrets(wanted) }),
    ...(planned !== undefined && { planned: withoutSecrets(planned) }),
  };
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    secret.test(key) ? '(not shown)' : withoutSecrets(item),
  ]);
  return Object.fromEntries(entries);
}

/** The fault if an attribute's planned value is not the wanted one. */
export function valueFaults(
  code: 'resource-differs' | 'configuration-differs',
  address: string,
  attribute: string,
  wanted: unknown,
  planned: unknown,
): Fault[] {
  if (isPolicy(attribute) && typeof wanted === 'string') {
    const compared = comparePolicies(wanted, planned);
    if (compared === 'same') return [];
    if ('unreadable' in compared) {
      const message = `${attribute} cannot be read: ${compared.unreadable}.`;
      return [{ code: 'policy-unreadable', address, message, attribute, wanted, planned }];
    }
    const message = `${attribute} is not the policy that the manifest implies.`;
    return [{ code, address, message, attribute, wanted, planned, statements: compared }];
  }
  if (sameValue(attribute, wanted, planned)) return [];
  const message = `${attribute} is not what the manifest implies.`;
  return [{ code, address, message, ...shownValues(attribute, wanted, planned) }];
}

/** Equal as the provider compares them: the order of a set does not count. */
export function sameValue(attribute: string, a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    isSet(attribute) && Array.isArray(value) ? value.map(asText).toSorted() : value;
  return sameJson(sorted(a), sorted(b));
}
