import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inSandbox } from '../../src/cli/verify/rehearse';
import { type Delegation, delegate } from '../../src/delegation';
import { type PlanOptions, type ProbePlan, planProbes } from '../../src/harness';
import { parseManifest } from '../../src/manifest';
import type { Manifest } from '../../src/manifest/types';
import type { Sandbox, SandboxOptions } from '../../src/sandbox';
import { synthesize } from '../../stacks';

/** The manifest that `text` is, or the example's; a test's manifest must be right. */
export function manifestOf(text = readFileSync('config/accounts.yaml', 'utf8')): Manifest {
  const { manifest, diagnostics } = parseManifest(text, 'accounts.yaml');
  if (!manifest) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return manifest;
}

export function planOf(manifest: Manifest, options: Partial<PlanOptions> = {}): ProbePlan {
  const delegation: Delegation = delegate(manifest);
  return planProbes(manifest, delegation, { runId: 'testrun1', ...options });
}

/** A small manifest: main with two numbers, and the secondaries that the test writes (YAML, indented by 2). */
export function small(secondaries: string, more = ''): Manifest {
  return manifestOf(`version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
    offers: { phoneNumber: "+12065550101", phoneNumberId: phone-fedcba9876543210fedcba9876543210, messageType: PROMOTIONAL }
secondaries:
${secondaries}
${more}`);
}

/** Makes every secondary testable by managed verifier and outsider. */
export const managed = `verify:
  trustedPrincipals: ["arn:aws:iam::999900001111:role/pipeline"]
`;

let sandboxes = 0;

/**
 * Runs `work` against a sandbox that is filled from this manifest's own output. A directory each: the SDK reads a
 * credentials file once per path.
 */
export async function inWorld<T>(
  manifest: Manifest,
  work: (sandbox: Sandbox) => Promise<T>,
  options: SandboxOptions = {},
): Promise<T> {
  const directory = join('.tendlc', 'sandbox', `test-${process.pid}-${++sandboxes}`);
  const output = join(directory, 'cdktf.out');
  try {
    synthesize(manifest, delegate(manifest), output, { sandbox: true });
    return await inSandbox(manifest, output, { directory, ...options }, work);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
