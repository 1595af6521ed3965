import { App } from 'cdktf/lib/index.js';
import type { Delegation } from '../src/delegation';
import { UserError } from '../src/errors';
import { inSandbox } from '../src/in-sandbox';
import type { Manifest } from '../src/manifest/types';
import { inventoryOf } from '../src/output-inventory';
import { LOCK_FILE } from '../src/output-layout';
import {
  copyLockFile,
  createFolder,
  refuseForeign,
  refuseOutsideSandbox,
  refuseToDelete,
  removeStale,
  staleFolders,
} from './output-directory';
import { addStack } from './stack';
import { stackPlans } from './stack-plan';

export interface SynthesizeOptions {
  /** For the sandbox: its profiles, a local state, an output below `.tendlc/sandbox/`; default: TENDLC_SANDBOX=1. */
  sandbox?: boolean;
  /** Copied into each stack if it exists; default: that of the working directory. */
  lockFile?: string;
}

/**
 * Writes the stacks to `outdir`: the same bytes on every machine and in every directory.
 * Throws a UserError, with nothing written, if it would delete a state or files of others, write through a symbolic
 * link, leave files for Terraform that it does not write, or write outside the sandbox during a rehearsal.
 */
export function synthesize(
  manifest: Manifest,
  delegation: Delegation,
  outdir: string,
  options: SynthesizeOptions = {},
): void {
  const { sandbox = inSandbox() } = options;
  if (sandbox) refuseOutsideSandbox(outdir);
  writeStacks(manifest, delegation, outdir, options);
}

/** The same without the check of the sandbox: for a scratch folder in which no Terraform runs. */
export function writeStacks(
  manifest: Manifest,
  delegation: Delegation,
  outdir: string,
  options: SynthesizeOptions = {},
): void {
  const { sandbox = inSandbox(), lockFile = LOCK_FILE } = options;
  refuseHcl();
  const plans = stackPlans(manifest, delegation);
  const stacks = plans.map(({ name }) => name);
  const inventory = inventoryOf(outdir);
  refuseForeign(outdir, inventory);
  const stale = staleFolders(inventory, stacks);
  refuseToDelete(outdir, stale);

  createFolder(outdir);
  withoutStackTraces(() => {
    const app = new App({ outdir, stackTraces: false });
    const secondaries = new Map(manifest.secondaries.map((secondary) => [secondary.key, secondary]));
    for (const plan of plans) addStack({ app, manifest, delegation, sandbox, secondaries }, plan);
    app.synth();
  });
  removeStale(outdir, stale);
  copyLockFile(lockFile, outdir, stacks);
}

/**
 * CDKTF takes a full stack trace for every token and never shows it. With source maps that takes a fifth of a synth.
 * An error that is thrown meanwhile keeps its trace: V8 formats it when it is read.
 */
function withoutStackTraces(run: () => void): void {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    run();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** `access`, `guard` and the sandbox read cdk.tf.json only; they could not see HCL. */
function refuseHcl(): void {
  if (process.env.SYNTH_HCL_OUTPUT !== 'true') return;
  throw new UserError('stacks are written as JSON only: leave out --hcl (SYNTH_HCL_OUTPUT=true)');
}
