import { awsJson } from '../../protocols/json';
import { operations, type Service } from '../types';
import { describeOperations } from './describe';
import { sendTextMessage } from './send-text-message';

export const service: Service = {
  name: 'sms-voice',
  protocol: awsJson({
    version: '1.0',
    target: 'PinpointSMSVoiceV2',
    namespace: 'com.amazonaws.pinpointsmsvoicev2',
  }),
  operations: operations([sendTextMessage, ...describeOperations]),
};
