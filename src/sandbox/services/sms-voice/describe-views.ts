import type { SmsConfigurationSet, SmsNumber, SmsPool, SmsRegion } from '../../sms/sms-model';
import { iamArn, logGroupArn, parseArn } from '../../world/aws-arns';

/** The answers of the Describe operations, in the shapes of the API reference. */
export function phoneNumberInformation(number: SmsNumber) {
  return {
    PhoneNumberArn: number.arn,
    PhoneNumberId: number.id,
    PhoneNumber: number.phoneNumber,
    Status: number.status,
    IsoCountryCode: 'US',
    MessageType: number.messageType,
    NumberCapabilities: number.capabilities,
    NumberType: number.numberType,
    MonthlyLeasingPrice: '1.00',
    TwoWayEnabled: false,
    SelfManagedOptOutsEnabled: false,
    OptOutListName: number.optOutList,
    InternationalSendingEnabled: false,
    DeletionProtectionEnabled: false,
    PoolId: number.poolId,
    CreatedTimestamp: number.createdAt,
  };
}

export function poolInformation(pool: SmsPool) {
  return {
    PoolArn: pool.arn,
    PoolId: pool.id,
    Status: pool.status,
    MessageType: pool.messageType,
    TwoWayEnabled: false,
    SelfManagedOptOutsEnabled: false,
    OptOutListName: pool.optOutList,
    SharedRoutesEnabled: false,
    DeletionProtectionEnabled: false,
    CreatedTimestamp: pool.createdAt,
  };
}

export function configurationSetInformation(sms: SmsRegion, set: SmsConfigurationSet) {
  const { partition } = parseArn(set.arn)!;
  return {
    ConfigurationSetArn: set.arn,
    ConfigurationSetName: set.name,
    EventDestinations: set.logGroup
      ? [
          {
            EventDestinationName: 'logs',
            Enabled: true,
            MatchingEventTypes: ['ALL' as const],
            CloudWatchLogsDestination: {
              IamRoleArn: iamArn(partition, sms.accountId, 'role', '/', 'sms-events'),
              LogGroupArn: logGroupArn({ ...sms, partition }, set.logGroup),
            },
          },
        ]
      : [],
    DefaultMessageType: set.defaultMessageType,
    CreatedTimestamp: set.createdAt,
  };
}
