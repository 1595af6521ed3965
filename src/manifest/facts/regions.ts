/**
 * Regions with an endpoint of AWS End User Messaging SMS (sms-voice).
 * https://docs.aws.amazon.com/general/latest/gr/end-user-messaging.html and, for GovCloud,
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-eum.html
 */
export const smsRegions: readonly string[] = [
  ...[
    'af-south-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
  ],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-6'],
  ...['ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'],
  ...['sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ...['us-gov-east-1', 'us-gov-west-1', 'eusc-de-east-1'],
];

/** Regions where Amazon Pinpoint's SendMessages has an endpoint. https://docs.aws.amazon.com/general/latest/gr/pinpoint.html */
export const pinpointRegions: readonly string[] = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'us-east-1', 'us-east-2', 'us-west-2', 'us-gov-west-1'],
];
