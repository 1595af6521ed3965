import { hasInvisible } from '../../encode/invisible';

/** Offsets, `[start, end)`, in the text of the file. */
export type Span = readonly [number, number];

/** `%YAML 1.1`, `%TAG …`: lines in front of the document that tell a parser to read it in another way. */
export function directives(text: string): Span[] {
  const found: Span[] = [];
  const line = /([^\r\n]*)(?:\r\n|\n|\r|$)/y;
  while (line.lastIndex < text.length) {
    const start = line.lastIndex;
    const content = line.exec(text)?.[1] ?? '';
    if (content.startsWith('%')) found.push([start, start + content.length]);
    else if (!/^\s*(?:#|$)/.test(content)) break;
  }
  return found.filter(([start, end]) => !/^%YAML\s+1\.2\s*(?:#|$)/.test(text.slice(start, end)));
}

/** Blanks of Unicode other than the space (tabs have a rule of their own): YAML takes them for letters. */
const BLANKS = '\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';
const ODD_BLANKS = new RegExp(`^([ ]*(?:-[ ]+)*(?:-|[\\w."'-]+:)?)([${BLANKS}]+)`, 'gm');

/** Such blanks where YAML needs a space: in the indentation, after a hyphen, after the colon of a key. */
export function oddBlanks(text: string): Span[] {
  return [...text.matchAll(ODD_BLANKS)].map((match): Span => {
    const start = match.index + match[1]!.length;
    return [start, start + match[2]!.length];
  });
}

/** A joiner or a variation selector belongs to the emoji, or to the letter of a script without case, before it. */
const JOINED =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Lo}\p{M}])(?:\u200c|\u200d|\ufe0e|\ufe0f)/gu;

/** Invisible and bidirectional characters, except where a script or an emoji needs them. */
export function invisibleIn(text: string): string | undefined {
  const plain = text.replace(JOINED, '');
  if (!hasInvisible(plain)) return undefined;
  return [...plain].find((character) => hasInvisible(character));
}

/** The same, with their offsets; line ends and tabs are YAML's own. */
export function invisibleSpans(text: string): Span[] {
  if (invisibleIn(text.replace(/[\t\r\n]/g, '')) === undefined) return [];
  const joined = new Set([...text.matchAll(JOINED)].map(({ index }) => index));
  const found: Span[] = [];
  let offset = 0;
  for (const character of text) {
    if (!/[\t\r\n]/.test(character) && hasInvisible(character) && !joined.has(offset))
      found.push([offset, offset + character.length]);
    offset += character.length;
  }
  return found;
}

const names: Record<string, string> = {
  '\0': 'NUL',
  '\t': 'tab',
  '\n': 'line break',
  '\r': 'carriage return',
  '\u001b': 'escape',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u3000': 'ideographic space',
  '\ufeff': 'byte order mark',
};

/** `U+200B, zero width space` */
export function characterName(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  const name =
    names[character] ??
    (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character) ? 'bidirectional control' : undefined);
  return `U+${code}${name ? `, ${name}` : ''}`;
}
