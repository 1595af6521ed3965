/** The part of a range that is on its first line: a frame marks one line. */
export function firstLine(text: string, [start, end]: [number, number]): [number, number] {
  const length = text.slice(start, end).search(/[\r\n]/);
  return [start, length === -1 ? end : start + length];
}
