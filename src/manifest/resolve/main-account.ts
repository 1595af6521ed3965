import type { RawMain } from '../schema';
import type { ConfigurationSet, Deploy, MainAccount, PhoneNumber, Pool, RoleSettings } from '../types';
import { type Owner, parseArn, partitionOf, smsVoiceArn } from './arns';

export const defaultRole = {
  path: '/tendlc/',
  maxSessionDuration: 3600,
  trustPolicyQuota: 2048,
  names: { 'per-account': 'TenDlcSender-{account}', shared: 'TenDlcSender' },
} as const;

export function resolveMain(raw: RawMain): MainAccount {
  const { accountId, region } = raw;
  const owner: Owner = { accountId, partition: partitionOf(region) ?? 'aws' };
  return {
    name: raw.name,
    accountId,
    region,
    partition: owner.partition,
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
    messageType: raw.messageType ?? 'TRANSACTIONAL',
  };
}

function resolveRole(raw: NonNullable<RawMain['role']>): RoleSettings {
  const strategy = raw.strategy ?? 'per-account';
  return {
    strategy,
    name: raw.name ?? defaultRole.names[strategy],
    path: raw.path ?? defaultRole.path,
    maxSessionDuration: raw.maxSessionDuration ?? defaultRole.maxSessionDuration,
    permissionsBoundary: raw.permissionsBoundary,
    trustPolicyQuota: raw.trustPolicyQuota ?? defaultRole.trustPolicyQuota,
  };
}

export function resolveDeploy(raw: RawMain['deploy']): Deploy | undefined {
  if (!raw) return undefined;
  const { assumeRoleArn, ...rest } = raw;
  if (assumeRoleArn === undefined) return rest;
  return { ...rest, assumeRoleArn: typeof assumeRoleArn === 'string' ? [assumeRoleArn] : assumeRoleArn };
}
