import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIamModel } from '../../src/access/iam-model/index';
import { computeMatrix } from '../../src/access/matrix';
import type { Matrix } from '../../src/access/model';
import { parseManifest } from '../../src/manifest';
import type { Manifest } from '../../src/manifest/types';
import { resourcesOfStacks } from '../../src/terraform/resources';
import type { StackFile } from '../../src/terraform/stack-files';
import { synthesized } from '../../src/terraform/synthesized';

export function manifestFrom(source: string, file = 'accounts.yaml'): Manifest {
  const { manifest, diagnostics } = parseManifest(source, file);
  if (!manifest) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return manifest;
}

export const exampleFile = join(__dirname, '../../config/accounts.yaml');
export const example = (): Manifest => manifestFrom(readFileSync(exampleFile, 'utf8'), exampleFile);

/** What the example leaves out: rotation, session context, channels, pools, groups, an external account, no access. */
export const richSource = `
version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  organizationId: o-a1b2c3d4e5
  mediaBucket: my-media
  pinpointApplicationId: 0123456789abcdef0123456789abcdef
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
    marketing: { phoneNumber: "+12065550101", phoneNumberId: phone-fedcba9876543210fedcba9876543210 }
    west: { phoneNumber: "+12065550102", phoneNumberId: phone-11111111111111111111111111111111, region: us-west-2 }
  pools: { marketing: { poolId: pool-0123456789abcdef0123456789abcdef } }
  configurationSets: { tendlc: {} }
secondaries:
  rotating:
    accountId: "222233334444"
    numbers: [alerts]
    pools: [marketing]
    configurationSets: [tendlc]
    principals: [role/app-notifier, user/team/mailer, role/service/worker-*, sso/Developers]
    externalId: { current: new-id, previous: old-id }
    channels: [sms, mms, voice]
    sessionContext: [tags, sourceIdentity]
    assumePolicy: { groups: [mailers] }
  partner:
    accountId: "333344445555"
    numbers: [alerts, west]
    principals: [role/bridge]
    external: true
    externalId: partner-10dlc
  open:
    accountId: "444455556666"
    numbers: [marketing]
    principals: account
    apis: [sms-voice, pinpoint]
    assumePolicy: { groups: [senders] }
  grouped:
    accountId: "888899990000"
    numbers: [west]
    principals: [user/mailer]
    assumePolicy: { attach: false, groups: [mailers] }
  elsewhere:
    accountId: "555566667777"
    numbers: [alerts]
    principals: [role/elsewhere]
    externalId: elsewhere-10dlc
    assumePolicy: none
  halted:
    accountId: "666677778888"
    numbers: [alerts]
    principals: [role/halted]
    status: suspended
  gone:
    accountId: "777788889999"
    numbers: [alerts]
    principals: [role/gone]
    status: removed
verify:
  trustedPrincipals: [arn:aws:iam::999900001111:role/pipeline]
`;
export const rich = (): Manifest => manifestFrom(richSource);

/** One role for all accounts. */
export const sharedSource = `
version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  organizationId: o-a1b2c3d4e5
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
    marketing: { phoneNumber: "+12065550101", phoneNumberId: phone-fedcba9876543210fedcba9876543210 }
  role: { strategy: shared, name: TenDlcSender }
defaults: { numbers: [alerts], externalId: "{account}-10dlc" }
secondaries:
  one: { accountId: "222233334444", principals: [role/app] }
  two: { accountId: "333344445555", principals: [role/other, sso/Ops], sessionContext: [tags] }
  three: { accountId: "444455556666", principals: [role/app], status: suspended }
verify:
  trustedPrincipals: [arn:aws:iam::999900001111:role/pipeline]
`;
export const shared = (): Manifest => manifestFrom(sharedSource);

/** No organization, boundaries, names of its own, Pinpoint alone. */
const boundedSource = `
version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  pinpointApplicationId: 0123456789abcdef0123456789abcdef
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
  role:
    permissionsBoundary:
      arn: arn:aws:iam::111122223333:policy/boundary
      document: { Version: "2012-10-17", Statement: { Effect: Allow, Action: ["sms-voice:*", "mobiletargeting:*"], Resource: "*" } }
secondaries:
  legacy:
    accountId: "222233334444"
    numbers: [alerts]
    principals: [role/app, user/other]
    apis: [pinpoint]
    roleName: LegacySender
    rolePath: /legacy/
  plain:
    accountId: "333344445555"
    numbers: [alerts]
    principals: [role/app]
verify:
  trustedPrincipals: [arn:aws:iam::999900001111:role/pipeline]
  sessionContext: [tags]
  permissionsBoundaryArn: "arn:aws:iam::{accountId}:policy/boundary"
`;
const bounded = (): Manifest => manifestFrom(boundedSource);

/** How Terraform reaches the accounts: chains, profiles, HCP Terraform's credentials, shared stacks, imports, tags. */
const deployedSource = `
version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  deploy:
    assumeRoleArn: ["arn:aws:iam::111122223333:role/hop", "arn:aws:iam::111122223333:role/deploy"]
    externalId: deploying
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
terraform:
  tags: { team: messaging }
secondaries:
  one:
    accountId: "222233334444"
    numbers: [alerts]
    principals: [role/app]
    stack: together
    deploy: { profile: one }
    import: [role, send]
  two:
    accountId: "333344445555"
    numbers: [alerts]
    principals: [role/other]
    stack: together
    deploy: { assumeRoleArn: "arn:aws:iam::333344445555:role/deploy" }
  three:
    accountId: "444455556666"
    numbers: [alerts]
    principals: [user/x.y+z]
    deploy: { hcpTag: THREE }
verify:
  trustedPrincipals: [arn:aws:iam::999900001111:role/pipeline]
`;
const deployed = (): Manifest => manifestFrom(deployedSource);

export const samples: Record<string, () => Manifest> = {
  example,
  rich,
  shared,
  bounded,
  deployed,
};

const cache = new Map<string, StackFile[]>();

/** A synthesis takes a second: it runs once for each sample, and each caller gets a copy. */
export function stacksOf(sample: string): StackFile[] {
  const known = cache.get(sample) ?? synthesized(samples[sample]!());
  cache.set(sample, known);
  return structuredClone(known);
}

export function matrixOf(manifest: Manifest, stacks: readonly StackFile[]): Matrix {
  return computeMatrix(manifest, buildIamModel(resourcesOfStacks(stacks), manifest.main.partition));
}
