import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delegate } from '../../src/delegation';
import { seedWorld } from '../../src/sandbox/seed/seed-world';
import { managedPolicy } from '../../src/sandbox/world/propagation';
import { synthesize } from '../../stacks';
import { buildManifest } from '../support/manifest';

const manifest = buildManifest({
  verify: { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] },
});
const SENDER = 'tendlcsender-development';

/** What Terraform would be given, changed in one place. */
function filled(change: (main: Stack) => void) {
  const output = mkdtempSync(join(tmpdir(), 'tendlc-fill-'));
  synthesize(manifest, delegate(manifest), output, { sandbox: false });
  const file = join(output, 'stacks/main/cdk.tf.json');
  const main = JSON.parse(readFileSync(file, 'utf8')) as Stack;
  change(main);
  writeFileSync(file, JSON.stringify(main));
  return seedWorld(manifest, { from: output }).accounts.get('111122223333')!;
}

interface Stack {
  resource: Record<string, Record<string, Record<string, unknown>>>;
  module?: object;
}

it('creates the role with its policy', () => {
  expect([
    ...filled(() => {})
      .roles.get(SENDER)!
      .inline.keys(),
  ]).toEqual(['Send']);
});

describe('an exclusive list', () => {
  it('may not omit an inline policy of the same output, which Terraform would create and remove in turns', () => {
    expect(() =>
      filled(({ resource }) => {
        resource.aws_iam_role_policies_exclusive!['sender-development']!.policy_names = [];
      }),
    ).toThrow(/leaves out the inline policy Send/);
  });

  it('may not omit an attachment of the same output', () => {
    expect(() =>
      filled(({ resource }) => {
        resource.aws_iam_role_policy_attachment = {
          hidden: {
            role: 'TenDlcSender-development',
            policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          },
        };
      }),
    ).toThrow(/leaves out the attachment of arn:aws:iam::aws:policy\/AdministratorAccess/);
  });

  it('attaches the policies that it lists, as Terraform does', () => {
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const main = filled(({ resource }) => {
      resource.aws_iam_role_policy_attachments_exclusive!['sender-development']!.policy_arns = [arn];
    });
    expect([...main.roles.get(SENDER)!.attached]).toEqual([arn]);
  });
});

describe('refuses by name what it does not know', () => {
  const sender = ({ resource }: Stack) => resource.aws_iam_role!['sender-development']!;
  it.each<[string, (main: Stack) => void, RegExp]>([
    ['count', (main) => Object.assign(sender(main), { count: 0 }), /sender-development.*argument count/],
    ['for_each', (main) => Object.assign(sender(main), { for_each: [] }), /argument for_each/],
    ['inline_policy', (main) => Object.assign(sender(main), { inline_policy: [] }), /argument inline_policy/],
    [
      'managed_policy_arns',
      (main) => Object.assign(sender(main), { managed_policy_arns: [] }),
      /argument managed_policy_arns/,
    ],
    [
      'another IAM resource',
      ({ resource }) => Object.assign(resource, { aws_iam_policy_attachment: { everyone: {} } }),
      /aws_iam_policy_attachment\.everyone.*this type/,
    ],
    ['a module', (main) => Object.assign(main, { module: { more: {} } }), /module\.more/],
  ])('%s', (_, change, message) => {
    expect(() => filled(change)).toThrow(message);
  });

  it('ignores a resource of another service', () => {
    expect(() =>
      filled(({ resource }) => Object.assign(resource, { aws_sns_topic: { topic: {} } })),
    ).not.toThrow();
  });
});

describe('permissions boundaries exist before Terraform runs', () => {
  const arn = 'arn:aws:iam::111122223333:policy/limits/Boundary';
  const document = {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Sms', Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' }],
  };

  it('with the document of the manifest', () => {
    const world = seedWorld(buildManifest({ main: { role: { permissionsBoundary: { arn, document } } } }));
    const account = world.accounts.get('111122223333')!;
    expect(account.policies.get(arn)!.versions[0]!.document).toBe(JSON.stringify(document));
    expect(world.assumed).toEqual([]);
  });

  it.each([arn, 'arn:aws:iam::aws:policy/PowerUserAccess'])(
    '%s without one: allows all, and says so',
    (one) => {
      const world = seedWorld(buildManifest({ main: { role: { permissionsBoundary: { arn: one } } } }));
      expect(managedPolicy(world.accounts.get('111122223333')!, one)).toBeDefined();
      expect(world.assumed).toEqual([expect.stringContaining(one)]);
    },
  );

  it('for the verify roles, one in each account', () => {
    const permissionsBoundaryArn = 'arn:aws:iam::{accountId}:policy/Boundary';
    const world = seedWorld(buildManifest({ verify: { permissionsBoundaryArn } }));
    const own = 'arn:aws:iam::222233334444:policy/Boundary';
    expect(world.accounts.get('222233334444')!.policies.has(own)).toBe(true);
  });
});
