import {
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { IamOf } from './kind';

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** The document of docs/security.md, "Emergency". */
const SUSPENDED = document({ Sid: 'Suspended', Effect: 'Deny', Action: '*', Resource: '*' });

const putPolicy = (RoleName: string, PolicyName: string, PolicyDocument: string) => (iam: IamOf) =>
  iam('main').send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));

/** The command that `tendlc connect` prints for an emergency. */
export const suspend = (role: string) => putPolicy(role, 'Suspended', SUSPENDED);

/** A policy that the exclusive list of the role does not name. */
export const addPolicy = (role: string) =>
  putPolicy(role, 'Stray', document({ Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' }));

/** Someone widens the policy that Terraform wrote. */
export const widenSend = (role: string) =>
  putPolicy(role, 'Send', document({ Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' }));

export const trustAccount = (RoleName: string, account: string) => (iam: IamOf) =>
  iam('main').send(
    new UpdateAssumeRolePolicyCommand({
      RoleName,
      PolicyDocument: document({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }),
    }),
  );

/** The role, its policy and the assume policy that an account made before the project existed. */
export async function createLegacy(iam: IamOf): Promise<void> {
  const RoleName = 'TenDlcSender-legacy';
  const trust = document({ Effect: 'Allow', Principal: { AWS: '555566667777' }, Action: 'sts:AssumeRole' });
  await iam('main').send(
    new CreateRoleCommand({ RoleName, Path: '/tendlc/', AssumeRolePolicyDocument: trust }),
  );
  await widenSend(RoleName)(iam);
  await iam('legacy').send(
    new CreatePolicyCommand({
      PolicyName: 'TenDlcAssumeSender',
      Path: '/tendlc/',
      PolicyDocument: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
    }),
  );
}
