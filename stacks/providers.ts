import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider/index.js';
import { type TerraformStack, TerraformVariable } from 'cdktf/lib/index.js';
import type { Deploy, Manifest } from '../src/manifest/types';

export interface ProviderOptions {
  accountId: string;
  deploy?: Deploy;
  /** A secondary's key, in a stack that several accounts can share. */
  alias?: string;
  /** The profile that stands for the account in the sandbox: nothing else is used then. */
  sandboxProfile?: string;
}

/** HashiCorp's own declaration, from "Specify Multiple Configurations" of HCP Terraform's dynamic credentials. */
const DYNAMIC_CREDENTIALS =
  'object({ default = object({ shared_config_file = string }), aliases = map(object({ shared_config_file = string })) })';

/** One provider for one account. `allowed_account_ids`: wrong credentials stop before anything is touched. */
export function addProvider(
  stack: TerraformStack,
  manifest: Manifest,
  options: ProviderOptions,
): AwsProvider {
  const { accountId, alias, sandboxProfile } = options;
  const { tags } = manifest.terraform;
  const credentials = sandboxProfile
    ? { profile: sandboxProfile }
    : deployCredentials(stack, options.deploy ?? {});
  return new AwsProvider(stack, alias ? `aws.${alias}` : 'aws', {
    region: manifest.main.region,
    allowedAccountIds: [accountId],
    ...(alias && { alias }),
    ...(Object.keys(tags).length > 0 && { defaultTags: [{ tags }] }),
    ...credentials,
  });
}

function deployCredentials(stack: TerraformStack, deploy: Deploy): Partial<AwsProviderConfig> {
  const { profile, assumeRoleArn = [], externalId, hcpTag } = deploy;
  const last = assumeRoleArn.length - 1;
  return {
    ...(profile && { profile }),
    ...(hcpTag && { sharedConfigFiles: [dynamicCredentials(stack, hcpTag)] }),
    ...(assumeRoleArn.length > 0 && {
      assumeRole: assumeRoleArn.map((roleArn, hop) => ({
        roleArn,
        sessionName: 'tendlc-terraform',
        // The target account's own trust asks for it; the hops on the way are the deployer's.
        ...(externalId && hop === last && { externalId }),
      })),
    }),
  };
}

/** The configuration file that HCP Terraform writes for the run, for the account of this tag. */
function dynamicCredentials(stack: TerraformStack, tag: string): string {
  const variable = 'tfc_aws_dynamic_credentials';
  if (!stack.node.tryFindChild(variable)) {
    new TerraformVariable(stack, variable, { type: DYNAMIC_CREDENTIALS });
  }
  return `\${var.${variable}.aliases["${tag}"].shared_config_file}`;
}
