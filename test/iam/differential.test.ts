import { readFileSync } from 'node:fs';
import { DISAGREEMENTS } from './differential/disagreements';
import { FIXTURE, hashCases, type OracleVerdicts, RECORDED } from './differential/fixture';
import { decideCase } from './differential/verdict';

const fixture = JSON.parse(readFileSync(FIXTURE, 'utf8')) as OracleVerdicts;
const listed = new Set(DISAGREEMENTS.map(({ id }) => id));

const exceptions = new Map(fixture.disagreements.map(([seed, ours]) => [seed, ours]));
const wrong: string[] = [];
let sha256 = '';

beforeAll(() => {
  sha256 = hashCases(RECORDED, (made, seed) => {
    const expected = exceptions.get(seed) ?? fixture.verdicts[seed];
    const ours = decideCase(made);
    if (ours !== expected) wrong.push(`seed ${seed}: ours ${ours}, expected ${expected}`);
  });
});

test('the generator makes the recorded cases (else run npm run test:oracle)', () => {
  expect(fixture.verdicts).toHaveLength(RECORDED);
  expect(fixture.sha256).toBe(sha256);
});

test("our verdicts are the oracle's, except for the listed disagreements", () => {
  expect(wrong).toEqual([]);
});

test('each recorded disagreement is listed with its documentation', () => {
  expect(fixture.disagreements.filter(([, , id]) => !listed.has(id))).toEqual([]);
  expect(
    DISAGREEMENTS.filter(({ documentation }) => !documentation.startsWith('https://docs.aws.amazon.com/')),
  ).toEqual([]);
});

test('each verdict occurs often in the recorded cases', () => {
  for (const letter of 'AEI') expect(fixture.verdicts.split(letter).length).toBeGreaterThan(1000);
});
