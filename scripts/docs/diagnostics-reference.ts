import { type CatalogueEntry, catalogue } from '../../src/cli/check/catalogue';
import { maskedSource } from '../../src/cli/check/masked-source';
import { prettyDiagnostic } from '../../src/cli/check/pretty';
import { broken, type CorpusCase, diagnose, sourceOf } from '../../test/manifest/corpus';

/** docs/diagnostics.md: every code with its meaning, and what `tendlc check` says about its example in the corpus. */
export function diagnosticsReference(): string {
  return `${[introduction, table(), freeCodes(), ...catalogue.map(entry)].join('\n\n')}\n`;
}

const introduction = `# Diagnostics

<!-- Generated from the rules and their examples by \`npm run docs\`; edit these, not this file. -->

What \`npx tendlc check\` can say about a manifest. Codes are stable. **error**: exit 1, and no command continues.
**warning**: exit 1 with \`--strict\`. **note**: for information, never a failure. One run reports everything, sorted by
position. If the file is not YAML, \`check\` reports that alone.

| format | for |
|---|---|
| \`--format pretty\` | people: position, code, the lines in question, the fix, and what is left of IAM's quotas |
| \`--format json\` | programs, see below |
| \`--format github\` | annotations of a pull request |

\`--base REF|FILE\` also compares with an earlier manifest (TD7xx). \`--aws\` compares with the main account (TD9xx): read-only
Describe calls, one a second.

## JSON

\`\`\`
{
  "version": 1,
  "diagnostics": [{ code, severity: "error" | "warning" | "note", message, fix, file,
                    range: { start: { line, column }, end: { line, column } },
                    related: [{ message, file, range }] }],
  "budgets": [{ name, used, quota, unit: "characters" | "roles" | "tags", roomFor, more }],
  "readiness": [{ what, status: "ready" | "warning" | "blocking" | "unknown", detail, fix }]
}
\`\`\`

Lines and columns count from 1, columns in UTF-16 units as editors do; \`end\` is exclusive. \`roomFor\` is how many more
of \`more\` (principals, numbers, accounts like these) fit. \`budgets\` is empty if the manifest has errors. \`readiness\` is there with \`--aws\` only: whether the main account is
ready to send.`;

function table(): string {
  const rows = catalogue.map(
    ({ code, severity, title }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${title} |`,
  );
  return ['## All codes', '', '| code | severity | what |', '|---|---|---|', ...rows].join('\n');
}

/** What each hundred of codes is about. */
const hundreds = [
  'the file and its YAML',
  'structure: keys, types, forms',
  'numbers, pools, Regions, partitions',
  'accounts, roles and what they may use',
  'principals',
  '`verify`',
  'Terraform: backend, stacks, tags, deploy',
  'an earlier manifest (`--base`)',
  'quotas of IAM',
  'the main account (`--aws`)',
];

/** For whoever adds a rule: the numbers that no rule has. A code that was removed is not used again. */
function freeCodes(): string {
  const used = new Set(catalogue.map(({ code }) => Number(code.slice(2))));
  const rows = hundreds.map((subject, index) => {
    const first = index * 100 + 1;
    const last = Math.max(index * 100, ...[...used].filter((code) => Math.floor(code / 100) === index));
    const gaps = Array.from({ length: last - first + 1 }, (_, offset) => first + offset).filter(
      (code) => !used.has(code),
    );
    return `| TD${index}xx | ${subject} | ${[...gaps.map(codeText), `${codeText(last + 1)} and above`].join(', ')} |`;
  });
  return ['## Free codes', '', '| codes | about | free |', '|---|---|---|', ...rows].join('\n');
}

const codeText = (code: number) => `TD${String(code).padStart(3, '0')}`;

function entry({ code, severity, title, meaning }: CatalogueEntry): string {
  return [
    `<a id="${code.toLowerCase()}"></a>`,
    `### ${code}: ${title} (${severity})`,
    '',
    meaning,
    '',
    ...example(code),
  ].join('\n');
}

function example(code: string): string[] {
  const item = broken.find(({ name }) => name.startsWith(code));
  const diagnostic = item && diagnose(item).find((one) => one.code === code);
  if (!diagnostic) throw new Error(`${code} has no example in test/corpus/manifests/broken`);
  const source = maskedSource(frameSource(item), [diagnostic]);
  const text = prettyDiagnostic(shorten(diagnostic, item.file), source, { colors: false });
  return ['```text', text, '```'];
}

/** The page calls every example accounts.yaml, not by its path in the corpus. */
function shorten<Value>(value: Value, file: string): Value {
  const base = file.replace(/yaml$/, 'base.yaml');
  const text = JSON.stringify(value).replaceAll(base, 'main:accounts.yaml').replaceAll(file, 'accounts.yaml');
  return JSON.parse(text) as Value;
}

/** A generated case has megabytes of blanks or one very long line: the page shows no frame of it. */
function frameSource(item: CorpusCase): string {
  if (item.missing || item.repeat || item.padTo) return '';
  return sourceOf(item)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}
