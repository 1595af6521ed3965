import { awsJson } from '../../protocols/json';
import { defineService } from '../operation';
import { describeOperations } from './describe';
import { sendMediaMessage } from './send-media-message';
import { sendTextMessage } from './send-text-message';
import { sendVoiceMessage } from './send-voice-message';

const protocol = awsJson({
  version: '1.0',
  target: 'PinpointSMSVoiceV2',
  namespace: 'com.amazonaws.pinpointsmsvoicev2',
});

export const service = defineService('sms-voice', protocol, [
  {
    title: 'SMS Voice v2',
    operations: [sendTextMessage, sendMediaMessage, sendVoiceMessage, ...describeOperations],
  },
]);
