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

/** What is to be written instead is no wording: it must be right. */
describe('the fix holds what to write', () => {
  it.each([
    ['TD111', '"111122223333"', '011122223333', '"011122223333"'],
    ['TD112', '"+12065550100"', '+12065550100', '"+12065550100"'],
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
    ['TD405', '[role/app]', '[role/AWSReservedSSO_Developers_*]', ' sso/Developers:'],
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
