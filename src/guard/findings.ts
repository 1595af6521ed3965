/** A reason why a plan must not be applied; the line of `findings` in `tendlc guard --format json`. */
export interface Finding {
  code: FindingCode;
  stack: string;
  /** The plan's file; empty where none was given. */
  plan: string;
  /** Resource address, or `provider.KEY`, `output.NAME`, `variable.NAME`; empty for the plan as a whole. */
  address: string;
  message: string;
  fix: string;
}

const synthesizeAgain =
  'Synthesize (tendlc synth) and plan again from that output, with nothing else in the folder.';
const planInFull =
  'Plan again without -target, -exclude, -refresh-only or -destroy, until terraform plan ends without an error.';
const byHand =
  'If this is meant, do it in the manifest; if not, find out who put it there before anything is applied.';

/** Every code with what to do about it; docs/access.md says what each means. */
const fixes = {
  'plan-errored': planInFull,
  'plan-incomplete': planInFull,
  'plan-refresh-only': planInFull,
  'plan-deferred': planInFull,
  'resource-missing': 'Plan the whole stack, from the output of this manifest and this version of tendlc.',
  'resource-extra': byHand,
  'resource-differs': synthesizeAgain,
  'configuration-differs': synthesizeAgain,
  'value-unknown': 'Every value of these resources is a literal: plan the output of tendlc synth as it is.',
  'policy-unreadable': synthesizeAgain,
  module: 'The stacks have no modules: plan the output of tendlc synth as it is.',
  provisioner: 'The stacks run no commands: plan the output of tendlc synth as it is.',
  forgotten: 'Terraform would leave a live role behind. Use status: removed, apply, then delete the entry.',
  'role-destroyed': 'Suspend the secondary first (status: suspended), then remove it (status: removed).',
  'role-replaced':
    'Every session ends and access stops until both accounts are applied. Suspend the secondary first, or keep roleName and rolePath as they were.',
  'resource-destroyed': byHand,
  imported: 'Name it under import in the manifest.',
  moved: synthesizeAgain,
  'provider-account':
    'allowed_account_ids must be a constant: the one account of the manifest. Plan the output of tendlc synth as it is.',
  'provider-override':
    'Plan against AWS itself: endpoints and skip_* turn off what makes a plan trustworthy.',
  'provider-differs': synthesizeAgain,
  'output-differs': synthesizeAgain,
  'variable-extra': synthesizeAgain,
  drift:
    'Somebody changed this outside of Terraform: find out who (CloudTrail), put it back or apply on purpose, and plan again.',
  'access-differs':
    'tendlc access says which statement. If a fresh synthesis says the same, it is a defect of tendlc.',
  'not-evaluated': byHand,
  'stack-not-given': 'Give a plan of every stack (STACK=PLAN.json), or leave out --all.',
} satisfies Record<string, string>;

export type FindingCode = keyof typeof fixes;
export const findingCodes = Object.keys(fixes) as FindingCode[];

/** Collects the findings of one plan. */
export class Findings {
  readonly list: Finding[] = [];

  constructor(
    private readonly stack: string,
    private readonly plan: string,
  ) {}

  add(code: FindingCode, address: string, message: string): void {
    this.list.push({ code, stack: this.stack, plan: this.plan, address, message, fix: fixes[code] });
  }
}
