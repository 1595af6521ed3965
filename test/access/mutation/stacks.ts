import { type JsonObject, listOf, objectOf } from '../../../src/terraform/json';
import type { StackFile } from '../../../src/terraform/stack-files';
import { mutatePolicy } from './policies';

/** One change of one thing that Terraform writes. */
export interface Mutation {
  /** `STACK ADDRESS ATTRIBUTE: WHAT`. */
  what: string;
  stack: string;
  stacks: StackFile[];
}

const policies = ['assume_role_policy', 'policy'];

/** Every policy of every resource, every attribute, every resource and some that do not belong, one at a time. */
export function* mutateStacks(stacks: readonly StackFile[]): Generator<Mutation> {
  for (const { stack, config } of stacks) {
    const changed = (what: string, change: (copy: JsonObject) => void): Mutation => {
      const copies = structuredClone([...stacks]);
      change(copies.find((file) => file.stack === stack)!.config);
      return { what: `${stack} ${what}`, stack, stacks: copies };
    };
    for (const [type, byName] of Object.entries(objectOf(config.resource))) {
      for (const [name, block] of Object.entries(objectOf(byName))) {
        yield* mutateResource(`${type}.${name}`, objectOf(block), (what, change) =>
          changed(what, (copy) => change(objectOf(objectOf(copy.resource)[type]), name)),
        );
      }
    }
    for (const [what, type, values] of intruders(stack)) {
      yield changed(what, (copy) => {
        const resources = objectOf(copy.resource);
        copy.resource = { ...resources, [type]: { ...objectOf(resources[type]), intruder: values } };
      });
    }
    for (const [index, provider] of listOf(objectOf(config.provider).aws).entries()) {
      yield* mutateProvider(objectOf(provider), (what, change) =>
        changed(`provider ${what}`, (copy) =>
          change(listOf(objectOf(copy.provider).aws)[index] as JsonObject),
        ),
      );
    }
  }
}

type Change = (what: string, change: (byName: JsonObject, name: string) => void) => Mutation;

function* mutateResource(address: string, block: JsonObject, changed: Change): Generator<Mutation> {
  const set = (attribute: string, value: unknown) => (byName: JsonObject, name: string) => {
    byName[name] = { ...objectOf(byName[name]), [attribute]: value };
  };
  yield changed(`${address}: removed`, (byName, name) => {
    delete byName[name];
  });
  for (const [attribute, value] of Object.entries(block)) {
    if (['//', 'depends_on', 'lifecycle', 'provider'].includes(attribute)) continue;
    yield changed(`${address} ${attribute}: removed`, (byName, name) => {
      const { [attribute]: _, ...rest } = objectOf(byName[name]);
      byName[name] = rest;
    });
    if (policies.includes(attribute) && typeof value === 'string') {
      for (const { what, text } of mutatePolicy(value))
        yield changed(`${address} ${attribute}: ${what}`, set(attribute, text));
      for (const [what, text] of [
        ['not JSON', '{'],
        ['null', null],
        ['interpolated', '${data.aws_iam_policy_document.x.json}'],
      ] as const) {
        yield changed(`${address} ${attribute}: ${what}`, set(attribute, text));
      }
    } else if (typeof value === 'string')
      yield changed(`${address} ${attribute}: other`, set(attribute, `${value}-other`));
    else if (Array.isArray(value))
      yield changed(`${address} ${attribute}: one more`, set(attribute, [...value, 'Other']));
    else
      yield changed(
        `${address} ${attribute}: other`,
        set(attribute, typeof value === 'number' ? value + 1 : !value),
      );
  }
  if (block.assume_role_policy === undefined) return;
  yield changed(
    `${address} permissions_boundary: added`,
    set('permissions_boundary', 'arn:aws:iam::aws:policy/ReadOnlyAccess'),
  );
}

function* mutateProvider(
  provider: JsonObject,
  changed: (what: string, change: (copy: JsonObject) => void) => Mutation,
): Generator<Mutation> {
  const edits: [string, JsonObject][] = [
    ['of another account', { allowed_account_ids: ['999988887777'] }],
    ['of two accounts', { allowed_account_ids: [...listOf(provider.allowed_account_ids), '999988887777'] }],
    ['of any account', { allowed_account_ids: undefined }],
    ['of a variable account', { allowed_account_ids: ['${var.account}'] }],
    ['with endpoints', { endpoints: [{ iam: 'http://localhost' }] }],
    ['without validation', { skip_credentials_validation: true }],
    ['in another Region', { region: 'eu-west-1' }],
  ];
  for (const [what, edit] of edits) yield changed(what, (copy) => Object.assign(copy, edit));
}

const anything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

function intruders(stack: string): [string, string, JsonObject][] {
  const trust =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}';
  const role = stack === 'main' ? 'TenDlcSender' : 'TenDlcVerifier';
  return [
    ['+ a role', 'aws_iam_role', { name: 'Intruder', path: '/', assume_role_policy: trust }],
    ['+ an inline policy of a role', 'aws_iam_role_policy', { name: 'Intruder', role, policy: anything }],
    [
      '+ an attachment',
      'aws_iam_role_policy_attachment',
      { role, policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ],
    ['+ a user policy', 'aws_iam_user_policy', { name: 'Intruder', user: 'someone', policy: anything }],
    ['+ a bucket', 'aws_s3_bucket', { bucket: 'intruder' }],
  ];
}
