import { objectOf } from '../../src/terraform/json';
import { manifest } from '../e2e/manifest';
import type { Config, Kind } from './kind';

const resource = (config: Config, type: string, name: string): Config =>
  objectOf(objectOf(objectOf(config.resource)[type])[name]);
const add = (config: Config, block: string, value: Config): void => {
  config[block] = { ...objectOf(config[block]), ...value };
};
const addResource = (config: Config, type: string, name: string, body: Config): void =>
  add(objectOf(config.resource), type, { [name]: body });
const provider = (config: Config): Config => objectOf((objectOf(config.provider).aws as unknown[])[0]);
const role = (config: Config): Config => resource(config, 'aws_iam_role', 'sender-crm');
const send = (config: Config): Config => resource(config, 'aws_iam_role_policy', 'send-crm');
const replace = (body: Config, key: string, from: string | RegExp, to: string): void => {
  body[key] = String(body[key]).replace(from, to);
};
const admin = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

const base = manifest();

const tampered: [string, (config: Config) => void][] = [
  [
    'extra-role',
    (c) =>
      addResource(c, 'aws_iam_role', 'extra', {
        name: 'Extra',
        assume_role_policy: role(c).assume_role_policy,
      }),
  ],
  [
    'extra-inline',
    (c) =>
      addResource(c, 'aws_iam_role_policy', 'extra', {
        name: 'Extra',
        role: 'TenDlcSender-crm',
        policy: admin,
      }),
  ],
  ['wild-principal', (c) => replace(role(c), 'assume_role_policy', /arn:aws:iam::\d+:root/, '*')],
  ['notaction', (c) => replace(send(c), 'policy', '"Action"', '"NotAction"')],
  ['resource-wild', (c) => replace(send(c), 'policy', /"Resource":("[^"]*"|\[[^\]]*\])/, '"Resource":"*"')],
  ['no-external-id', (c) => replace(role(c), 'assume_role_policy', /,?"sts:ExternalId":"[^"]*"/, '')],
  ['no-allowed-account', (c) => delete provider(c).allowed_account_ids],
  ['skip', (c) => Object.assign(provider(c), { skip_credentials_validation: true })],
  ['output', (c) => add(c, 'output', { more: { value: 'x' } })],
  [
    'check',
    (c) =>
      add(c, 'check', {
        x: { assert: { condition: '${aws_iam_role.sender-crm.name != ""}', error_message: 'no.' } },
      }),
  ],
  ['localexec', (c) => Object.assign(role(c), { provisioner: [{ 'local-exec': { command: 'true' } }] })],
  [
    'managed-arns',
    (c) => Object.assign(role(c), { managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
  ],
  ['inline-block', (c) => Object.assign(role(c), { inline_policy: [{ name: 'X', policy: admin }] })],
  ['tags', (c) => Object.assign(role(c), { tags: { a: 'b' } })],
  ['count', (c) => Object.assign(send(c), { count: 1 })],
  [
    'exclusive-dropped',
    (c) => delete objectOf(objectOf(c.resource).aws_iam_role_policies_exclusive)['sender-crm'],
  ],
  [
    'policy-on-existing-role',
    (c) => addResource(c, 'aws_iam_role_policy', 'x', { name: 'X', role: 'Existing', policy: admin }),
  ],
  [
    'removed-forget',
    (c) => {
      delete objectOf(objectOf(c.resource).aws_iam_role_policies_exclusive)['sender-crm'];
      c.removed = [{ from: 'aws_iam_role_policies_exclusive.sender-crm', lifecycle: { destroy: false } }];
    },
  ],
  ['ignore-changes', (c) => Object.assign(role(c), { lifecycle: { ignore_changes: ['tags'] } })],
  ['locals', (c) => add(c, 'locals', { x: 1 })],
];

/** In this order: what is applied stays for the ones after it. */
export const kinds: readonly Kind[] = [
  { name: 'create', right: 'pass', manifest: base, apply: true },
  { name: 'no-op', right: 'pass', manifest: base },
  { name: 'number-removed', right: 'pass', manifest: manifest({ crmNumbers: ['alerts'] }) },
  { name: 'external-id-changed', right: 'pass', manifest: manifest({ crmExternalId: 'crm-rotated' }) },
  { name: 'account-removed', right: 'pass', manifest: manifest({ status: 'removed' }) },
  {
    name: 'suspension-dropped',
    right: 'fail',
    manifest: manifest({ status: 'suspended' }),
    edit: (config) =>
      replace(
        resource(config, 'aws_iam_role', 'sender-development'),
        'assume_role_policy',
        /,\{"Sid":"Suspended"[^{}]*\{[^{}]*\}[^{}]*\}/,
        '',
      ),
  },
  ...tampered.map(([name, edit]): Kind => ({ name, right: 'fail', manifest: base, edit })),
  { name: 'target', right: 'fail', manifest: base, options: ['-target=aws_iam_role.sender-crm'] },
  { name: 'refresh-only', right: 'fail', manifest: base, options: ['-refresh-only'] },
  { name: 'destroy', right: 'fail', manifest: base, options: ['-destroy'] },
  { name: 'replace', right: 'fail', manifest: base, options: ['-replace=aws_iam_role.sender-crm'] },
  { name: 'suspended', right: 'pass', manifest: manifest({ status: 'suspended' }), apply: true },
  { name: 'restored', right: 'pass', manifest: base, apply: true },
];
