/** Text folded at spaces to the width, after a label; further lines are indented to stand under the first. */
export function wrap(label: string, text: string, width: number): string[] {
  const first = `  ${label}`;
  const room = Math.max(20, width - first.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return lines.map((one, at) => (at === 0 ? first : ' '.repeat(first.length)) + one);
}
