import { parseManifest } from '../../src/manifest';
import type { Diagnostic } from '../../src/manifest/types';
import { broken, type CorpusCase, diagnose, sourceOf } from './corpus';
import { smallest } from './smallest';

/** What a fix tells to write instead of the underlined text; undefined if it names nothing that could be pasted. */
function literalOf(fix: string): string | undefined {
  const forms = [
    /^Write it in quotes: ("[^"]*")/,
    /^Write it in brackets: (\[[^\]]*\])/,
    /^Write ("[^"]*")/,
    /^Write (\S+) without quotes/,
    /^Write ([\w./{}*-]+?)(?:[.,](?: |$)| instead| \(|$)/,
    /^(?:Use|Did you mean) ("[^"]+")/,
  ];
  const found = forms.map((form) => form.exec(fix)?.[1]).find((text) => text !== undefined);
  return found === 'a' || found === 'an' || found === 'the' ? undefined : found;
}

/** The text with the underlined part replaced; undefined if the range spans lines. */
function apply(text: string, { range: { start, end } }: Diagnostic, literal: string): string | undefined {
  const lines = text.split('\n');
  const line = lines[start.line - 1];
  if (line === undefined || start.line !== end.line) return undefined;
  lines[start.line - 1] = line.slice(0, start.column - 1) + literal + line.slice(end.column - 1);
  return lines.join('\n');
}

const count = (diagnostics: readonly Diagnostic[], code: string) =>
  diagnostics.filter((one) => one.code === code).length;

/** Codes that are new, and the one of the finding if it stays. */
function wrong(before: readonly Diagnostic[], after: readonly Diagnostic[], fixed: Diagnostic): string[] {
  const stays = count(after, fixed.code) >= count(before, fixed.code) ? [`${fixed.code} stays`] : [];
  const fresh = after.filter(
    ({ code, severity }) =>
      severity !== 'note' && code !== fixed.code && count(after, code) > count(before, code),
  );
  return [...stays, ...fresh.map(({ code, message }) => `new: ${code} ${message}`)];
}

interface Applied {
  name: string;
  fixed: Diagnostic;
  text: string;
}

function applied(item: CorpusCase): Applied[] {
  if (item.missing || item.repeat || item.padTo) return [];
  return diagnose(item).flatMap((fixed, index) => {
    const literal = literalOf(fixed.fix);
    const text = literal && apply(sourceOf(item).toString('utf8'), fixed, literal);
    return text ? [{ name: `${item.name} #${index}: ${fixed.fix}`, fixed, text }] : [];
  });
}

const cases = broken.flatMap((item) => applied(item).map((one) => [one.name, item, one] as const));

describe('the fix of a broken manifest, written as it says', () => {
  it.each(cases)('%s removes the finding and causes no other', (_, item, { fixed, text }) => {
    expect(wrong(diagnose(item), diagnose(item, undefined, Buffer.from(text)), fixed)).toEqual([]);
  });

  it('exists for many findings', () => {
    expect(cases.length).toBeGreaterThan(40);
  });
});

describe('the fix of a value', () => {
  const values: [string, string, string][] = [
    ['a Region that lacks a letter', 'region: us-east-1', 'region: s-east-1'],
    ['a Region that lacks a digit', 'region: us-east-1', 'region: us-east'],
    ['a role name that lacks a brace', 'region:', 'role: {name: "TenDlcSender-{account"}\n  region:'],
    ['a role name that lacks the first brace', 'region:', 'role: {name: "TenDlcSender-account}"}\n  region:'],
    ['a bucket that is a number', 'region:', 'mediaBucket: 5\n  region:'],
    ['a session duration in quotes', 'region:', 'role: {maxSessionDuration: "600"}\n  region:'],
    [
      'a session duration in quotes, with a fraction',
      'region:',
      'role: {maxSessionDuration: "3600.5"}\n  region:',
    ],
    ['an API that is a list in words', '[alerts]', 'alerts and more'],
    ['an application ID that is a number', 'region:', 'pinpointApplicationId: 1234\n  region:'],
    ['a principal that is the word account', '[role/app-notifier]', '[account]'],
    [
      'an SSO role of any permission set',
      '[role/app-notifier]',
      '["role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_*"]',
    ],
    ['an ARN with a blank', '[role/app-notifier]', '["arn:aws:iam::222233334444:role/a b"]'],
    ['a version in quotes', 'version: 1', 'version: "2"'],
    ['an account ID with a letter O', '"222233334444"', '"22223333444O"'],
    ['a placeholder without quotes', 'numbers: [alerts]', 'numbers: [alerts]\n    title: {account}'],
    ['a number that is true', '[alerts]', '[true]'],
    ['a backend type that lacks a letter', 'secondaries:', 'terraform: {backend: {type: s}}\nsecondaries:'],
    ['a role path without slashes', 'region:', 'role: {path: sms}\n  region:'],
    ['a role path of another kind', 'region:', 'role: {path: "/a b/"}\n  region:'],
    [
      'a boundary of one account',
      'secondaries:',
      'verify: {permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/B"}\nsecondaries:',
    ],
    ['a profile with blanks', 'numbers: [alerts]', 'numbers: [alerts]\n    deploy: {profile: "my profile;"}'],
    [
      'a tag with a hyphen and a placeholder',
      'numbers: [alerts]',
      'numbers: [alerts]\n    deploy: {hcpTag: "dev-{account}"}',
    ],
    ['a price without quotes', 'secondaries:', 'verify: {maxPrice: 5}\nsecondaries:'],
    ['a very long role name', 'region:', `role: {name: ${'n'.repeat(60)}}\n  region:`],
  ];

  it.each(values)('%s', (_, right, written) => {
    const text = smallest.replace(right, written);
    expect(text).not.toBe(smallest);
    const before = parseManifest(text, 'accounts.yaml').diagnostics;
    expect(before).not.toEqual([]);
    for (const fixed of before) {
      const literal = literalOf(fixed.fix);
      const better = literal && apply(text, fixed, literal);
      if (better)
        expect(wrong(before, parseManifest(better, 'accounts.yaml').diagnostics, fixed)).toEqual([]);
    }
  });

  it('names no bucket except the one in the text', () => {
    for (const bucket of ['arn:aws:s3:::acme-media', 's3://acme-media/', 'acme-media/folder']) {
      const text = smallest.replace('region:', `mediaBucket: ${bucket}\n  region:`);
      const fixes = parseManifest(text, 'accounts.yaml').diagnostics.map(({ fix }) => literalOf(fix));
      expect(fixes.filter((fix) => fix !== undefined)).toEqual([expect.stringMatching(/^"?acme-media"?$/)]);
    }
  });
});
