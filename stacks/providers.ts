import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider/index.js';
import { type TerraformStack, TerraformVariable } from 'cdktf/lib/index.js';
import type { Deploy, Manifest } from '../src/manifest/types';

export interface ProviderOptions {
  accountId: string;
  deploy?: Deploy;
  /** A secondary's key, in a stack that several accounts can share. */
  alias?: string;
  /** The account's profile in the sandbox; then no other credentials are used. */
  sandboxProfile?: string;
}

/** HashiCorp's own declaration, from "Specify Multiple Configurations" of HCP Terraform's dynamic credentials. */
const DYNAMIC_CREDENTIALS =
  'object({ default = object({ shared_config_file = string }), aliases = map(object({ shared_config_file = string })) })';

/** One provider for one account. With `allowed_account_ids`, Terraform stops on credentials of another account. */
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
        // Only the role of the target account requires it; the earlier roles are the deployer's.
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
