import fc from 'fast-check';
import { isObject } from '../../src/terraform/json';
import { matrixOf, samples, stacksOf } from '../access/samples';
import { guard, planOfStack } from './guarding';

/** Every place in a JSON value, as a path. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const children = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [path, ...children.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function replaced<T>(value: T, path: readonly (string | number)[], by: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return by as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy as T;
}

const manifest = samples.bounded!();
const stacks = stacksOf('bounded');

/** A UserError says what is wrong with the input; any other error is a defect. */
function mustNotCrash(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'UserError') throw error;
  }
}

test('a plan with anything anywhere is judged or refused, never a crash', () => {
  const plan = planOfStack(stacks, 'secondary-plain');
  const anywhere = fc.record({ path: fc.constantFrom(...pathsOf(plan)), by: fc.jsonValue() });
  fc.assert(
    fc.property(anywhere, ({ path, by }) => {
      mustNotCrash(() => guard(manifest, stacks, { 'secondary-plain': replaced(plan, path, by) }));
    }),
    { numRuns: 200 },
  );
});

test('a plan that differs anywhere that counts does not pass', () => {
  const plan = planOfStack(stacks, 'secondary-plain');
  const counts =
    /^(resource_changes,\d+,(address|mode|change,(actions|after,.*))|configuration,.*(expressions|full_name|provider_config_key).*)$/;
  const paths = pathsOf(plan).filter((path) => counts.test(path.join()));
  const anywhere = fc.record({ path: fc.constantFrom(...paths), by: fc.string({ minLength: 1 }) });
  expect(paths.length).toBeGreaterThan(50);
  fc.assert(
    fc.property(anywhere, ({ path, by }) => {
      expect(guard(manifest, stacks, { 'secondary-plain': replaced(plan, path, by) }).verdict).toBe('fail');
    }),
    { numRuns: 200 },
  );
});

test('an output with anything anywhere is judged, never a crash', () => {
  const anywhere = fc.record({
    path: fc.constantFrom(...pathsOf(stacks).filter((path) => path.length > 2)),
    by: fc.jsonValue(),
  });
  fc.assert(
    fc.property(anywhere, ({ path, by }) =>
      mustNotCrash(() => matrixOf(manifest, replaced(stacks, path, by))),
    ),
    { numRuns: 200 },
  );
});

test('a policy with anything anywhere is judged, never a crash', () => {
  const main = stacks.findIndex(({ stack }) => stack === 'main');
  const place = [main, 'config', 'resource', 'aws_iam_role', 'sender-plain', 'assume_role_policy'];
  const trust = JSON.parse(
    String(place.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], stacks)),
  );
  const anywhere = fc.record({ path: fc.constantFrom(...pathsOf(trust)), by: fc.jsonValue() });
  fc.assert(
    fc.property(anywhere, ({ path, by }) => {
      mustNotCrash(() =>
        matrixOf(manifest, replaced(stacks, place, JSON.stringify(replaced(trust, path, by)))),
      );
    }),
    { numRuns: 200 },
  );
});
