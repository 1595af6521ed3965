import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { service as iam } from '../../src/sandbox/services/iam/iam-service';
import { service as logs } from '../../src/sandbox/services/logs/logs-service';
import type { OperationGroup } from '../../src/sandbox/services/operation';
import { service as pinpoint } from '../../src/sandbox/services/pinpoint/pinpoint-service';
import { service as smsVoice } from '../../src/sandbox/services/sms-voice/sms-voice-service';
import { service as sts } from '../../src/sandbox/services/sts/sts-service';

const START = '<!-- operations: written by `npm run docs` -->';
const END = '<!-- end of operations -->';

/** docs/sandbox.md with the table of operations that the sandbox's services have. */
export function sandboxPage(): string {
  const page = readFileSync(join(__dirname, '../../docs/sandbox.md'), 'utf8');
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/sandbox.md has no place for the table: ${START} … ${END}`);
  return `${before}${START}\n\n${table()}\n${END}${after}`;
}

function table(): string {
  const rows = [sts, iam, smsVoice, pinpoint, logs].flatMap(({ groups }) => groups.map(row));
  return ['| service | operations |', '|---|---|', ...rows, ''].join('\n');
}

function row({ title, operations, note }: OperationGroup): string {
  const names = operations.map(({ shape }) => shape.name).join(', ');
  return `| ${title} | ${names}${note === undefined ? '' : ` (${note})`} |`;
}
