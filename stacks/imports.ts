import type { TerraformStack } from 'cdktf/lib/index.js';
import type { SecondaryDelegation, SenderRole } from '../src/delegation';
import type { Secondary } from '../src/manifest/types';
import { terraformName } from '../src/names';

/** A block of Terraform's `import`: what exists under `id` becomes the resource at `to`. */
export interface ImportBlock {
  to: string;
  id: string;
  provider?: string;
}

/** CDKTF's own `importFrom` starts Terraform at synth to ask for its version; the override only writes. */
export function addImports(stack: TerraformStack, blocks: readonly ImportBlock[]): void {
  if (blocks.length > 0) stack.addOverride('import', [...blocks]);
}

/** What the secondaries of a role ask to adopt in the main account: one, or all of them under a shared role. */
export function senderRoleImports(sender: SenderRole, secondaries: readonly Secondary[]): ImportBlock[] {
  const wanted = new Set(secondaries.flatMap((secondary) => secondary.import));
  const send = terraformName.send(sender.key);
  return [
    ...(wanted.has('role') ? [{ to: `aws_iam_role.${sender.address}`, id: sender.name }] : []),
    ...(wanted.has('send')
      ? [{ to: `aws_iam_role_policy.${send}`, id: `${sender.name}:${sender.sendPolicy.name}` }]
      : []),
  ];
}

export function assumePolicyImports(
  { key, assumePolicy }: SecondaryDelegation,
  secondary: Secondary,
  alias?: string,
): ImportBlock[] {
  if (!assumePolicy || !secondary.import.includes('assumePolicy')) return [];
  const provider = alias && `aws.${alias}`;
  return [
    {
      to: `aws_iam_policy.${terraformName.assumeSender(key)}`,
      id: assumePolicy.arn,
      ...(provider && { provider }),
    },
  ];
}
