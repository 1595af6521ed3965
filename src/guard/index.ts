import { buildIamModel, computeMatrix, disagreement, disagrees } from '../access';
import { UserError } from '../errors';
import type { Manifest } from '../manifest/types';
import type { Plan } from '../terraform/plan';
import type { PlannedConfiguration } from '../terraform/planned-configuration';
import { plannedResources } from '../terraform/planned-stacks';
import { problemText } from '../terraform/problem';
import { type Resource, resourcesOfStacks } from '../terraform/resources';
import type { StackFile } from '../terraform/stack-files';
import { configurationFaults } from './configuration';
import { driftOf } from './drift';
import { expectationsOf, liveRolesOf } from './expectations';
import { type Fault, type Finding, findingsOf } from './findings';
import { completenessFaults } from './plan-completeness';
import { providerFaults } from './providers';
import { resourceFaults } from './resources';

export interface GuardInput {
  stack: string;
  plan: Plan;
  /** The configuration that was planned; absent if neither the plan file nor an output shows it. */
  configuration?: PlannedConfiguration;
}

/** Something outside Terraform that needs no repair. */
interface GuardNote {
  stack: string;
  plan: string;
  address: string;
  message: string;
}

export interface GuardResult {
  verdict: 'pass' | 'fail';
  findings: Finding[];
  notes: GuardNote[];
  /** Resources that were compared, by stack. `configuration`: where the planned configuration was read. */
  compared: { stack: string; plan: string; resources: number; configuration?: string }[];
  /** Stacks of the manifest that have no plan. */
  notGiven: string[];
  /** What guard could not look at. */
  notSeen: string[];
}

/**
 * Is every plan exactly what the manifest implies? Compares each plan with a fresh synthesis first, then evaluates what
 * the planned policies allow. `all`: a stack without a plan or without its configuration is a finding. Throws a
 * UserError for a stack that the manifest does not have.
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
  const live = liveRolesOf(manifest, resources);
  const checked = inputs.map((input) => checkPlan(manifest, files.get(input.stack)!, input, live, all));
  const given = new Set(inputs.map(({ stack }) => stack));
  const notGiven = [...files.keys()].filter((stack) => !given.has(stack));
  const findings = [
    ...checked.flatMap((one) => one.findings),
    ...findingsOf('', '', meaningFaults(manifest, inputs, resources)),
    ...(all ? notGiven : []).flatMap((stack) =>
      findingsOf(stack, '', [{ code: 'stack-not-given', address: '', message: 'This stack has no plan.' }]),
    ),
  ];
  return {
    verdict: findings.length === 0 ? 'pass' : 'fail',
    findings,
    notes: checked.flatMap(({ notes }) => notes),
    compared: inputs.map(({ stack, plan, configuration }) => ({
      stack,
      plan: plan.file,
      resources: resources.filter((resource) => resource.stack === stack).length,
      ...(configuration && { configuration: configuration.source }),
    })),
    notGiven,
    notSeen: notSeen(inputs),
  };
}

function checkPlan(
  manifest: Manifest,
  file: StackFile,
  { stack, plan, configuration }: GuardInput,
  live: Set<string>,
  all: boolean,
): { findings: Finding[]; notes: GuardNote[] } {
  const expectations = expectationsOf(manifest, file, live);
  const drift = driftOf(plan, expectations);
  const missing: Fault = {
    code: 'configuration-missing',
    address: '',
    message: 'Neither the plan nor an output shows the configuration that was planned.',
  };
  const faults = [
    ...completenessFaults(plan, file, expectations.resources.size),
    ...providerFaults(plan, file),
    ...resourceFaults(plan, expectations),
    ...drift.faults,
    ...(configuration ? configurationFaults(file.config, configuration) : all ? [missing] : []),
  ];
  return {
    findings: findingsOf(stack, plan.file, faults),
    notes: drift.notes.map((note) => ({ stack, plan: plan.file, ...note })),
  };
}

/** One fault for an account and kind of question: it names the statement once, not for every number. */
function meaningFaults(
  manifest: Manifest,
  inputs: readonly GuardInput[],
  resources: readonly Resource[],
): Fault[] {
  const { after } = plannedResources(inputs, resources);
  const { cells, problems } = computeMatrix(manifest, buildIamModel(after, manifest.main.partition));
  const first = new Map(
    cells
      .filter(disagrees)
      .toReversed()
      .map((cell) => [`${cell.account} ${cell.case}`, cell]),
  );
  return [
    ...problems.map(
      (problem): Fault => ({
        code: ['opens-more', 'takes-away'].includes(problem.code) ? 'access-differs' : 'not-evaluated',
        address: '',
        message: problemText(problem),
      }),
    ),
    ...cells
      .filter((cell) => first.get(`${cell.account} ${cell.case}`) === cell)
      .map((cell): Fault => ({ code: 'access-differs', address: '', message: disagreement(cell) })),
  ];
}

function notSeen(inputs: readonly GuardInput[]): string[] {
  const without = inputs.filter(({ configuration }) => !configuration).map(({ stack }) => stack);
  return [
    ...(without.length > 0
      ? [
          `the configuration of ${without.join(', ')}: a plan's JSON leaves out ephemeral resources, removed blocks with provisioners, lifecycle rules, unused locals and the backend`,
        ]
      : []),
    'whether a plan was made with -refresh=false: it then lacks what changed in AWS since the last apply',
  ];
}
