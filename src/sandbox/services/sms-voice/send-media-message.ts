import { SendMediaMessage$, type SendMediaMessageRequest } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { decide } from '../../auth/authorization';
import { channels } from '../../sms/channel';
import { s3ObjectArn } from '../../world/aws-arns';
import { type Call, homeOf } from '../operation';
import { missingBody, sendOperation } from './send-operation';
import { sendMediaConstraints } from './sms-voice-constraints';

export const sendMediaMessage = sendOperation<SendMediaMessageRequest>({
  schema: SendMediaMessage$,
  channel: channels.mms,
  constraints: sendMediaConstraints,
  checkFields: ({ MessageBody, MediaUrls }) => {
    if (MessageBody === undefined && MediaUrls === undefined) throw missingBody('a MessageBody or MediaUrls');
  },
  // AWS reads the files after it has accepted the message, and reports what it cannot read as an event.
  deliveryProblem: (call, { MediaUrls = [] }) =>
    MediaUrls.every((url) => mayRead(call, url)) ? undefined : 'FILE_INACCESSIBLE',
});

/** The sandbox has no S3: the object counts as there, in a bucket of the caller's account. */
function mayRead(call: Call, url: string): boolean {
  const { partition, accountId } = homeOf(call);
  const resource = s3ObjectArn(partition, url.slice('s3://'.length));
  const access = { action: 's3:GetObject', resource, resourceAccountId: accountId };
  return decide(call, access).verdict === 'allowed';
}
