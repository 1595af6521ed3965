/** A manifest of `count` secondaries, each with one principal, an external ID and the two verify roles. */
export function manifestOf(count: number): string {
  const secondaries = Array.from(
    { length: count },
    (_, n) =>
      `  account-${n}: { accountId: "${200_000_000_000 + n}", numbers: [alerts], principals: [role/app-notifier] }`,
  );
  return `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  organizationId: o-a1b2c3d4e5
  numbers:
    alerts: { phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef }
defaults: { externalId: "{account}-10dlc" }
secondaries:
${secondaries.join('\n')}
verify: { trustedPrincipals: ["arn:aws:iam::999900001111:role/pipeline"] }
`;
}
