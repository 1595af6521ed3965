import { computeChanges, type Side } from '../../src/access/compare';
import { buildIamModel } from '../../src/access/iam-model';
import { changeLines, lineText } from '../../src/access/report/change-lines';
import { NumberLabels } from '../../src/access/report/labels';
import { markdownReport } from '../../src/access/report/markdown';
import { delegate } from '../../src/delegation';
import { parsePolicy } from '../../src/iam';
import type { Manifest } from '../../src/manifest/types';
import { delegatedResources } from './mutation/delegated-resources';
import { manifestFrom, richSource, sharedSource } from './samples';

function side(manifest: Manifest) {
  return { manifest, model: buildIamModel(delegatedResources(manifest, delegate(manifest)), 'aws') };
}

/** The lines of the report. */
function linesOf(before: Side, after: Side): string[] {
  const labels = new NumberLabels(before.manifest, after.manifest);
  return changeLines(computeChanges(before, after), labels).map(lineText);
}

function changesOf(before: string, after: string): string[] {
  return linesOf(side(manifestFrom(before)), side(manifestFrom(after)));
}

const edit = (from: string, to: string) => {
  if (!richSource.includes(from)) throw new Error(`the sample has no ${from}`);
  return richSource.replace(from, to);
};

describe('a change of the manifest, in people’s terms', () => {
  test.each<[string, string, string[]]>([
    ['nothing', richSource, []],
    ['a title', edit('  partner:\n', '  partner:\n    title: Partner\n'), []],
    [
      'a number more',
      edit('numbers: [alerts, west]', 'numbers: [alerts, marketing, west]'),
      ['+ partner may send from marketing (+1 206 555 0101) as role/bridge, role/tendlc/TenDlcVerifier'],
    ],
    [
      'a number less',
      edit('numbers: [alerts, west]', 'numbers: [alerts]'),
      ['− partner may no longer send from west (+1 206 555 0102) as role/bridge, role/tendlc/TenDlcVerifier'],
    ],
    [
      'a principal more',
      edit('[role/bridge]', '[role/bridge, user/ops]'),
      ['+ partner may send from alerts (+1 206 555 0100), west (+1 206 555 0102) as user/ops'],
    ],
    [
      'an external ID less',
      edit('    externalId: elsewhere-10dlc\n', ''),
      ['~ elsewhere: external ID no longer required'],
    ],
    [
      'an external ID more',
      edit('principals: [role/halted]\n    status: suspended', 'principals: [role/halted]'),
      ['+ halted may send from alerts (+1 206 555 0100) as role/halted, role/tendlc/TenDlcVerifier'],
    ],
    [
      'the end of a rotation',
      edit('{ current: new-id, previous: old-id }', 'new-id'),
      ['~ rotating: external ID now new-id (was new-id or old-id)'],
    ],
    [
      'session context less',
      edit('sessionContext: [tags, sourceIdentity]', 'sessionContext: [sourceIdentity]'),
      ['~ rotating: session tags may no longer be passed'],
    ],
    [
      'no organization any more',
      edit('  organizationId: o-a1b2c3d4e5\n', ''),
      ['~ elsewhere, grouped, open, rotating: membership of the organization no longer required'],
    ],
    [
      'Pinpoint less',
      edit('apis: [sms-voice, pinpoint]', 'apis: [sms-voice]'),
      [
        '− open may no longer send by the Pinpoint API from every number that Pinpoint application 0123456789abcdef0123456789abcdef reaches as any principal of 444455556666, role/tendlc/TenDlcVerifier',
      ],
    ],
    [
      'another pipeline',
      edit('999900001111:role/pipeline', '999900001111:role/other'),
      [
        '+ grouped, halted, open, partner, rotating: arn:aws:iam::999900001111:role/other may assume TenDlcVerifier',
        '− grouped, halted, open, partner, rotating: arn:aws:iam::999900001111:role/pipeline may no longer assume TenDlcVerifier',
      ],
    ],
  ])('%s', (_, after, lines) => {
    expect(changesOf(richSource, after)).toEqual(lines);
  });

  test('an account that comes and one that goes', () => {
    const account =
      '  new:\n    accountId: "121212121212"\n    numbers: [alerts]\n    principals: [role/new]\nverify:';
    const came = edit('verify:', account);
    const added = changesOf(richSource, came);
    expect(added).toEqual([
      '+ new may send from alerts (+1 206 555 0100) as role/new, role/tendlc/TenDlcVerifier',
      '+ new: arn:aws:iam::999900001111:role/pipeline may assume TenDlcVerifier',
    ]);
    const removed = changesOf(came, richSource);
    expect(removed.every((line) => line.startsWith('− new'))).toBe(true);
    expect(removed).toHaveLength(2);
  });

  test('a whole account instead of a role', () => {
    const lines = changesOf(edit('principals: [role/bridge]', 'principals: account'), richSource);
    expect(lines).toEqual([
      '− partner may no longer send from alerts (+1 206 555 0100), west (+1 206 555 0102) as any principal of 333344445555',
    ]);
  });

  test('a number that is replaced is lost and gained, each with its ID', () => {
    const other = 'phone-22222222222222222222222222222222';
    const lines = changesOf(richSource, edit('phone-11111111111111111111111111111111', other));
    expect(lines).toEqual([
      `+ grouped may send from west (+1 206 555 0102, ${other}) as user/mailer, role/tendlc/TenDlcVerifier`,
      `+ partner may send from west (+1 206 555 0102, ${other}) as role/bridge, role/tendlc/TenDlcVerifier`,
      '− grouped may no longer send from west (+1 206 555 0102, phone-11111111111111111111111111111111) as user/mailer, role/tendlc/TenDlcVerifier',
      '− partner may no longer send from west (+1 206 555 0102, phone-11111111111111111111111111111111) as role/bridge, role/tendlc/TenDlcVerifier',
    ]);
  });

  test('an upgrade that widens what it generates shows, although the manifest is the same', () => {
    const manifest = manifestFrom(richSource);
    const before = side(manifest);
    const after = side(manifest);
    const widened = delegatedResources(manifest, delegate(manifest)).map((resource) => ({
      ...resource,
      values: {
        ...resource.values,
        ...(resource.address === 'aws_iam_role_policy.send-partner' && {
          policy:
            '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sms-voice:*","Resource":"*"}}',
        }),
      },
    }));
    after.model = buildIamModel(widened, 'aws');
    const lines = linesOf(before, after);
    expect(lines).toContain(
      '+ partner may send from marketing (+1 206 555 0101), pool marketing, configuration set tendlc, numbers that the manifest does not name as role/bridge, role/tendlc/TenDlcVerifier',
    );
    expect(lines.some((line) => line.includes('may call sms-voice:anything-else on *'))).toBe(true);
  });

  test('everybody of a shared role', () => {
    const after = sharedSource.replace('numbers: [alerts]', 'numbers: [alerts, marketing]');
    const lines = changesOf(sharedSource, after);
    expect(lines[0]).toBe(
      '+ one may send from marketing (+1 206 555 0101) as role/app, role/tendlc/TenDlcVerifier',
    );
    expect(lines).toHaveLength(2);
  });
});

test('an account whose stack is unknown loses what the main account takes away', () => {
  const manifest = manifestFrom(
    richSource.replace('principals: [role/bridge]', 'principals: [role/bridge]\n    status: removed'),
  );
  const removed = side(manifest);
  const present = side(manifestFrom(richSource));
  const unknownAccounts = new Set(['333344445555']);
  // The plan of the main stack destroys the role; the account's own stack is not among the plans.
  const before = { manifest, model: { ...removed.model, roles: present.model.roles }, unknownAccounts };
  expect(linesOf(before, { ...removed, unknownAccounts })).toContain(
    '− partner may no longer send from alerts (+1 206 555 0100), west (+1 206 555 0102) as role/bridge, role/tendlc/TenDlcVerifier',
  );
});

test('a verify role that is gone is a loss', () => {
  const manifest = manifestFrom(richSource);
  const before = side(manifest);
  const roles = new Map(
    [...before.model.roles].filter(([arn]) => !arn.includes('333344445555:role/tendlc/TenDlcVerifier')),
  );
  const lines = linesOf(before, { manifest, model: { ...before.model, roles } });
  expect(lines.every((line) => line.startsWith('−'))).toBe(true);
  expect(lines).toContain(
    '− partner may no longer send from alerts (+1 206 555 0100), west (+1 206 555 0102) as role/tendlc/TenDlcVerifier',
  );
});

test('two hundred changes stay within a pull-request comment', () => {
  const account = (index: number) =>
    `  account-${index}:\n    accountId: "${100_000_000_000 + index}"\n    numbers: [alerts, marketing]\n    principals: [role/app, user/ops]\n`;
  const accounts = Array.from({ length: 200 }, (_, index) => account(index)).join('');
  const manifest = manifestFrom(richSource.replace('verify:', `${accounts}verify:`));
  const changes = computeChanges(side(manifestFrom(richSource)), side(manifest));
  expect(changes.length).toBeGreaterThan(1000);
  const report = {
    manifest,
    source: 'a test',
    cells: [],
    problems: [],
    opens: [],
    notSeen: [],
    difference: { title: 'main', changes, before: manifest },
  };
  const text = markdownReport(report);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('account-199');
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

describe('a statement that no generated policy has is listed', () => {
  const manifest = manifestFrom(richSource);
  const partner = 'arn:aws:iam::111122223333:role/tendlc/TenDlcSender-partner';

  /** The generated model with another trust policy or send policy of the role. */
  function changed(edit: { trust?: object; policy?: object }): Side {
    const { model } = side(manifest);
    const role = model.roles.get(partner)!;
    const withStatement = (text: string, statement: object) => {
      const document = JSON.parse(text);
      return JSON.stringify({ ...document, Statement: [...document.Statement, statement] });
    };
    const trust = edit.trust ? withStatement(role.trust.text, edit.trust) : role.trust.text;
    const [send, ...rest] = role.policies;
    const policy = edit.policy ? withStatement(send!.text, edit.policy) : send!.text;
    const document = (name: string, text: string) => ({ name, text, policy: parsePolicy(name, text) });
    const edited = {
      ...role,
      trust: document(role.trust.name, trust),
      policies: [document(send!.name, policy), ...rest],
    };
    return { manifest, model: { ...model, roles: new Map([...model.roles, [partner, edited]]) } };
  }

  const admit = (Principal: object, Condition?: object) => ({
    trust: {
      Sid: 'Extra',
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
      ...(Condition && { Condition }),
    },
  });

  test.each<[string, Parameters<typeof changed>[0], RegExp]>([
    [
      'a service',
      admit({ Service: 'ec2.amazonaws.com' }),
      /Service ec2\.amazonaws\.com may call sts:AssumeRole/,
    ],
    [
      'a federated principal',
      admit({ Federated: 'arn:aws:iam::111122223333:saml-provider/x' }),
      /Federated .*saml-provider\/x may call/,
    ],
    [
      'an account pattern in a condition',
      admit(
        { AWS: 'arn:aws:iam::888877776666:root' },
        { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
      ),
      /888877776666:root may call .* if ArnLike aws:PrincipalArn arn:aws:iam::\*:role\/\*/,
    ],
    [
      'a set operator',
      admit(
        { AWS: 'arn:aws:iam::333344445555:root' },
        { 'ForAllValues:StringEquals': { 'sts:ExternalId': 'x' } },
      ),
      /ForAllValues:StringEquals/,
    ],
    [
      'NotAction',
      { policy: { Sid: 'Extra', Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } },
      /statement Extra of TenDlcSender-partner\/Send/,
    ],
    [
      'a new IAM action',
      { policy: { Sid: 'Extra', Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '*' } },
      /iam:PutRolePolicy/,
    ],
  ])('%s', (_, edit, line) => {
    const added = linesOf(side(manifest), changed(edit));
    expect(added.filter((text) => text.startsWith('+') && line.test(text))).not.toEqual([]);
    const removed = linesOf(changed(edit), side(manifest));
    expect(removed.filter((text) => text.startsWith('−'))).not.toEqual([]);
    expect(removed.filter((text) => text.startsWith('+'))).toEqual([]);
  });

  test('a Deny that is taken away is a gain, and one that is added a loss', () => {
    const deny = changed({
      policy: {
        Sid: 'Hours',
        Effect: 'Deny',
        Action: 'sms-voice:*',
        Resource: '*',
        Condition: { Bool: { 'aws:ViaAWSService': 'true' } },
      },
    });
    expect(linesOf(deny, side(manifest)).join('\n')).toMatch(
      /^\+ partner: .*is no longer denied sms-voice:\*/m,
    );
    expect(linesOf(side(manifest), deny).join('\n')).toMatch(/^− partner: .*is now denied sms-voice:\*/m);
  });

  test('another permissions boundary is a change', () => {
    const after = changed({});
    const role = after.model.roles.get(partner)!;
    const bounded = new Map([
      ...after.model.roles,
      [partner, { ...role, boundaryArn: 'arn:aws:iam::111122223333:policy/b' }],
    ]);
    const lines = linesOf(side(manifest), { manifest, model: { ...after.model, roles: bounded } });
    expect(lines).toContain(
      '~ partner: the permissions boundary of TenDlcSender-partner is now arn:aws:iam::111122223333:policy/b (was none)',
    );
  });
});
