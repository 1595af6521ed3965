import { buildIamModel, computeMatrix, disagreement, disagrees } from '../access';
import { UserError } from '../errors';
import type { Manifest } from '../manifest/types';
import type { Plan } from '../terraform/plan';
import { plannedResources } from '../terraform/planned-stacks';
import { problemText } from '../terraform/problem';
import { type Resource, resourcesOfStacks } from '../terraform/resources';
import type { StackFile } from '../terraform/stack-files';
import { checkDrift } from './drift';
import { type Finding, Findings } from './findings';
import { checkEnvelope } from './plan-completeness';
import { checkProviders } from './providers';
import { checkResources, expectationsOf } from './resources';

export interface GuardInput {
  stack: string;
  plan: Plan;
}

export interface GuardResult {
  verdict: 'pass' | 'fail';
  findings: Finding[];
  /** Resources that were compared, by stack. */
  compared: { stack: string; plan: string; resources: number }[];
  /** Stacks of the manifest that no plan was given for. */
  notGiven: string[];
}

/**
 * Is every plan exactly what the manifest implies? Equality with a fresh synthesis first, then meaning: what the
 * planned policies let people do, beside what the manifest says.
 */
export function guardPlans(
  manifest: Manifest,
  stacks: readonly StackFile[],
  inputs: readonly GuardInput[],
  { all = false } = {},
): GuardResult {
  const files = new Map(stacks.map((file) => [file.stack, file]));
  for (const { stack } of inputs) {
    if (files.has(stack)) continue;
    throw new UserError(`the manifest has no stack ${stack}; it has ${[...files.keys()].join(', ')}`);
  }
  const resources = resourcesOfStacks(stacks);
  const live = liveRoles(manifest, resources);
  const findings = inputs.flatMap((input) => checkPlan(manifest, files.get(input.stack)!, input, live));
  const given = new Set(inputs.map(({ stack }) => stack));
  const notGiven = [...files.keys()].filter((stack) => !given.has(stack));
  findings.push(...checkMeaning(manifest, inputs, resources));
  for (const stack of all ? notGiven : []) {
    const missing = new Findings(stack, '');
    missing.add('stack-not-given', '', 'No plan of this stack was given.');
    findings.push(...missing.list);
  }
  return {
    verdict: findings.length === 0 ? 'pass' : 'fail',
    findings,
    compared: inputs.map(({ stack, plan }) => ({
      stack,
      plan: plan.file,
      resources: resources.filter((resource) => resource.stack === stack).length,
    })),
    notGiven,
  };
}

function checkPlan(
  manifest: Manifest,
  file: StackFile,
  { stack, plan }: GuardInput,
  live: Set<string>,
): Finding[] {
  const findings = new Findings(stack, plan.file);
  const expectations = expectationsOf(manifest, file, live);
  checkEnvelope(plan, file, expectations.resources.size, findings);
  checkProviders(plan, file, findings);
  checkResources(plan, expectations, findings);
  checkDrift(plan, findings);
  return findings.list;
}

/** Roles of active secondaries, by account and name; a shared one is live while any of them is. */
function liveRoles(manifest: Manifest, resources: readonly Resource[]): Set<string> {
  const active = manifest.secondaries.filter(({ status }) => status === 'active');
  const senders = new Set(active.map(({ roleName }) => roleName));
  const accounts = new Set(active.map(({ accountId }) => accountId));
  const roles = resources.filter(
    ({ type, accountId = '', values }) =>
      type === 'aws_iam_role' &&
      (accountId === manifest.main.accountId ? senders.has(String(values.name)) : accounts.has(accountId)),
  );
  return new Set(roles.map(({ accountId, values }) => `${accountId} ${String(values.name)}`));
}

/** One finding for an account and kind of question: the statement is named once, not for every number. */
function checkMeaning(
  manifest: Manifest,
  inputs: readonly GuardInput[],
  resources: readonly Resource[],
): Finding[] {
  const { after } = plannedResources(inputs, resources);
  const { cells, problems } = computeMatrix(manifest, buildIamModel(after, manifest.main.partition));
  const findings = new Findings('', '');
  for (const problem of problems) findings.add('not-evaluated', '', problemText(problem));
  const said = new Set<string>();
  for (const cell of cells.filter(disagrees)) {
    const key = `${cell.account} ${cell.case}`;
    if (said.has(key)) continue;
    said.add(key);
    findings.add('access-differs', '', disagreement(cell));
  }
  return findings.list;
}
