import { readCorpus, runCase } from './corpus';

describe.each(readCorpus())('$file: $corpus.topic', ({ corpus }) => {
  test.each(corpus.cases)('$name', (given) => {
    const { expected, received } = runCase(corpus.defaults ?? {}, given);
    expect(received).toEqual(expected);
  });

  test("each case cites AWS's documentation and has its own name", () => {
    const sources = [corpus.source, ...corpus.cases.flatMap(({ source }) => source ?? [])];
    for (const source of sources) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(new Set(corpus.cases.map(({ name }) => name)).size).toBe(corpus.cases.length);
  });
});
