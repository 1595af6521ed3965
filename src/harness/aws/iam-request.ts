import type { AwsCall } from './types';

/** What IAM evaluates for a call: `*` for an action without a resource. */
export function iamRequest(call: AwsCall): { action: string; resource: string } {
  switch (call.kind) {
    case 'identity':
      return { action: 'sts:GetCallerIdentity', resource: '*' };
    case 'assume':
      return { action: 'sts:AssumeRole', resource: call.roleArn };
    case 'send':
      return { action: 'sms-voice:SendTextMessage', resource: call.origination ?? '*' };
    case 'pinpoint':
      return { action: 'mobiletargeting:SendMessages', resource: call.resource };
    case 'describe-spend-limits':
      return { action: 'sms-voice:DescribeSpendLimits', resource: '*' };
    case 'describe-phone-number':
      return { action: 'sms-voice:DescribePhoneNumbers', resource: call.arn };
    case 'simulate':
      return { action: 'iam:SimulatePrincipalPolicy', resource: call.resource };
  }
}
