import { z } from 'zod';
import type { Issue } from '../draft';
import { homesElsewhere } from '../draft/schema-rejections';
import { choice, pathText, show, suggestion } from '../labels';
import { keysAt, schemasAt } from '../schema/keys';
import { characterName, invisibleIn } from '../source';
import type { StructureRule } from './rule';
import { renamed, suggestedFix } from './suggested-fix';

const is =
  (kind: Issue['kind']) =>
  (issue: Issue): boolean =>
    issue.kind === kind;

const last = (issue: Issue) => String(issue.path.at(-1));

/** What a `missing` message calls the place: `main`, `secondary "development"`. */
function owner({ path }: Issue): string {
  const parent = path.slice(0, -1);
  if (parent.length === 0) return 'the manifest';
  return parent.length === 2 && parent[0] === 'secondaries' ? `secondary "${parent[1]}"` : pathText(parent);
}

const typeNames: Record<string, string> = { string: 'a text', number: 'a number', boolean: 'true or false' };

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeNames[typeof value] ?? 'a map';
}

/** The one word that may stand instead of a map or a list. */
function wordsAt(issue: Issue): string[] {
  return schemasAt(issue.path).flatMap((schema) =>
    schema instanceof z.ZodLiteral ? [...schema.values].map(String) : [],
  );
}

function fixOfText(issue: Issue, text: string): string {
  const words = wordsAt(issue);
  const no = /^(?:no|off|false|never)$/i.test(text) && words.find((word) => word === 'none');
  const word = no || suggestion(text, words);
  if (word) return `Write ${word}, or ${issue.expects.split(',')[0]}.`;
  if (issue.expects.startsWith('a list') && /^-\S/.test(text)) return 'Put a blank after each hyphen.';
  if (issue.expects.startsWith('a list') && accepts(issue, text.split(/, */)))
    return `Write it in brackets: [${inBrackets(text)}].`;
  return `Write ${issue.expects}; docs/manifest.md shows an example.`;
}

const accepts = (issue: Issue, value: unknown) =>
  schemasAt(issue.path).some((schema) => z.safeParse(schema, value).success);

/** A text, or several with commas between, as elements of a list. */
function inBrackets(text: string): string {
  return /^[\w./@=-]+(?:, *[\w./@=-]+)*$/.test(text) ? text : JSON.stringify(text);
}

/** A map of names, written as a list. */
const wantsNames = ({ path, expects, value }: Issue) =>
  expects === 'a map' &&
  Array.isArray(value) &&
  schemasAt(path).some((schema) => schema instanceof z.ZodRecord);

/** A map of the top level that is indented too far becomes a secondary of that name. */
const isTopLevel = (name: string) => keysAt([]).includes(name);

/** General rules on what the schema refuses; the traps come first and take what they know better. */
export const structureRules: StructureRule[] = [
  {
    code: 'TD101',
    stage: 'structure',
    severity: 'error',
    title: 'unknown key',
    meaning:
      'A key that the manifest does not know is an error: misspelt and ignored, it would grant or deny nothing.',
    matches: is('unknown-key'),
    explain: (issue) => {
      const name = last(issue);
      const parent = issue.path.length > 1 ? ` in ${pathText(issue.path.slice(0, -1))}` : '';
      const home = homesElsewhere(name, issue.path).join(' or ') || undefined;
      const meant = home ? undefined : suggestion(name, keysAt(issue.path.slice(0, -1)));
      const isThere = meant !== undefined && !issue.candidates.includes(meant);
      const hint = home ? ` It belongs to ${home}.` : meant ? ` Did you mean "${meant}"?` : '';
      return {
        at: issue.path,
        part: 'key',
        message: `Unknown key "${name}"${parent}.${hint}`,
        fix: home
          ? `Move it to ${home}: check its indentation.`
          : isThere
            ? `Remove the key: ${meant} stands beside it already.`
            : meant
              ? `Write ${meant}, or remove the key.`
              : name.startsWith('x-')
                ? 'Put what secondaries share into defaults, or the anchor (&name) where its value is used first.'
                : `Remove it; known here: ${issue.candidates.join(', ')}.`,
      };
    },
  },
  {
    code: 'TD102',
    stage: 'structure',
    severity: 'error',
    title: 'missing key',
    meaning: 'A key that has no default was not written.',
    matches: is('missing'),
    explain: (issue) => {
      const [parent, name] = issue.path;
      const indented = parent === 'secondaries' && issue.path.length === 3 && isTopLevel(String(name));
      return {
        id: last(issue),
        at: issue.path,
        message: `${last(issue)} is missing in ${owner(issue)}.`,
        fix: indented
          ? `Move ${name} to the top level, if that is meant: check its indentation. Else add ${last(issue)} (${issue.expects}).`
          : `Add ${last(issue)} (${issue.expects}); docs/manifest.md shows an example.`,
      };
    },
  },
  {
    code: 'TD103',
    stage: 'structure',
    severity: 'error',
    title: 'wrong type',
    meaning: 'A text stands where a map or a list belongs, or the other way round.',
    matches: is('type'),
    explain: (issue) => ({
      at: issue.path.length > 0 ? issue.path : undefined,
      message: `${pathText(issue.path)} must be ${issue.expects}, not ${typeof issue.value === 'number' ? issue.value : typeOf(issue.value)}.`,
      fix: wantsNames(issue)
        ? 'Give each element a name: "NAME:" instead of the hyphen.'
        : typeof issue.value === 'string'
          ? fixOfText(issue, issue.value)
          : `Write ${issue.expects}; docs/manifest.md shows an example.`,
    }),
  },
  {
    code: 'TD104',
    stage: 'structure',
    severity: 'error',
    title: 'empty value',
    meaning: 'A key stands without a value, or with an empty map or list where something is required.',
    matches: is('empty'),
    explain: (issue) => ({
      at: issue.path,
      message: `${pathText(issue.path)} is empty; it must be ${issue.expects}.`,
      fix: 'Give it a value, or remove the key where it may be left out.',
    }),
  },
  {
    code: 'TD105',
    stage: 'structure',
    severity: 'error',
    title: 'not one of the values',
    meaning: 'Only certain words may stand here.',
    matches: is('choice'),
    explain: (issue) => {
      const meant = suggestion(String(issue.value), issue.candidates);
      return {
        at: issue.path,
        message: `${pathText(issue.path)} cannot be ${show(issue.value)}.`,
        fix: meant
          ? `Did you mean "${meant}"? It may be ${choice(issue.candidates)}.`
          : `It may be ${choice(issue.candidates)}.`,
      };
    },
  },
  {
    code: 'TD106',
    stage: 'structure',
    severity: 'error',
    title: 'not of the required form',
    meaning: 'An ID, a name or an ARN has a form that AWS or Terraform requires; this text has another.',
    // A Terraform expression has a rule of its own.
    matches: (issue) => issue.kind === 'pattern' && !/[$%]\{/.test(String(issue.value)),
    explain: (issue) => ({
      at: issue.path,
      message: `${pathText(issue.path)} is ${show(issue.value)}; it must be ${issue.expects}.`,
      fix: suggestedFix(issue) ?? 'Correct it; docs/manifest.md shows an example.',
    }),
  },
  {
    code: 'TD107',
    stage: 'structure',
    severity: 'error',
    title: 'too large or too small',
    meaning: 'A number or a length lies outside of what AWS accepts.',
    matches: is('size'),
    explain: (issue) => ({
      at: issue.path,
      message: `${pathText(issue.path)} is ${show(issue.value)}; it must be ${issue.expects}.`,
      fix: `Choose a value of ${issue.expects}.`,
    }),
  },
  {
    code: 'TD118',
    stage: 'structure',
    severity: 'error',
    title: 'invisible character in a text',
    meaning:
      'A key or a text holds a character that no reader sees, such as a zero width space, or one that acts on terminals, logs and configuration files: a line break, an escape, a change of the direction of writing.',
    matches: (issue) => issue.kind === 'invisible' || issue.kind === 'invisible-key',
    explain: ({ kind, path, value }) => {
      const character = invisibleIn(String(value)) ?? '';
      const what = kind === 'invisible-key' ? `The key ${show(value)}` : pathText(path);
      return {
        at: path,
        part: kind === 'invisible-key' ? 'key' : 'value',
        message: `${what} holds an invisible character (${characterName(character)}).`,
        fix: /[\r\n]/.test(character) ? 'Write it on one line.' : 'Type it again without that character.',
      };
    },
  },
  {
    code: 'TD108',
    stage: 'structure',
    severity: 'error',
    title: 'name that cannot be a key',
    meaning: 'Keys name roles, stacks, workspaces and provider aliases, so their characters are limited.',
    matches: is('key-name'),
    explain: (issue) => ({
      at: issue.path,
      part: 'key',
      message: `"${last(issue)}" cannot be a name here: use ${issue.expects}.`,
      fix: renamed(issue),
    }),
  },
];
