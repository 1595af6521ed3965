import { UserError } from '../errors';
import { hasInvisible, showInvisible } from './invisible';

/**
 * A section of an AWS config or credentials file. Neither has an escape, so a line break in a value would begin a
 * setting or a section of its own (`credential_process` runs a command). Throws a UserError on a value that does not
 * fit on its line.
 */
export function awsConfigSection(
  header: string,
  settings: Readonly<Record<string, string | undefined>>,
  comment?: string,
): string {
  if (/[[\]]/.test(header)) throw notOneLine('the name of a profile', header);
  const lines = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} = ${onOneLine(name, value!)}`);
  return [
    ...(comment === undefined ? [] : [`# ${onOneLine('a comment', comment)}`]),
    `[${onOneLine('the name of a profile', header)}]`,
    ...lines,
    '',
  ].join('\n');
}

function onOneLine(what: string, text: string): string {
  if (hasInvisible(text)) throw notOneLine(what, text);
  return text;
}

function notOneLine(what: string, text: string): UserError {
  return new UserError(
    `"${showInvisible(text)}" cannot be ${what} in an AWS config file: it has a line break, another invisible character or a bracket`,
  );
}
