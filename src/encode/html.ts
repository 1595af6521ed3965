import { showInvisible } from './invisible';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text or a quoted attribute's value. */
export function htmlText(text: string): string {
  return showInvisible(text).replace(/[&<>"']/g, (character) => entities[character]!);
}
