import { type Owner, parseArn, smsVoiceArn } from '../../arns';
import { numberDefaults, roleDefaults, smsTierDefault } from '../defaults';
import { partitionOf } from '../facts/partitions';
import type { RawMain } from '../schema';
import type { ConfigurationSet, Deploy, MainAccount, PhoneNumber, Pool, RoleSettings } from '../types';

export function resolveMain(raw: RawMain): MainAccount {
  const { accountId, region } = raw;
  const partition = partitionOf(region) ?? 'aws';
  const owner: Owner = { accountId, partition };
  return {
    name: raw.name,
    accountId,
    region,
    partition,
    organizationId: raw.organizationId,
    deploy: resolveDeploy(raw.deploy),
    numbers: Object.entries(raw.numbers).map(([name, number]) => resolveNumber(owner, region, name, number)),
    pools: Object.entries(raw.pools ?? {}).map(([name, pool]): Pool => {
      const own = pool.region ?? region;
      return { name, poolId: pool.poolId, arn: smsVoiceArn(owner, own, `pool/${pool.poolId}`), region: own };
    }),
    configurationSets: Object.entries(raw.configurationSets ?? {}).map(([name, set]): ConfigurationSet => {
      const own = set.region ?? region;
      return { name, arn: smsVoiceArn(owner, own, `configuration-set/${name}`), region: own };
    }),
    pinpointApplicationId: raw.pinpointApplicationId,
    mediaBucket: raw.mediaBucket,
    smsTier: raw.smsTier ?? smsTierDefault,
    role: resolveRole(raw.role ?? {}),
  };
}

function resolveNumber(
  owner: Owner,
  mainRegion: string,
  name: string,
  raw: RawMain['numbers'][string],
): PhoneNumber {
  const given = raw.phoneNumberArn === undefined ? undefined : parseArn(raw.phoneNumberArn);
  const region = raw.region ?? given?.region ?? mainRegion;
  const phoneNumberId = raw.phoneNumberId ?? given?.resource.split('/')[1] ?? '';
  return {
    name,
    phoneNumber: raw.phoneNumber,
    phoneNumberId,
    arn: smsVoiceArn(owner, region, `phone-number/${phoneNumberId}`),
    region,
    messageType: raw.messageType ?? numberDefaults.messageType,
  };
}

function resolveRole(raw: NonNullable<RawMain['role']>): RoleSettings {
  const strategy = raw.strategy ?? 'per-account';
  return {
    strategy,
    name: raw.name ?? roleDefaults.names[strategy],
    path: raw.path ?? roleDefaults.path,
    maxSessionDuration: raw.maxSessionDuration ?? roleDefaults.maxSessionDuration,
    permissionsBoundary: raw.permissionsBoundary,
    trustPolicyQuota: raw.trustPolicyQuota ?? roleDefaults.trustPolicyQuota,
  };
}

export function resolveDeploy(raw: RawMain['deploy']): Deploy | undefined {
  if (!raw) return undefined;
  const { assumeRoleArn, ...rest } = raw;
  if (assumeRoleArn === undefined) return rest;
  return { ...rest, assumeRoleArn: typeof assumeRoleArn === 'string' ? [assumeRoleArn] : assumeRoleArn };
}
