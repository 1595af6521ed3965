import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { awsConfigSection } from '../../src/encode/aws-config';
import { htmlText } from '../../src/encode/html';
import { markdownBlock, markdownCode, markdownText } from '../../src/encode/markdown';
import { shellWord } from '../../src/encode/shell';
import { sourceString } from '../../src/encode/source-string';
import { terminalLine, terminalOutput, terminalText } from '../../src/encode/terminal';
import { workflowCommand } from '../../src/encode/workflow-command';
import { xmlCharacters } from '../../src/encode/xml';
import { UserError } from '../../src/errors';
import { attacks, invisible } from './dangerous';

type Encoder = (text: string) => string;

/** Borders that show invisible characters. The other two reject them. */
const showing: Record<string, Encoder> = {
  'a line of a terminal': terminalLine,
  'text of a terminal': terminalText,
  'standard output': (text) => terminalOutput(text),
  'standard output with colours': (text) => terminalOutput(text, { colors: true }),
  'standard output of workflow commands': (text) => terminalOutput(text, { commands: true }),
  'Markdown text': markdownText,
  'a Markdown code span': (text) => markdownCode(text),
  'a Markdown block': (text) => markdownBlock('sh', text),
  HTML: htmlText,
  XML: xmlCharacters,
  'a workflow command': (text) => workflowCommand('error', { file: text }, text),
  'a string of JavaScript': (text) => sourceString(text, "'"),
  'a string of Python': (text) => sourceString(text, '"'),
};
const refusing: Record<string, Encoder> = {
  'a shell word': shellWord,
  'a section of an AWS config file': (text) => awsConfigSection(text, {}),
  'a setting of an AWS config file': (text) => awsConfigSection('default', { region: text }),
  'a comment of an AWS config file': (text) => awsConfigSection('default', {}, text),
};

describe.each(Object.entries(showing))('%s', (_, encode) => {
  it('shows each invisible character as an escape', () => {
    const raw = invisible.filter((character) => {
      const encoded = encode(`a${character}b`);
      return encoded.includes(character) || !/\\u[\da-f]{4}/.test(encoded);
    });
    expect(raw.map((character) => character.codePointAt(0)!.toString(16))).toEqual([]);
  });

  it('keeps words of any language', () => {
    const words = 'Zürich, 東京 𠮷 🙂 ελ 123 a/b-c_d@e+f=g.h';
    expect(encode(words).replaceAll('\\', '')).toContain(words);
  });
});

describe.each(Object.entries(refusing))('%s', (_, encode) => {
  it('refuses each invisible character and each line break', () => {
    for (const character of [...invisible, '\n', '\t']) {
      expect(() => encode(`a${character}b`)).toThrow(UserError);
    }
  });
});

describe('a CI system', () => {
  // actions/runner, ActionCommand.cs: `::` after white space begins a command; `##[` does anywhere.
  const commands = /^\s*::|##\w*\[/m;
  const colors = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

  it.each(attacks)('takes no line of %j for a command', (attack) => {
    for (const text of [attack, `\n${attack}`, `a\n  ${attack}\n`, `\u001b[31m${attack}\u001b[39m`]) {
      expect(terminalOutput(text)).not.toMatch(commands);
      expect(terminalOutput(text, { colors: true }).replace(colors, '')).not.toMatch(commands);
    }
  });

  it.each(attacks)('gets exactly one command, whatever it says: %j', (attack) => {
    const lines = workflowCommand('error', { file: attack, title: attack }, attack).split(/\r\n|\n|\r/);
    expect(lines).toHaveLength(1);
    const [, properties, message] = /^::error (file=[^:]*,title=[^:,]*)::(.*)$/.exec(lines[0]!)!;
    expect(properties!.split(',')).toHaveLength(2);
    expect(`${properties}${message}`).not.toMatch(/%(?!25|0A|3A|2C)/);
  });
});

it.each(attacks)('JSON keeps its value past standard output: %j', (attack) => {
  const value = { [attack]: [attack] };
  expect(JSON.parse(terminalOutput(JSON.stringify(value, undefined, 2)))).toEqual(value);
});

describe('HTML', () => {
  it.each(attacks)('has no markup from %j', (attack) => {
    expect(htmlText(attack)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
  });
});

describe('Markdown', () => {
  it.each(attacks)('has no markup from %j', (attack) => {
    const text = markdownText(attack);
    expect(text).not.toMatch(/\n|[<>]/);
    // Every mark has a backslash of its own, which no other backslash takes away.
    expect(text.replace(/\\[^A-Za-z0-9\s]/g, 'x')).not.toMatch(/[|`*_[\]~$]|^\s*[#+-]|^\s*\d+[.)]/);
  });

  it.each(attacks)('ends no code span or block inside %j', (attack) => {
    const span = markdownCode(attack);
    const mark = /^`+/.exec(span)![0];
    expect(span.endsWith(mark)).toBe(true);
    expect(span.slice(mark.length, -mark.length)).not.toMatch(new RegExp(`(?<!\`)${mark}(?!\`)`));
    expect(markdownCode(attack, { inTable: true })).not.toMatch(/(?<!\\)\|/);
    const [open, ...lines] = markdownBlock('sh', attack).split('\n');
    const fence = /^`+/.exec(open!)![0];
    expect(lines.findIndex((line) => line.trim().startsWith(fence))).toBe(lines.length - 1);
  });
});

it.each(attacks.filter((attack) => shows(() => shellWord(attack))))(
  'a shell reads one word: %j',
  (attack) => {
    const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${shellWord(attack)}`], { encoding: 'utf8' });
    expect(printed).toBe(`${attack}\n`);
  },
);

it.each(attacks)('JavaScript reads the same string: %j', (attack) => {
  expect(runInNewContext(sourceString(attack, "'"))).toBe(attack);
  expect(runInNewContext(sourceString(attack, '"'))).toBe(attack);
});

it.each(attacks)('an AWS config file has one section, whatever it is asked to hold: %j', (attack) => {
  for (const write of [
    () => awsConfigSection(`profile ${attack}`, { region: 'us-east-1' }),
    () => awsConfigSection('default', { region: attack, sso_region: undefined }, attack),
  ]) {
    if (!shows(write)) continue;
    const lines = write().split(/\r\n|\n|\r/);
    expect(lines.filter((line) => /^\s*\[/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^\s*credential_process/.test(line))).toEqual([]);
  }
});

function shows(write: () => string): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return false;
  }
}
