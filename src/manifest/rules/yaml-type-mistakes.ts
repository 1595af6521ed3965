import { z } from 'zod';
import type { Issue } from '../draft';
import { pathText } from '../labels';
import { schemasAt } from '../schema/keys';
import type { StructureRule } from './rule';
import { expectedAt, nearest } from './suggested-fix';

const isType = (issue: Issue, type: string) => issue.kind === 'type' && typeof issue.value === type;
const lastIs = (issue: Issue, ...keys: string[]) => keys.includes(String(issue.path.at(-1)));
const wantsText = ({ expects }: Issue) =>
  !['a number', 'a whole number', 'true or false', 'a map', 'a list'].includes(expects);

/** How a scalar was written, before YAML made a number of it. */
function written(issue: Issue): string {
  return issue.source ?? String(issue.value);
}

/** The fix that quotes the value if quotes make it valid, otherwise the other fix. */
function quoted(issue: Issue, otherwise: string): string {
  const text = nearest(issue.path, written(issue));
  return text === undefined ? otherwise : `Write it in quotes: "${text}".`;
}

function unquoted({ path, value, expects }: Issue): string {
  const text = String(value).trim().toLowerCase();
  const plain = expects === 'true or false' ? text === 'true' : Number(text);
  if (schemasAt(path).some((schema) => z.safeParse(schema, plain).success))
    return `Write ${text} without quotes.`;
  const range = expectedAt(path, plain);
  return `Write ${expects}${range ? ` of ${range}` : ''}, without quotes.`;
}

/** Lists whose elements are names of the main account. */
const names = ['numbers', 'pools', 'configurationSets'];

function readAs({ kind, value }: Issue): string {
  if (kind === 'placeholder-map') return 'a map';
  return typeof value === 'number' ? 'a number' : 'true or false';
}

const booleanWords = new Map([
  ['yes', 'true'],
  ['on', 'true'],
  ['y', 'true'],
  ['no', 'false'],
  ['off', 'false'],
  ['n', 'false'],
]);

/** Rules on values that YAML reads differently from what their author meant. They run before the general rules. */
export const yamlTypeRules: StructureRule[] = [
  {
    code: 'TD109',
    stage: 'structure',
    severity: 'error',
    title: 'account ID in defaults',
    meaning: 'Each secondary has its own account ID, so an account ID cannot be a default.',
    matches: (issue) =>
      issue.kind === 'unknown-key' && issue.path[0] === 'defaults' && lastIs(issue, 'accountId'),
    explain: (issue) => ({
      at: issue.path,
      part: 'key',
      message: 'accountId cannot stand in defaults: no two secondaries have the same.',
      fix: 'Move it into the secondary that it belongs to.',
    }),
  },
  {
    code: 'TD111',
    stage: 'structure',
    severity: 'error',
    title: 'account ID without quotes',
    meaning:
      'YAML reads bare digits as a number, and drops leading zeros. The result is another account ID, or an invalid one.',
    matches: (issue) => isType(issue, 'number') && lastIs(issue, 'accountId'),
    explain: (issue) => ({
      at: issue.path,
      message: `The account ID ${written(issue)} is not quoted: YAML reads it as the number ${issue.value}.`,
      fix: quoted(issue, 'Write its twelve digits, in quotes.'),
    }),
  },
  {
    code: 'TD112',
    stage: 'structure',
    severity: 'error',
    title: 'phone number without quotes',
    meaning: 'YAML reads a bare +12065550100 as a number and drops the plus.',
    matches: (issue) => isType(issue, 'number') && lastIs(issue, 'phoneNumber', 'destination'),
    explain: (issue) => ({
      at: issue.path,
      message: `The phone number ${written(issue)} is not quoted: YAML reads it as the number ${issue.value}.`,
      fix: quoted(issue, 'Write it in E.164 form, in quotes, such as "+12065550100".'),
    }),
  },
  {
    code: 'TD113',
    stage: 'structure',
    severity: 'error',
    title: 'yes, no, on, off',
    meaning:
      'In YAML 1.2 these are texts; some tools still read them as true and false. Only true and false are clear.',
    matches: (issue) =>
      isType(issue, 'string') &&
      issue.expects === 'true or false' &&
      booleanWords.has(String(issue.value).toLowerCase()),
    explain: (issue) => ({
      at: issue.path,
      message: `${pathText(issue.path)} must be true or false; YAML 1.2 reads ${written(issue)} as a text.`,
      fix: `Write ${booleanWords.get(String(issue.value).toLowerCase())}.`,
    }),
  },
  {
    code: 'TD114',
    stage: 'structure',
    severity: 'error',
    title: 'text without quotes',
    meaning:
      'YAML reads a bare number, true or false as such and not as a text: 0.05 loses zeros, 0123 a digit.',
    matches: (issue) =>
      issue.kind === 'placeholder-map' ||
      ((isType(issue, 'number') || isType(issue, 'boolean')) && wantsText(issue)),
    explain: (issue) => ({
      at: issue.path,
      message: `${pathText(issue.path)} must be a text; YAML reads ${written(issue)} as ${readAs(issue)}.`,
      fix: names.includes(String(issue.path.at(-2)))
        ? `Write one of the names in main.${issue.path.at(-2)}; a name that looks like ${readAs(issue)} needs quotes.`
        : quoted(
            issue,
            `Write ${expectedAt(issue.path, written(issue)) ?? 'a text'}; it needs quotes if it looks like a number.`,
          ),
    }),
  },
  {
    code: 'TD115',
    stage: 'structure',
    severity: 'error',
    title: 'number or boolean in quotes',
    meaning: 'Quoted, a number or true is a text.',
    matches: (issue) =>
      isType(issue, 'string') &&
      (issue.expects === 'true or false'
        ? /^(?:true|false)$/i.test(String(issue.value))
        : issue.expects.endsWith('number') &&
          String(issue.value).trim() !== '' &&
          Number.isFinite(Number(issue.value))),
    explain: (issue) => ({
      at: issue.path,
      message: `${pathText(issue.path)} must be ${issue.expects}; in quotes it is a text.`,
      fix: unquoted(issue),
    }),
  },
  {
    code: 'TD116',
    stage: 'structure',
    severity: 'error',
    title: 'unknown version',
    meaning: 'This release reads version 1 of the vocabulary.',
    matches: (issue) => issue.kind === 'choice' && issue.path.length === 1 && lastIs(issue, 'version'),
    explain: (issue) => ({
      at: issue.path,
      message: `Version ${JSON.stringify(issue.value)} of the manifest is not known to this release.`,
      fix: 'Write 1, a number without quotes, or use a release that knows the other version.',
    }),
  },
];
