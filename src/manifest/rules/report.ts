import { isCollection } from 'yaml';
import { showInvisibleExceptLines } from '../../encode/invisible';
import { type Found, offsets, type Positions } from '../source';
import type { Diagnostic, Range, RelatedPosition } from '../types';
import type { Finding, Place, Rule } from './rule';

/** A default that is wrong is wrong for every secondary: this many are named. */
const mostRelated = 5;

/** Enough to keep a person busy; a broken file of ten megabytes could have millions. */
const mostOfOneCode = 1000;

/** In the order of the file, and of the codes where several stand at one position. */
export function sortByPosition(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.sort(
    ({ range: { start: a }, code: left }, { range: { start: b }, code: right }) =>
      a.line - b.line || a.column - b.column || (left < right ? -1 : 1),
  );
}

export type Locate = (path: readonly (string | number)[]) => Found & { inherited?: boolean };

/** Collects findings as diagnostics: one for a code and a position, however many secondaries run into it. */
export class Report {
  private readonly byPosition = new Map<string, Diagnostic>();
  private readonly counts = new Map<string, number>();
  locate?: Locate;

  constructor(
    private readonly file: string,
    private readonly positions: Positions,
  ) {}

  add(rule: Pick<Rule, 'code' | 'severity'>, finding: Finding): void {
    const { range, related } = this.resolve(finding);
    const own = (finding.related ?? []).map((place) => this.related(place));
    const key = `${rule.code} ${range.start.line}:${range.start.column} ${finding.id ?? ''}`;
    const known = this.byPosition.get(key);
    if (known) {
      if (known.related.length < mostRelated) known.related.push(...related);
      return;
    }
    this.counts.set(rule.code, (this.counts.get(rule.code) ?? 0) + 1);
    const more = this.isFull(rule) ? ' (There may be more of this; fix these first.)' : '';
    this.byPosition.set(key, {
      code: rule.code,
      severity: rule.severity,
      message: showInvisibleExceptLines(finding.message + more),
      fix: showInvisibleExceptLines(finding.fix),
      file: this.file,
      range,
      related: [...own, ...related],
    });
  }

  /** There are as many diagnostics of this code as one run gives. */
  isFull({ code }: Pick<Rule, 'code'>): boolean {
    return (this.counts.get(code) ?? 0) >= mostOfOneCode;
  }

  /** In the order of the file. */
  diagnostics(): Diagnostic[] {
    return sortByPosition([...this.byPosition.values()]);
  }

  range(place: Place): Range {
    return this.resolve(place).range;
  }

  private related(place: (Place & { message: string }) | RelatedPosition): RelatedPosition {
    if ('range' in place) return place;
    return { message: place.message, file: this.file, range: this.range(place) };
  }

  private resolve(place: Place): { range: Range; related: RelatedPosition[] } {
    if (!place.at || !this.locate) return { range: this.textRange(place.offsets ?? [0, 0]), related: [] };
    const found = this.locate(place.at);
    const whole = found.depth < place.at.length && !found.inherited;
    const range = this.rangeOf(found, whole ? 'key' : (place.part ?? 'value'));
    const related = found.via.map((alias) => ({
      message: `*${alias.source} is used here`,
      file: this.file,
      range: this.positions.range(alias.range![0], alias.range![1]),
    }));
    if (found.inherited) {
      const secondary = this.locate(place.at.slice(0, 2));
      related.push({
        message: `applies to secondary "${place.at[1]}"`,
        file: this.file,
        range: this.rangeOf(secondary, 'key'),
      });
    }
    return { range, related };
  }

  private rangeOf(found: Found, part: 'key' | 'value'): Range {
    const [start, end] = offsets(found, part);
    const collection = isCollection(found.node) && !found.node.flow && start === found.node.range?.[0];
    return this.textRange([start, collection ? this.endOfLine(start) : end]);
  }

  private textRange([start, end]: readonly [number, number]): Range {
    return this.positions.range(start, end);
  }

  private endOfLine(offset: number): number {
    const { text } = this.positions;
    const end = text.slice(offset).search(/[\r\n]/);
    return end === -1 ? text.length : offset + end;
  }
}
