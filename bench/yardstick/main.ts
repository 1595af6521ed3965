/**
 * The yardstick for synth: CDKTF writes the same resources from constants, and does nothing else.
 * `node --import tsx bench/yardstick/main.ts SECONDARIES OUTDIR`
 */
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePoliciesExclusive } from '@cdktf/provider-aws/lib/iam-role-policies-exclusive/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRolePolicyAttachmentsExclusive } from '@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf/lib/index.js';

const [count, outdir] = [Number(process.argv[2]), process.argv[3]!];
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Senders","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::222233334444:role/app-notifier","arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier"]},"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5","sts:ExternalId":"account-10dlc"}}}]}';
const SEND =
  '{"Version":"2012-10-17","Statement":[{"Sid":"SendSms","Effect":"Allow","Action":"sms-voice:SendTextMessage","Resource":"arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef"}]}';
const ASSUME =
  '{"Version":"2012-10-17","Statement":[{"Sid":"AssumeSender","Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/tendlc/TenDlcSender-account"}]}';
const POLICY_ARN = 'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender';

function stack(app: App, name: string, accountId: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
  new AwsProvider(stack, 'aws', { region: 'us-east-1', allowedAccountIds: [accountId] });
  return stack;
}

const app = new App({ outdir, stackTraces: false });
const main = stack(app, 'main', '111122223333');
for (let n = 0; n < count; n++) {
  const name = `TenDlcSender-account-${n}`;
  const role = new IamRole(main, `sender-${n}`, {
    name,
    path: '/tendlc/',
    assumeRolePolicy: TRUST,
    maxSessionDuration: 3600,
    forceDetachPolicies: true,
  });
  const lifecycle = { replaceTriggeredBy: [`aws_iam_role.sender-${n}.unique_id`] };
  const send = new IamRolePolicy(main, `send-${n}`, {
    name: 'Send',
    role: name,
    policy: SEND,
    dependsOn: [role],
    lifecycle,
  });
  new IamRolePoliciesExclusive(main, `policies-${n}`, {
    roleName: name,
    policyNames: ['Send'],
    dependsOn: [send],
    lifecycle,
  });
  new IamRolePolicyAttachmentsExclusive(main, `attachments-${n}`, {
    roleName: name,
    policyArns: [],
    dependsOn: [role],
    lifecycle,
  });
  new TerraformOutput(main, `role-arn-${n}`, { value: `arn:aws:iam::111122223333:role/tendlc/${name}` });
}

for (let n = 0; n < count; n++) {
  const secondary = stack(app, `secondary-account-${n}`, '222233334444');
  const policy = new IamPolicy(secondary, 'policy', {
    name: 'TenDlcAssumeSender',
    path: '/tendlc/',
    policy: ASSUME,
  });
  const lifecycle = { replaceTriggeredBy: ['aws_iam_policy.policy.policy_id'] };
  new IamRolePolicyAttachment(secondary, 'attachment', {
    role: 'app-notifier',
    policyArn: POLICY_ARN,
    dependsOn: [policy],
    lifecycle,
  });
  for (const kind of ['verifier', 'outsider']) {
    const role = new IamRole(secondary, kind, {
      name: kind,
      path: '/tendlc/',
      assumeRolePolicy: TRUST,
      forceDetachPolicies: true,
    });
    const byRole = { replaceTriggeredBy: [`aws_iam_role.${kind}.unique_id`] };
    new IamRolePolicy(secondary, `${kind}-inline`, {
      name: 'Inline',
      role: kind,
      policy: SEND,
      dependsOn: [role],
      lifecycle: byRole,
    });
    if (kind === 'outsider') continue;
    new IamRolePolicyAttachment(secondary, `${kind}-attachment`, {
      role: kind,
      policyArn: POLICY_ARN,
      dependsOn: [role, policy],
      lifecycle,
    });
  }
  new TerraformOutput(secondary, 'policy-arn', { value: POLICY_ARN });
  new TerraformOutput(secondary, 'profile', { value: '[profile tendlc]\nregion = us-east-1\n' });
}
app.synth();
