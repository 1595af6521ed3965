import { UserError } from '../errors';
import { hasInvisible, showInvisible } from './invisible';

/** One word for a POSIX shell. Throws a UserError on invisible characters: a reader could not see what would run. */
export function shellWord(text: string): string {
  if (hasInvisible(text)) {
    throw new UserError(
      `"${showInvisible(text)}" has invisible characters: it cannot stand in a shell command`,
    );
  }
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
