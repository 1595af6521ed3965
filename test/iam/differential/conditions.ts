import type { Random } from './random';
import * as words from './vocabulary';

type Values = string | string[];

interface Family {
  operators: readonly string[];
  keys: Record<string, readonly string[]>;
  /** A value for the key in a policy. */
  wanted: (random: Random, values: readonly string[]) => string;
}

/** The text with a part replaced by a wildcard. */
export function blur(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  if (random.chance(0.3)) return `${text.slice(0, at)}?${text.slice(at + 1)}`;
  const end = random.chance(0.4) ? text.length : at + random.below(text.length - at + 1);
  return `${text.slice(0, at)}*${text.slice(end)}`;
}

const VARIABLES = [
  '${aws:PrincipalAccount}',
  '${aws:PrincipalTag/team}',
  "${aws:PrincipalTag/team, 'ops'}",
  '${aws:username}',
  '${aws:PrincipalTag/stage}',
  "${aws:PrincipalTag/stage, 'dev-10dlc'}",
];

function text(random: Random, values: readonly string[]): string {
  if (random.chance(0.12)) return random.pick(VARIABLES);
  return random.chance(0.15) ? random.pick(values).toUpperCase() : random.pick(values);
}

const plain: Family['wanted'] = (random, values) => random.pick(values);

const PRESENCE: Family = {
  operators: ['Null'],
  keys: { ...words.STRING_KEYS, ...words.SET_KEYS, ...words.DATE_KEYS },
  wanted: (random) => random.pick(['true', 'false']),
};

const FAMILIES: readonly Family[] = [
  {
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    keys: words.STRING_KEYS,
    wanted: text,
  },
  {
    operators: ['StringLike', 'StringNotLike'],
    keys: words.STRING_KEYS,
    wanted: (random, values) =>
      random.chance(0.6) ? blur(random, random.pick(values)) : text(random, values),
  },
  {
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
    keys: words.ARN_KEYS,
    wanted: (random, values) => {
      const arn = random.pick(values);
      if (random.chance(0.2)) return arn.replace(/\d{12}/, '*');
      return random.chance(0.4) ? blur(random, arn) : arn;
    },
  },
  {
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
      (name) => `Numeric${name}`,
    ),
    keys: words.NUMERIC_KEYS,
    wanted: plain,
  },
  {
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
      (name) => `Date${name}`,
    ),
    keys: words.DATE_KEYS,
    wanted: plain,
  },
  { operators: ['Bool'], keys: words.BOOL_KEYS, wanted: plain },
  { operators: ['BinaryEquals'], keys: words.BINARY_KEYS, wanted: plain },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    keys: words.IP_KEYS,
    wanted: (random) => random.pick(words.IP_RANGES),
  },
  PRESENCE,
];

const SETS: Family = {
  operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'],
  keys: { ...words.SET_KEYS, ...words.STRING_KEYS },
  wanted: (random, values) => (random.chance(0.2) ? blur(random, random.pick(values)) : random.pick(values)),
};

function one(random: Random, values: string[]): Values {
  return values.length === 1 && random.chance(0.6) ? (values[0] as string) : values;
}

function line(random: Random, family: Family, prefix: string): [string, string, Values] {
  const [key, values] = random.pick(Object.entries(family.keys));
  const base = random.pick(family.operators);
  const suffix = base !== 'Null' && random.chance(0.2) ? 'IfExists' : '';
  const wanted = Array.from({ length: 1 + random.below(3) }, () => family.wanted(random, values));
  const name = random.chance(0.1) ? key.toLowerCase() : key;
  return [`${prefix}${base}${suffix}`, name, one(random, base === 'Null' ? wanted.slice(0, 1) : wanted)];
}

export type Condition = Record<string, Record<string, Values>>;

export function randomCondition(random: Random): Condition {
  const condition: Condition = {};
  for (let count = 1 + random.below(2); count > 0; count--) {
    const sets = random.chance(0.25);
    const family = sets && random.chance(0.7) ? SETS : random.pick(FAMILIES);
    const prefix = sets && family !== PRESENCE ? random.pick(['ForAllValues:', 'ForAnyValue:']) : '';
    const [operator, key, values] = line(random, family, prefix);
    condition[operator] = { ...condition[operator], [key]: values };
  }
  return condition;
}

const ALL_KEYS = [
  words.STRING_KEYS,
  words.ARN_KEYS,
  words.NUMERIC_KEYS,
  words.DATE_KEYS,
  words.BOOL_KEYS,
  words.IP_KEYS,
  words.BINARY_KEYS,
];

/** The keys of a request except those that follow from its caller. */
export function randomContext(random: Random): Record<string, Values> {
  const context: Record<string, Values> = {};
  for (const keys of ALL_KEYS) {
    for (const [key, values] of Object.entries(keys)) {
      if (!key.startsWith('aws:PrincipalA') && random.chance(0.6)) context[key] = random.pick(values);
    }
  }
  for (const [key, values] of Object.entries(words.SET_KEYS)) {
    if (random.chance(0.6)) context[key] = [...new Set(random.some(values, 3))];
  }
  return context;
}
