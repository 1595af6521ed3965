import type {
  ConfigurationSet,
  MainAccount,
  Manifest,
  PhoneNumber,
  Pool,
  Principal,
  RoleSettings,
  Secondary,
  TerraformSettings,
  VerifySettings,
} from '../../src/manifest/types';

/** The phone number ID of the golden documents. `hex(1)`, `hex(2)` make others. */
const PHONE_ID = 'phone-0123456789abcdef0123456789abcdef';
export const hex = (n: number): string => n.toString(16).padStart(32, '0');

export interface ManifestParts {
  main?: Partial<Omit<MainAccount, 'role'>> & { role?: Partial<RoleSettings> };
  /** By key, as in the manifest. */
  secondaries?: Record<string, Partial<Secondary>>;
  terraform?: Partial<TerraformSettings>;
  verify?: Partial<VerifySettings>;
}

/** A resolved manifest without a file: the example of the documents, changed by `parts`. */
export function buildManifest(parts: ManifestParts = {}): Manifest {
  const { role, ...mainParts } = parts.main ?? {};
  const main: MainAccount = {
    name: 'production',
    accountId: '111122223333',
    region: 'us-east-1',
    partition: 'aws',
    numbers: [phoneNumber()],
    pools: [],
    configurationSets: [],
    ...mainParts,
    smsTier: 'production',
    role: {
      strategy: 'per-account',
      name: role?.strategy === 'shared' ? 'TenDlcSender' : 'TenDlcSender-{account}',
      path: '/tendlc/',
      maxSessionDuration: 3600,
      trustPolicyQuota: 2048,
      ...role,
    },
  };
  const secondaries = Object.entries(parts.secondaries ?? { development: {} })
    .map(([key, secondary]) => buildSecondary(main, key, secondary))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    file: 'config/accounts.yaml',
    main,
    secondaries,
    terraform: { backend: { type: 'local' }, tags: {}, ...parts.terraform },
    verify: {
      roles: parts.verify?.trustedPrincipals ? 'managed' : 'none',
      trustedPrincipals: [],
      sessionContext: [],
      destination: '+14254147755',
      body: '10DLC check {account} {number} {run}',
      sendRate: 0.5,
      maxPrice: '0.05',
      ...parts.verify,
    },
    rangeOf: () => ({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }),
  };
}

function buildSecondary(main: MainAccount, key: string, parts: Partial<Secondary>): Secondary {
  return {
    key,
    title: key,
    accountId: '222233334444',
    numbers: ['alerts'],
    pools: [],
    configurationSets: [],
    principals: [role('app-notifier')],
    assumePolicy: { attach: true, groups: [] },
    external: false,
    apis: ['sms-voice'],
    channels: ['sms'],
    sessionContext: [],
    status: 'active',
    roleName: main.role.name.replaceAll('{account}', key),
    rolePath: main.role.path,
    import: [],
    stack: `secondary-${key}`,
    ...parts,
  };
}

export function phoneNumber(parts: Partial<PhoneNumber> = {}): PhoneNumber {
  const { region = 'us-east-1', phoneNumberId = PHONE_ID } = parts;
  return {
    name: 'alerts',
    phoneNumber: '+12065550100',
    phoneNumberId,
    arn: `arn:aws:sms-voice:${region}:111122223333:phone-number/${phoneNumberId}`,
    region,
    messageType: 'TRANSACTIONAL',
    ...parts,
  };
}

export function pool(name: string, poolId: string): Pool {
  const arn = `arn:aws:sms-voice:us-east-1:111122223333:pool/${poolId}`;
  return { name, poolId, arn, region: 'us-east-1' };
}

export function configurationSet(name: string): ConfigurationSet {
  const arn = `arn:aws:sms-voice:us-east-1:111122223333:configuration-set/${name}`;
  return { name, arn, region: 'us-east-1' };
}

/** `role('service/crm-*')` takes the text after `role/`. */
export const role = (text: string): Principal => named('role', text);
export const user = (text: string): Principal => named('user', text);

function named(kind: 'role' | 'user', text: string): Principal {
  const cut = text.lastIndexOf('/') + 1;
  return {
    kind,
    text: `${kind}/${text}`,
    path: `/${text.slice(0, cut)}`,
    name: text.slice(cut),
    pattern: /[*?]/.test(text),
  };
}

export function sso(permissionSet: string): Principal {
  return { kind: 'sso', text: `sso/${permissionSet}`, permissionSet };
}
