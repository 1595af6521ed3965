import { SendTextMessage$, type SendTextMessageRequest } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { channels } from '../../sms/channel';
import { missingBody, sendOperation } from './send-operation';
import { sendTextConstraints } from './sms-voice-constraints';

export const sendTextMessage = sendOperation<SendTextMessageRequest>({
  schema: SendTextMessage$,
  channel: channels.sms,
  constraints: sendTextConstraints,
  checkFields: ({ MessageBody }) => {
    if (MessageBody === undefined) throw missingBody('a MessageBody');
  },
});
