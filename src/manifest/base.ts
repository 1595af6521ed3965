import { createDraft, type DraftSecondary } from './draft';
import { decode, offsets, Positions, parseYaml } from './source';
import { stackOf } from './stack-of';
import type { Range, Status } from './types';

export interface BaseAccount {
  key: string;
  accountId?: string;
  status: Status;
  /** The stack that holds its resources; absent if Terraform has no access there. */
  stack?: string;
  /** Of its key. */
  range: Range;
}

/** What an earlier manifest said about its accounts; it can have mistakes of its own. */
export interface BaseManifest {
  /** How messages call it: a path, or REF:PATH. */
  file: string;
  accounts: BaseAccount[];
  /** Why it says nothing: no such file in that revision, or a file that is not a YAML map. */
  unreadable?: string;
}

/** Reads an earlier manifest; `source` is absent if there was none. */
export function parseBase(source: string | Buffer | undefined, file: string): BaseManifest {
  if (source === undefined) return { file, accounts: [], unreadable: 'it has no manifest' };
  const decoded = decode(source);
  const parsed = parseYaml(decoded.text);
  if (parsed.broken || decoded.tooLarge || decoded.invalidAt !== undefined)
    return { file, accounts: [], unreadable: 'its manifest cannot be read as a YAML map' };
  const draft = createDraft(parsed);
  const positions = new Positions(decoded.text);
  const accounts = draft.secondaries.map((secondary): BaseAccount => {
    const [start, end] = offsets(draft.locate(secondary.path), 'key');
    return { ...describe(secondary), range: positions.range(start, end) };
  });
  return { file, accounts };
}

function describe(secondary: DraftSecondary): Omit<BaseAccount, 'range'> {
  const { key, value } = secondary;
  return { key, accountId: value.accountId, status: value.status ?? 'active', stack: stackOf(secondary) };
}
