import { parseManifest } from '../../src/manifest';

const smallest = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: {phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef}
secondaries:
  development: {accountId: "222233334444", numbers: [alerts], principals: [role/app]}
`;

/** The value that a fix proposes must be valid, so these tests assert it. */
describe('the fix holds what to write', () => {
  it.each([
    ['TD111', '"111122223333"', '011122223333', '"011122223333"'],
    ['TD111', '"111122223333"', '0x1234', 'twelve digits'],
    ['TD112', '"+12065550100"', '+12065550100', '"+12065550100"'],
    ['TD112', '"+12065550100"', '0012065550100', '"+12065550100"'],
    ['TD106', '"+12065550100"', '"(206) 555-0100"', '"+12065550100"'],
    ['TD106', '"+12065550100"', '"+1 206 555 0100"', '"+12065550100"'],
    ['TD106', '"111122223333"', '"1111-2222-3333"', '"111122223333"'],
    [
      'TD106',
      'phone-0123456789abcdef0123456789abcdef',
      '0123456789abcdef0123456789ABCDEF',
      ' phone-0123456789abcdef0123456789abcdef',
    ],
    ['TD106', 'region: us-east-1', 'region: us_east_1', '"us-east-1"'],
    ['TD106', '"111122223333"', '“111122223333”', '"111122223333"'],
    ['TD103', '[role/app]', '-role/app', 'after each hyphen'],
    ['TD101', 'secondaries:', 'x-common: {}\nsecondaries:', 'into defaults'],
    ['TD007', 'secondaries:', '<<<<<<< HEAD\nsecondaries:', '======='],
    ['TD106', '[role/app]', '[roles/app]', ' role/app.'],
    ['TD106', '[role/app]', '[account]', 'principals: account'],
    ['TD106', '[role/app]', '[group/developers]', 'assumePolicy.groups'],
    ['TD103', '[role/app]', 'accounts', ' account, '],
    ['TD103', 'numbers: [alerts]', 'numbers: [alerts], assumePolicy: off', ' none, '],
    ['TD108', 'development:', 'Dev_Team:', ' dev-team '],
    ['TD405', '[role/app]', '[sso/AWSReservedSSO_Data_Ops_0123456789abcdef]', ' sso/Data_Ops.'],
    ['TD410', '[role/app]', '[role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_*]', ' sso/Dev.'],
    ['TD112', '"+12065550100"', '12065550100', '"+12065550100"'],
    ['TD113', 'numbers: [alerts]', 'numbers: [alerts], external: yes', ' true'],
    ['TD113', 'numbers: [alerts]', 'numbers: [alerts], external: OFF', ' false'],
    ['TD114', 'numbers: [alerts]', 'numbers: [alerts], externalId: 0123', '"0123"'],
    ['TD115', 'numbers: [alerts]', 'numbers: [alerts], external: "False"', ' false '],
    ['TD101', 'numbers: [alerts]', 'nubmers: [alerts]', ' numbers,'],
    ['TD101', 'numbers: [alerts]', 'numbers: [alerts], maxSessionDuration: 3600', ' main.role:'],
    ['TD101', 'secondaries:', '  secondaries:', ' the top level:'],
    ['TD103', 'numbers: [alerts]', 'numbers: alerts', ' [alerts]'],
    ['TD105', 'numbers: [alerts]', 'numbers: [alerts], status: actve', '"active"'],
    [
      'TD202',
      'phoneNumberId: phone',
      'phoneNumberArn: arn:aws:sms-voice:us-west-2:111122223333:phone-number/phone',
      'region: us-west-2',
    ],
    ['TD401', 'role/app', 'arn:aws:iam::222233334444:role/service/app', ' role/service/app.'],
    ['TD403', 'role/app', 'arn:aws:sts::222233334444:assumed-role/app/session', '/app,'],
    ['TD404', '[role/app]', '[root]', 'principals: account'],
    ['TD405', '[role/app]', '[role/AWSReservedSSO_Developers_*]', ' sso/Developers.'],
    ['TD607', 'numbers: [alerts]', 'numbers: [alerts], stack: team/dev', ' team-dev.'],
    ['TD612', 'numbers: [alerts]', 'numbers: [alerts], deploy: {hcpTag: my-dev}', ' MY_DEV.'],
  ])('%s: %s written as %s', (code, right, wrong, fix) => {
    const text =
      code === 'TD101' && wrong.startsWith('  ')
        ? smallest.replace(/secondaries:\n {2}/, '  secondaries:\n    ')
        : smallest.replace(right, wrong);
    const found = parseManifest(text, 'accounts.yaml').diagnostics.find((one) => one.code === code);
    expect(found?.fix).toContain(fix);
  });
});
