import { spawnSync } from 'node:child_process';
import { ROOT } from './packed';

/** What commands, pipelines and Terraform leave in a working folder; plans and states may hold secrets. */
const left = [
  'plans/main.tfplan',
  'plans/main.json',
  'main.tfplan',
  '.terraform/providers/x',
  'cdktf.out/stacks/main/cdk.tf.json',
  '.tendlc/sandbox/1/credentials',
  'terraform.main.tfstate',
  'terraform.main.tfstate.backup',
];
const wanted = [
  'package.json',
  'config/accounts.yaml',
  '.terraform.lock.hcl',
  'docs/plans.md',
  'src/guard/plans/x.ts',
];

const isIgnored = (file: string) =>
  spawnSync('git', ['check-ignore', '-q', file], { cwd: ROOT }).status === 0;

it.each(['', 'examples/repository/'])('git ignores what is left, and nothing else, in ./%s', (folder) => {
  expect(left.filter((file) => !isIgnored(folder + file))).toEqual([]);
  expect(wanted.filter((file) => isIgnored(folder + file))).toEqual([]);
});
