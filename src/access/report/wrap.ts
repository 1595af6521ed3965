import { terminalLine } from '../../encode/terminal';

/** Lines of at most `width` characters, broken at spaces; a word that is longer is broken after a / or - if it has one. */
export function wrap(raw: string, width: number, indent = ''): string[] {
  const text = terminalLine(raw);
  const lines: string[] = [];
  let line = /^ +/.exec(text)?.[0].slice(1) ?? '';
  for (const word of text
    .trimStart()
    .split(' ')
    .flatMap((long) => pieces(long, width - indent.length))) {
    if (line.trim() && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line = line || text.startsWith(' ') ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  const head = word.slice(0, width);
  const cut = Math.max(head.lastIndexOf('/'), head.lastIndexOf('-')) + 1 || width;
  return [word.slice(0, cut), ...pieces(word.slice(cut), width)];
}
