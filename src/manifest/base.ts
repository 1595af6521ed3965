import { createDraft } from './draft';
import { decode, offsets, Positions, parseYaml } from './source';
import type { Range, Status } from './types';

export interface BaseAccount {
  key: string;
  accountId?: string;
  status: Status;
  /** Of its key. */
  range: Range;
}

/** What an earlier manifest said about who exists; it may have mistakes of its own. */
export interface BaseManifest {
  /** How messages call it: a path, or REF:PATH. */
  file: string;
  accounts: BaseAccount[];
}

/** Undefined where it is no YAML map at all. */
export function readBase(source: string | Buffer, file: string): BaseManifest | undefined {
  const decoded = decode(source);
  const parsed = parseYaml(decoded.text);
  if (parsed.broken || decoded.tooLarge || decoded.invalidAt !== undefined) return undefined;
  const draft = createDraft(parsed);
  const positions = new Positions(decoded.text);
  const accounts = draft.secondaries.map(({ key, path, value }): BaseAccount => {
    const [start, end] = offsets(draft.locate(path), 'key');
    return {
      key,
      accountId: value.accountId,
      status: value.status ?? 'active',
      range: positions.range(start, end),
    };
  });
  return { file, accounts };
}
