import { authorize, explain } from '../../src/iam';
import { readCase, readCorpus } from './corpus';

describe.each(readCorpus())('$file: $corpus.topic', ({ corpus }) => {
  test.each(corpus.cases)('$name', (given) => {
    const [request, policies] = readCase(corpus.defaults ?? {}, given);
    const decision = authorize(request, policies);
    expect(decision.verdict).toBe(given.expect);
    if (given.reason !== undefined) expect(decision.reason).toBe(given.reason);
    if (given.decidedBy !== undefined) expect(decision.decidedBy).toBe(given.decidedBy);
    const traces = explain(request, policies);
    for (const [id, words] of Object.entries(given.because ?? {})) {
      const trace = traces.find(({ policy, statement }) => `${policy}/${statement}` === id);
      expect(trace?.because.slice(0, words.length)).toBe(words);
    }
  });

  test("names AWS's documentation, and no case twice", () => {
    const sources = [corpus.source, ...corpus.cases.flatMap(({ source }) => source ?? [])];
    for (const source of sources) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(new Set(corpus.cases.map(({ name }) => name)).size).toBe(corpus.cases.length);
  });
});
