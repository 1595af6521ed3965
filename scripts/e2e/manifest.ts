export interface ManifestChange {
  /** Of development: active or suspended. */
  status?: string;
  /** The numbers of crm. */
  crmNumbers?: string[];
  crmExternalId?: string;
  /** Adds a secondary whose role and policy Terraform imports. */
  adopted?: boolean;
}

/** A manifest that implies every kind of resource that the project generates. */
export function manifest({
  status = 'active',
  crmNumbers = ['alerts', 'marketing'],
  crmExternalId = 'crm-10dlc',
  adopted = false,
}: ManifestChange = {}): string {
  const version = process.env.TENDLC_AWS_PROVIDER;
  return `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  organizationId: o-a1b2c3d4e5
  numbers:
    alerts:
      phoneNumber: "+12065550100"
      phoneNumberId: phone-0123456789abcdef0123456789abcdef
    marketing:
      phoneNumber: "+12065550101"
      phoneNumberId: phone-fedcba9876543210fedcba9876543210
      messageType: PROMOTIONAL
secondaries:
  development:
    accountId: "222233334444"
    numbers: [alerts]
    principals: [role/app-notifier, user/mailer]
    assumePolicy: { groups: [senders] }
    externalId: dev-10dlc
    sessionContext: [tags]
    status: ${status}
  crm:
    accountId: "444455556666"
    numbers: [${crmNumbers.join(', ')}]
    principals: [role/service/crm-campaigns]
    externalId: ${crmExternalId}
${
  adopted
    ? `  legacy:
    accountId: "555566667777"
    numbers: [alerts]
    principals: [role/legacy-app]
    externalId: legacy-10dlc
    import: [role, send, assumePolicy]
`
    : ''
}verify:
  trustedPrincipals: [arn:aws:iam::999900001111:role/pipeline]
${version ? `terraform:\n  awsProvider: "${version}"\n` : ''}`;
}
