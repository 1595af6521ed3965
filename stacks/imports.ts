import type { TerraformStack } from 'cdktf/lib/index.js';
import type { SecondaryDelegation, SenderRole } from '../src/delegation';
import type { Secondary } from '../src/manifest/types';
import { terraformAddress, terraformName } from '../src/names';

/** A block of Terraform's `import`: the existing object `id` becomes the resource at `to`. */
export interface ImportBlock {
  to: string;
  id: string;
  provider?: string;
}

/** Written by an override: CDKTF's own `importFrom` starts Terraform at synth to learn its version. */
export function addImports(stack: TerraformStack, blocks: readonly ImportBlock[]): void {
  if (blocks.length > 0) stack.addOverride('import', [...blocks]);
}

/** The resources of the main account that the secondaries of a role adopt: of one, or of all under a shared role. */
export function senderRoleImports(sender: SenderRole, secondaries: readonly Secondary[]): ImportBlock[] {
  const wanted = new Set(secondaries.flatMap((secondary) => secondary.import));
  const send = terraformName.send(sender.key);
  return [
    ...(wanted.has('role') ? [{ to: terraformAddress.role(sender.address), id: sender.name }] : []),
    ...(wanted.has('send')
      ? [{ to: terraformAddress.rolePolicy(send), id: `${sender.name}:${sender.sendPolicy.name}` }]
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
      to: terraformAddress.policy(terraformName.assumeSender(key)),
      id: assumePolicy.arn,
      ...(provider && { provider }),
    },
  ];
}
