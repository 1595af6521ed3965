/** Text folded at spaces to the width, after a label; further lines are indented below the first. */
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

/** A name on as many lines as it needs, broken after a separator if there is one: nothing of it is cut. */
export function fold(name: string, width: number): string {
  if (name.length <= width) return name;
  const separator = Math.max(...['-', '/', '_', ' '].map((one) => name.lastIndexOf(one, width - 1)));
  const at = separator > 0 ? separator + 1 : width;
  return `${name.slice(0, at).trimEnd()}\n${fold(name.slice(at), width)}`;
}
