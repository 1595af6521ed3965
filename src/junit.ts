import { create } from 'xmlbuilder';
import { xmlCharacters } from './encode/xml';

export interface JunitCase {
  /** GitLab and Jenkins tell cases apart by class name and name: a name that repeats in its class gets a number. */
  className: string;
  name: string;
  seconds?: number;
  /** `failure`: the check failed; `error`: it gave no answer; `skipped`: it was not made. */
  outcome?: { kind: 'failure' | 'error' | 'skipped'; message: string; type?: string };
  output?: string;
}

export interface JunitSuite {
  name: string;
  /** ISO 8601. */
  timestamp?: string;
  properties?: Readonly<Record<string, string>>;
  cases: readonly JunitCase[];
}

/**
 * JUnit XML with the elements and attributes of Jenkins' schema (jenkins-junit.xsd), which GitLab, GitHub's actions
 * and Azure Pipelines read too.
 */
export function junitXml(suites: readonly JunitSuite[]): string {
  const named = withUniqueNames(suites);
  const root = create('testsuites', { encoding: 'UTF-8' });
  root.att(counts(named.flatMap(({ cases }) => cases)));
  for (const { name, timestamp, properties = {}, cases } of named) {
    const suite = root.ele('testsuite', {
      name: xmlCharacters(name),
      ...counts(cases),
      skipped: cases.filter(({ outcome }) => outcome?.kind === 'skipped').length,
      // The schema of Ant's JUnit task takes neither fractions nor a time zone.
      ...(timestamp && { timestamp: timestamp.replace(/(\.\d+)?Z$/, '') }),
    });
    const list = Object.entries(properties);
    if (list.length > 0) {
      const element = suite.ele('properties');
      for (const [key, value] of list)
        element.ele('property', { name: xmlCharacters(key), value: xmlCharacters(value) });
    }
    for (const one of cases) addCase(suite, one);
  }
  return `${root.end({ pretty: true })}\n`;
}

type Element = ReturnType<typeof create>;

function addCase(suite: Element, { className, name, seconds = 0, outcome, output }: JunitCase): void {
  const element = suite.ele('testcase', {
    classname: xmlCharacters(className),
    name: xmlCharacters(name),
    time: seconds.toFixed(3),
  });
  if (outcome?.kind === 'skipped') element.ele('skipped', { message: xmlCharacters(outcome.message) });
  else if (outcome) {
    const { kind, message, type } = outcome;
    element
      .ele(kind, {
        message: xmlCharacters(message.split('\n')[0]!),
        ...(type && { type: xmlCharacters(type) }),
      })
      .txt(xmlCharacters(message));
  }
  if (output) element.ele('system-out').txt(xmlCharacters(output));
}

function counts(cases: readonly JunitCase[]) {
  const count = (kind: 'failure' | 'error') => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const seconds = cases.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    time: seconds.toFixed(3),
  };
}

function withUniqueNames(suites: readonly JunitSuite[]): JunitSuite[] {
  const used = new Set<string>();
  const unique = (className: string, name: string): string => {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name} (${count})`;
      const key = JSON.stringify([className, candidate]);
      if (used.has(key)) continue;
      used.add(key);
      return candidate;
    }
  };
  return suites.map((suite) => ({
    ...suite,
    cases: suite.cases.map((one) => ({ ...one, name: unique(one.className, one.name) })),
  }));
}
