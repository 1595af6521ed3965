import { disagrees } from '../matrix';
import type { AccessReport } from './report';

/** Piece by piece: a thousand accounts make a text longer than one string should be. */
export function* jsonReport({
  cells,
  problems,
  opens,
  notSeen,
  difference,
}: AccessReport): Generator<string> {
  const summary = { cells: cells.length, disagreements: cells.filter(disagrees).length };
  yield `{\n  "version": 1,\n  "summary": ${JSON.stringify(summary)},\n  "cells": `;
  yield* lines(cells);
  yield `,\n  "problems": ${JSON.stringify(problems)},\n  "opens": ${JSON.stringify(opens)},\n  "notSeen": ${JSON.stringify(notSeen)}`;
  if (difference) {
    yield `,\n  "base": ${JSON.stringify(difference.title)},\n  "changes": `;
    yield* lines(difference.changes);
  }
  yield '\n}\n';
}

function* lines(items: readonly unknown[]): Generator<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  for (const [index, item] of items.entries())
    yield `${index === 0 ? '[\n' : ',\n'}    ${JSON.stringify(item)}`;
  yield '\n  ]';
}
