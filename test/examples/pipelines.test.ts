import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseManifest } from '../../src/manifest';

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const workflows = [
  '.github/workflows/test.yml',
  ...readdirSync(join(EXAMPLES, 'pipelines/github-actions')).map(
    (name) => `examples/pipelines/github-actions/${name}`,
  ),
];

interface Step {
  uses?: string;
  run?: string;
}
interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: Step[];
}
interface Workflow {
  permissions: object;
  jobs: Record<string, Job>;
}

describe.each(workflows)('%s', (path) => {
  const text = read(path);
  const workflow: Workflow = parse(text);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('the workflow pins every action by commit and names its version', () => {
    const uses = steps.flatMap((step) => (step.uses ? [step.uses] : []));
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+`));
    }
  });

  it('jobs have permissions, and the workflow has none', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) {
      expect(job.permissions).toMatchObject({ contents: 'read' });
      expect(job['timeout-minutes']).toBeDefined();
      const aws = job.steps.some(({ uses }) => uses?.startsWith('aws-actions/'));
      expect(job.permissions!['id-token']).toBe(aws ? 'write' : undefined);
    }
  });

  it('no shell line contains text that other people can write', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});

it('CI runs the tests on every supported Node', () => {
  const { jobs } = parse(read('.github/workflows/test.yml'));
  expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
});

it('every job of the GitLab pipeline has a declared stage', () => {
  const { stages, ...jobs } = parse(read('examples/pipelines/gitlab-ci.yml'));
  for (const stage of stages) expect(jobs[stage]).toMatchObject({ stage, script: expect.any(Array) });
  expect(jobs.apply.rules[0].when).toBe('manual');
});

it('check accepts the example repository', () => {
  const file = 'examples/repository/config/accounts.yaml';
  expect(parseManifest(read(file), file).diagnostics.filter(({ severity }) => severity === 'error')).toEqual(
    [],
  );
  const ours = JSON.parse(read('package.json'));
  const theirs = JSON.parse(read('examples/repository/package.json'));
  expect(theirs.dependencies[ours.name]).toBe(ours.version);
  expect(theirs.devDependencies['cdktf-cli']).toBe(ours.devDependencies['cdktf-cli']);
});

it('the script rejects an unknown word', () => {
  const { status, stderr } = spawnSync(join(EXAMPLES, 'pipelines/tendlc.sh'), ['destroy'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining('plan|apply')]);
});
