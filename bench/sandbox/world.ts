import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SENDER = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development';
export const VERIFIER = 'arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier';
export const NUMBER =
  'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef';

const head = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  organizationId: o-a1b2c3d4e5
  numbers: { alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef } }
verify: { trustedPrincipals: ["arn:aws:iam::999900001111:role/pipeline"] }
`;
const secondary = (key: string, accountId: string) =>
  `  ${key}: { accountId: "${accountId}", numbers: [alerts], principals: [role/app-notifier], externalId: dev-10dlc }\n`;

export const MANIFEST = `${head}secondaries:\n${secondary('development', '222233334444')}`;

export const accountId = (index: number) => String(300_000_000_000 + index);

export function manyAccounts(count: number): string {
  return `${head}secondaries:\n${Array.from({ length: count }, (_, index) => secondary(`a${index}`, accountId(index))).join('')}`;
}

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/** Writes stacks as Terraform reads them: a role for each secondary in main, and the secondary's own stack. */
export function writeOutput(directory: string, secondaries: [key: string, accountId: string][]): void {
  const roles: Record<string, object> = {};
  const policies: Record<string, object> = {};
  for (const [key, id] of secondaries) {
    const name = `TenDlcSender-${key}`;
    roles[`sender-${key}`] = { name, path: '/tendlc/', assume_role_policy: trust(id) };
    policies[`send-${key}`] = {
      name: 'Send',
      role: name,
      policy: policy({ Effect: 'Allow', Action: 'sms-voice:SendTextMessage', Resource: NUMBER }),
    };
    write(directory, `secondary-${key}`, id, secondaryResources(key, id));
  }
  write(directory, 'main', '111122223333', { aws_iam_role: roles, aws_iam_role_policy: policies });
}

function trust(id: string): string {
  const principals = [
    `arn:aws:iam::${id}:role/app-notifier`,
    `arn:aws:iam::${id}:role/tendlc/TenDlcVerifier`,
  ];
  return policy({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${id}:root` },
    Action: 'sts:AssumeRole',
    Condition: {
      ArnLike: { 'aws:PrincipalArn': principals },
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'dev-10dlc' },
    },
  });
}

function secondaryResources(key: string, id: string): object {
  const policy_arn = `arn:aws:iam::${id}:policy/tendlc/TenDlcAssumeSender`;
  const pipeline = policy({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999900001111:root' },
    Action: 'sts:AssumeRole',
  });
  const role = (name: string) => ({ name, path: '/tendlc/', assume_role_policy: pipeline });
  const resource = `arn:aws:iam::111122223333:role/tendlc/TenDlcSender-${key}`;
  const assume = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resource });
  return {
    aws_iam_policy: { assume: { name: 'TenDlcAssumeSender', path: '/tendlc/', policy: assume } },
    aws_iam_role: { verifier: role('TenDlcVerifier'), outsider: role('TenDlcOutsider') },
    aws_iam_role_policy_attachment: {
      app: { role: 'app-notifier', policy_arn },
      verifier: { role: 'TenDlcVerifier', policy_arn },
    },
  };
}

function write(directory: string, stack: string, id: string, resource: object): void {
  const folder = join(directory, 'stacks', stack);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'cdk.tf.json'),
    JSON.stringify({ provider: { aws: [{ region: 'us-east-1', allowed_account_ids: [id] }] }, resource }),
  );
}
