import { awsJson } from '../../protocols/json';
import { defineService } from '../operation';
import { describeOperations } from './describe';
import { sendTextMessage } from './send-text-message';

const protocol = awsJson({
  version: '1.0',
  target: 'PinpointSMSVoiceV2',
  namespace: 'com.amazonaws.pinpointsmsvoicev2',
});

export const service = defineService('sms-voice', protocol, [
  { title: 'SMS Voice v2', operations: [sendTextMessage, ...describeOperations] },
]);
