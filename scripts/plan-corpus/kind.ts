import type { IAMClient } from '@aws-sdk/client-iam';
import type { Stacks } from '../e2e/terraform';

export type Config = Record<string, unknown>;

/** IAM of an account in the sandbox, as its administrator: `main`, or a secondary's key. */
export type IamOf = (account: string) => IAMClient;

/** One step of a life: a plan of the corpus, or a step that only prepares the next one. */
export interface Kind {
  name: string;
  /** Guard's right answer. Absent: the plan is not recorded. */
  right?: 'pass' | 'fail';
  /** Default: main. */
  stack?: string;
  /** The manifest's text. */
  manifest: string;
  /** What someone changes in AWS by hand before the plan. */
  byHand?: (iam: IamOf) => Promise<unknown>;
  /** What someone changes in the stack's `cdk.tf.json`. */
  edit?: (config: Config) => void;
  /** What someone does to Terraform's state before the plan. */
  state?: (stacks: Stacks, folder: string) => Promise<unknown>;
  /** Options of `terraform plan`. */
  options?: readonly string[];
  /** Later plans start from what this one leaves in AWS. */
  apply?: boolean;
}

/** Steps in one sandbox, one after the other. */
export interface Life {
  name: string;
  /** The manifest whose accounts, principals and numbers exist in AWS. */
  world: string;
  steps: readonly Kind[];
}
