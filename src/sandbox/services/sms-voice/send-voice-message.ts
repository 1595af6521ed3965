import { SendVoiceMessage$, type SendVoiceMessageRequest } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { channels } from '../../sms/channel';
import { missingBody, sendOperation } from './send-operation';
import { sendVoiceConstraints } from './sms-voice-constraints';
import { validation } from './sms-voice-errors';

/** Characters of a text that is not SSML (SMS Voice v2 API reference, MessageBodyTextType). */
const MAX_TEXT = 3000;

export const sendVoiceMessage = sendOperation<SendVoiceMessageRequest>({
  schema: SendVoiceMessage$,
  channel: channels.voice,
  constraints: sendVoiceConstraints,
  checkFields: ({ MessageBody, MessageBodyTextType }) => {
    if (MessageBody === undefined) throw missingBody('a MessageBody');
    if (MessageBodyTextType !== 'SSML' && [...MessageBody].length > MAX_TEXT) {
      throw validation('FIELD_VALIDATION_FAILED', `A text may have ${MAX_TEXT} characters.`, [
        { Name: 'MessageBody', Message: `Member must have length less than or equal to ${MAX_TEXT}` },
      ]);
    }
  },
});
