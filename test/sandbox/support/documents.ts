/** Stacks as Terraform reads them, written down here and not generated: what the sandbox enforces must be this. */
export const NUMBER_ID = 'phone-0123456789abcdef0123456789abcdef';
export const OTHER_ID = 'phone-fedcba9876543210fedcba9876543210';
export const numberArn = (id = NUMBER_ID) => `arn:aws:sms-voice:us-east-1:111122223333:phone-number/${id}`;
export const APPLICATION = '0123456789abcdef0123456789abcdef';
export const SENDER = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-development';
export const VERIFIER = 'arn:aws:iam::222233334444:role/tendlc/TenDlcVerifier';
export const OUTSIDER = 'arn:aws:iam::222233334444:role/tendlc/TenDlcOutsider';

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

export interface Documents {
  trust: ReturnType<typeof policy>;
  send: ReturnType<typeof policy>;
  assume: ReturnType<typeof policy>;
}

export function documents(): Documents {
  return {
    trust: policy({
      Sid: 'Senders',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::222233334444:root' },
      Action: 'sts:AssumeRole',
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': ['arn:aws:iam::222233334444:role/app-notifier', VERIFIER],
        },
        StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'dev-10dlc' },
      },
    }),
    send: policy(
      { Sid: 'SendSms', Effect: 'Allow', Action: 'sms-voice:SendTextMessage', Resource: numberArn() },
      {
        Sid: 'SendPinpoint',
        Effect: 'Allow',
        Action: 'mobiletargeting:SendMessages',
        Resource: `arn:aws:mobiletargeting:us-east-1:111122223333:apps/${APPLICATION}/messages`,
      },
    ),
    assume: policy({ Sid: 'AssumeSender', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: SENDER }),
  };
}

/** The cdk.tf.json of two stacks. */
export function stacks({ trust, send, assume }: Documents): Record<string, object> {
  const pipeline = policy({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999900001111:root' },
    Action: 'sts:AssumeRole',
  });
  const anySender = policy({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: 'arn:aws:iam::111122223333:role/tendlc/*',
  });
  const role = (name: string, document: object) => ({
    name,
    path: '/tendlc/',
    assume_role_policy: JSON.stringify(document),
  });
  const policyArn = 'arn:aws:iam::222233334444:policy/tendlc/TenDlcAssumeSender';
  const provider = (accountId: string) => ({
    aws: [{ region: 'us-east-1', allowed_account_ids: [accountId] }],
  });
  return {
    main: {
      provider: provider('111122223333'),
      resource: {
        aws_iam_role: { 'sender-development': role('TenDlcSender-development', trust) },
        aws_iam_role_policy: {
          'send-development': {
            name: 'Send',
            role: 'TenDlcSender-development',
            policy: JSON.stringify(send),
          },
        },
      },
    },
    'secondary-development': {
      provider: provider('222233334444'),
      resource: {
        aws_iam_policy: {
          'assume-sender-development': {
            name: 'TenDlcAssumeSender',
            path: '/tendlc/',
            policy: JSON.stringify(assume),
          },
        },
        aws_iam_role: {
          'verifier-development': role('TenDlcVerifier', pipeline),
          'outsider-development': role('TenDlcOutsider', pipeline),
        },
        aws_iam_role_policy: {
          'outsider-development': {
            name: 'AssumeAnySender',
            role: 'TenDlcOutsider',
            policy: JSON.stringify(anySender),
          },
        },
        aws_iam_role_policy_attachment: {
          app: { policy_arn: policyArn, role: 'app-notifier' },
          verifier: { policy_arn: policyArn, role: 'TenDlcVerifier' },
        },
      },
    },
  };
}
