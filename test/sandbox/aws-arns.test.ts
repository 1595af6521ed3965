import * as project from '../../src/arns';
import { ASSUME_POLICY } from '../../src/names';
import * as sandbox from '../../src/sandbox/world/aws-arns';

const home = { partition: 'aws-us-gov', accountId: '111122223333', region: 'us-gov-west-1' };
const { partition, accountId, region } = home;

/** The sandbox builds ARNs itself, so that it does not repeat a mistake of the code that it tests. */
it.each([
  [
    'a policy',
    sandbox.iamArn(partition, accountId, 'policy', '/a/', ASSUME_POLICY),
    project.iamArn(partition, accountId, `policy/a/${ASSUME_POLICY}`),
  ],
  [
    'the root of an account',
    sandbox.accountRoot(partition, accountId),
    project.accountRoot(partition, accountId),
  ],
  [
    'a session',
    sandbox.assumedRoleArn(partition, accountId, 'Role', 'name'),
    project.assumedRoleArn(partition, accountId, 'Role', 'name'),
  ],
  [
    'a phone number',
    sandbox.smsVoiceArn(home, 'phone-number/phone-1'),
    project.smsVoiceArn(home, region, 'phone-number/phone-1'),
  ],
  [
    'messages of Pinpoint',
    sandbox.pinpointMessagesArn(home, 'app'),
    project.pinpointMessagesArn(home, region, 'app'),
  ],
])('builds the ARN of %s as the project does', (_, ours, theirs) => {
  expect(ours).toBe(theirs);
});

it.each([
  'arn:aws:iam::111122223333:role/a/b',
  'arn:aws:logs:us-east-1:111122223333:log-group:a:b',
  'arn:aws:s3',
  'role/a',
])('parses %s as the project does', (arn) => {
  expect(sandbox.parseArn(arn)).toEqual(project.parseArn(arn));
  expect(sandbox.accountOf(arn)).toBe(project.accountOfArn(arn));
});
