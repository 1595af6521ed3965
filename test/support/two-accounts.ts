/** A manifest with two secondaries, one of them suspended. It keeps tests short that start a program per stack. */
export const twoAccounts = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
defaults: { numbers: [alerts], principals: [role/app] }
secondaries:
  development: { accountId: "222233334444" }
  partner: { accountId: "333344445555", status: suspended }
verify: { trustedPrincipals: ["arn:aws:iam::999900001111:role/pipeline"] }
`;
