import type { Position, Range } from '../types';

/** Offsets to lines and columns. Lines end where YAML ends them: `\n`, `\r\n`, `\r`. */
export class Positions {
  private readonly lineStarts: number[] = [0];

  constructor(readonly text: string) {
    const lineEnd = /\r\n|\n|\r/g;
    while (lineEnd.exec(text)) this.lineStarts.push(lineEnd.lastIndex);
  }

  position(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - this.lineStarts[low]! + 1 };
  }

  /** `end` is exclusive and never before `start`. */
  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(Math.max(start, end)) };
  }
}
