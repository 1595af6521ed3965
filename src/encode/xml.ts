import { showInvisibleExceptLines } from './invisible';

/**
 * For a library that writes XML and escapes markup: XML 1.0 has no way to write most control characters, so they are
 * shown as `\uXXXX`. Keeps line breaks and tabs.
 */
export function xmlCharacters(text: string): string {
  return showInvisibleExceptLines(text).replace(/[\ufffe\uffff]/g, '\ufffd');
}
