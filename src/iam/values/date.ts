import { ternary } from '../ternary';
import type { ValueTest } from './value-test';

/** https://www.w3.org/TR/NOTE-datetime, with or without its separators as AWS itself writes them (20130930T231548Z). */
const FORMATS = [
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?$/,
  /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\.\d+)?(Z)$/,
];
const EPOCH_SECONDS = /^\d{9,11}$/;

/** `Z` does not contain digits, so it gives 0. */
function zoneMinutes(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * Milliseconds since 1970. Undefined for any other text, for four digits alone (a year or seconds), and for days that the
 * calendar does not have.
 */
export function parseDate(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  const match = FORMATS.map((format) => format.exec(text)).find((found) => found !== null);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => match[group]);
  const fields = [
    Number(year),
    Number(month) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
  ] as const;
  const whole = Date.UTC(...fields, Number(second ?? 0));
  const date = new Date(whole);
  const kept = [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
  ];
  if (kept.some((field, index) => field !== fields[index])) return undefined;
  return whole + Number(match[7] ?? 0) * 1000 - zoneMinutes(match[8] ?? '') * 60_000;
}

export function compileDate(
  wanted: string,
  compare: (had: number, wanted: number) => boolean,
): ValueTest | undefined {
  const right = parseDate(wanted);
  if (right === undefined) return undefined;
  return (had) => {
    const left = parseDate(had);
    return left === undefined ? 'unknown' : ternary(compare(left, right));
  };
}
