import type { PolicyDifference } from './policy-equality';

/** What a check finds wrong with one plan. */
export interface Fault {
  code: FindingCode;
  /** Resource address, or `provider.KEY`, `output.NAME`, `variable.NAME`; empty for the plan as a whole. */
  address: string;
  message: string;
  attribute?: string;
  /** What the manifest implies; absent if it implies nothing, or if the value might be a secret. */
  wanted?: unknown;
  planned?: unknown;
  /** If both values are policies: which statements differ. */
  statements?: PolicyDifference;
}

/** A reason why a plan must not be applied; an entry of `findings` in `tendlc guard --format json`. */
export interface Finding extends Fault {
  stack: string;
  /** The plan's file; empty if the finding is about no single plan. */
  plan: string;
  fix: string;
}

const synthesizeAgain =
  'Run tendlc synth and plan again from that output, with no other file in the stack folder.';
const planInFull =
  'Plan again without -target, -exclude, -refresh-only or -destroy, until terraform plan ends without an error.';
const byHand =
  'If this is intended, write it in the manifest. If not, find out who added it before you apply anything.';

/** Every code and its fix; docs/access.md explains each code. */
const fixes = {
  'plan-errored': planInFull,
  'plan-incomplete': planInFull,
  'plan-refresh-only': planInFull,
  'plan-deferred': planInFull,
  'resource-missing': 'Plan the whole stack, from the output of this manifest and this version of tendlc.',
  'resource-extra': byHand,
  'resource-differs': synthesizeAgain,
  'configuration-differs': synthesizeAgain,
  'configuration-missing':
    'Give the saved plan file (terraform plan -out) in place of its JSON, or the planned output with --from.',
  'foreign-file':
    'Remove the file from the stack folder and plan again. If the manifest lacks something, add it there.',
  'value-unknown': 'Every value of these resources is a literal: plan the output of tendlc synth unchanged.',
  'policy-unreadable': synthesizeAgain,
  module: 'The stacks have no modules: plan the output of tendlc synth unchanged.',
  provisioner: 'The stacks run no commands: plan the output of tendlc synth unchanged.',
  forgotten:
    'Terraform would leave a live role in AWS. Set status: removed, apply, then delete the entry from the manifest.',
  'role-destroyed': 'Suspend the secondary first (status: suspended), then remove it (status: removed).',
  'role-replaced':
    'All sessions end, and access stops until both accounts are applied. Suspend the secondary first, or keep roleName and rolePath.',
  'resource-destroyed': byHand,
  'foreign-destroyed':
    'It does not belong in this state: take it out with terraform state rm ADDRESS, and plan again. It then stays in AWS.',
  imported: 'List it under import in the manifest.',
  moved: synthesizeAgain,
  'provider-account':
    'allowed_account_ids must be a constant: the one account of the manifest. Plan the output of tendlc synth unchanged.',
  'provider-override':
    'Plan against AWS itself: endpoints and skip_* switch off the checks that a plan depends on.',
  'provider-differs': synthesizeAgain,
  'output-differs': synthesizeAgain,
  'variable-extra': synthesizeAgain,
  'variable-differs':
    'HCP Terraform sets this variable. Remove its default and every .tfvars file, and plan again.',
  drift:
    'Find out who changed this outside Terraform (CloudTrail). Undo it, or write it in the manifest, and plan again.',
  'access-differs':
    'tendlc access names the statement. If a fresh synthesis gives the same result, report a defect of tendlc.',
  'not-evaluated': byHand,
  'stack-not-given': 'Give a plan of every stack (STACK=PLAN), or leave out --all.',
} satisfies Record<string, string>;

export type FindingCode = keyof typeof fixes;
export const findingCodes = Object.keys(fixes) as FindingCode[];

/** The findings of one plan. Two checks may find the same fault in the plan and in its configuration: it counts once. */
export function findingsOf(stack: string, plan: string, faults: readonly Fault[]): Finding[] {
  const unique = new Map<string, Fault>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.code, fault.address, fault.attribute ?? fault.message]);
    if (!unique.has(key)) unique.set(key, fault);
  }
  return [...unique.values()].map(({ code, address, ...rest }) => ({
    code,
    stack,
    plan,
    address,
    ...rest,
    fix: fixes[code],
  }));
}
