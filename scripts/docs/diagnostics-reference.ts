import { type CatalogueEntry, catalogue } from '../../src/cli/check/catalogue';
import { prettyDiagnostic } from '../../src/cli/check/pretty';
import { broken, type CorpusCase, diagnose, sourceOf } from '../../test/manifest/corpus';

/** docs/diagnostics.md: every code with its meaning, and what `tendlc check` says about its example in the corpus. */
export function diagnosticsReference(): string {
  return `${[introduction, table(), ...catalogue.map(entry)].join('\n\n')}\n`;
}

const introduction = `# Diagnostics

<!-- Generated from the rules and their examples by \`npm run docs\`; edit these, not this file. -->

What \`npx tendlc check\` can say about a manifest. Codes are stable. **error**: exit 1, and no command goes on.
**warning**: exit 1 with \`--strict\`. **note**: worth knowing, never a failure. All of them come from one run, sorted by
position; what is not YAML at all is reported alone, since nothing after it can be judged.

| format | for |
|---|---|
| \`--format pretty\` | people: position, code, the lines in question, the fix, and the room left in the quotas of IAM |
| \`--format json\` | programs, see below |
| \`--format github\` | annotations of a pull request |

\`--base REF|FILE\` also judges what an earlier manifest forbids now (TD7xx); \`--aws\` compares with the main account
(TD9xx), with read-only Describe calls, one a second.

## JSON

\`\`\`
{
  "version": 1,
  "diagnostics": [{ code, severity: "error" | "warning" | "note", message, fix, file,
                    range: { start: { line, column }, end: { line, column } },
                    related: [{ message, file, range }] }],
  "budgets": [{ name, used, quota, unit: "characters" | "roles" | "tags", roomFor, more }]
}
\`\`\`

Lines and columns count from 1, columns in UTF-16 units as editors do; \`end\` is exclusive. \`roomFor\` is how many more
of \`more\` (principals, numbers, accounts like these) fit; budgets are empty where the manifest has errors.`;

function table(): string {
  const rows = catalogue.map(
    ({ code, severity, title }) => `| [${code}](#${code.toLowerCase()}) | ${severity} | ${title} |`,
  );
  return ['## All codes', '', '| code | severity | what |', '|---|---|---|', ...rows].join('\n');
}

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
  const text = prettyDiagnostic(shorten(diagnostic, item.file), frameSource(item), { colors: false });
  return ['```text', text, '```'];
}

/** A reader's manifest is accounts.yaml, wherever the corpus lies. */
function shorten<Value>(value: Value, file: string): Value {
  const base = file.replace(/yaml$/, 'base.yaml');
  const text = JSON.stringify(value).replaceAll(base, 'main:accounts.yaml').replaceAll(file, 'accounts.yaml');
  return JSON.parse(text) as Value;
}

/** Generated cases are megabytes of nothing, or one endless line: no frame. */
function frameSource(item: CorpusCase): string {
  if (item.missing || item.repeat || item.padTo) return '';
  return sourceOf(item)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}
