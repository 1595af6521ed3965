import type { Deploy } from '../../src/manifest/types';
import { buildManifest, type ManifestParts } from '../support/manifest';
import { type Json, synthesizeToScratch } from '../support/synthesized';

const stack = (parts: ManifestParts, name = 'secondary-development'): Json =>
  synthesizeToScratch(buildManifest(parts)).stack(name);
const provider = (parts: ManifestParts, name?: string): Json => stack(parts, name).provider.aws[0];
const deployed = (deploy: Deploy): Json => provider({ secondaries: { development: { deploy } } });

it('without deploy a provider uses ambient credentials, for its account only', () => {
  expect(provider({})).toEqual({ region: 'us-east-1', allowed_account_ids: ['222233334444'] });
  expect(provider({}, 'main')).toEqual({ region: 'us-east-1', allowed_account_ids: ['111122223333'] });
});

it.each<[string, Deploy, object]>([
  ['a profile', { profile: 'dev' }, { profile: 'dev' }],
  [
    'a role',
    { assumeRoleArn: ['arn:aws:iam::222233334444:role/Terraform'], externalId: 'deploy' },
    {
      assume_role: [
        {
          role_arn: 'arn:aws:iam::222233334444:role/Terraform',
          session_name: 'tendlc-terraform',
          external_id: 'deploy',
        },
      ],
    },
  ],
  [
    'a chain, whose last hop asks for the external ID',
    {
      profile: 'hub',
      assumeRoleArn: ['arn:aws:iam::999900001111:role/Hub', 'arn:aws:iam::222233334444:role/Terraform'],
      externalId: 'deploy',
    },
    {
      profile: 'hub',
      assume_role: [
        { role_arn: 'arn:aws:iam::999900001111:role/Hub', session_name: 'tendlc-terraform' },
        {
          role_arn: 'arn:aws:iam::222233334444:role/Terraform',
          session_name: 'tendlc-terraform',
          external_id: 'deploy',
        },
      ],
    },
  ],
  [
    'the dynamic credentials of HCP Terraform',
    { hcpTag: 'DEVELOPMENT' },
    { shared_config_files: ['${var.tfc_aws_dynamic_credentials.aliases["DEVELOPMENT"].shared_config_file}'] },
  ],
])('the provider reaches the account by %s', (_name, deploy, expected) => {
  expect(deployed(deploy)).toEqual({
    region: 'us-east-1',
    allowed_account_ids: ['222233334444'],
    ...expected,
  });
});

it("HCP Terraform's variable is declared once, and only in stacks that use it", () => {
  const tagged = (hcpTag: string, accountId: string) => ({ stack: 'one', accountId, deploy: { hcpTag } });
  const { variable, provider } = stack(
    { secondaries: { a: tagged('A', '222233334444'), b: tagged('B', '333344445555') } },
    'one',
  );
  expect(Object.keys(variable)).toEqual(['tfc_aws_dynamic_credentials']);
  expect(variable.tfc_aws_dynamic_credentials.type).toMatch(
    /^object\(\{ default = object\(.*aliases = map\(/,
  );
  expect(provider.aws.map(({ shared_config_files }: Json) => shared_config_files[0])).toEqual([
    expect.stringContaining('["A"]'),
    expect.stringContaining('["B"]'),
  ]);
  expect(stack({}).variable).toBeUndefined();
});

it("the provider has the manifest's tags and version", () => {
  const { provider, terraform } = stack({ terraform: { tags: { team: 'sms' }, awsProvider: '~> 6.25' } });
  expect(provider.aws[0].default_tags).toEqual([{ tags: { team: 'sms' } }]);
  expect(terraform.required_providers.aws).toEqual({ source: 'aws', version: '~> 6.25' });
  expect(stack({}).terraform.required_providers.aws.version).toMatch(/^\d+\.\d+\.\d+$/);
});

it("the provider uses main's Region in every partition", () => {
  expect(provider({ main: { partition: 'aws-us-gov', region: 'us-gov-west-1' } }).region).toBe(
    'us-gov-west-1',
  );
});
