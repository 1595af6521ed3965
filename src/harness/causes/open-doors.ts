/** Where something was allowed that must be denied: which condition or statement is gone, by probe. */
export const openDoors: Readonly<Record<string, { cause: string; fix: string }>> = {
  'outsider-same-account': {
    cause:
      'the trust policy of {roleName} admits principals of account {accountId} that nobody listed: its aws:PrincipalArn condition is missing or too wide',
    fix: 'apply main; `tendlc guard` in the pipeline refuses a plan that widens a trust',
  },
  'outsider-other-account': {
    cause: 'the trust policy of {roleName} admits an account other than {accountId}',
    fix: 'apply main; until then suspend {account} (docs/verify.md, Emergency)',
  },
  'outsider-unlisted-account': {
    cause: 'the trust policy of {roleName} admits an account that the manifest does not list',
    fix: 'apply main; until then suspend {account} (docs/verify.md, Emergency)',
  },
  'assume-without-external-id': {
    cause: 'the trust policy of {roleName} has lost its sts:ExternalId condition',
    fix: 'apply main',
  },
  'assume-wrong-external-id': {
    cause:
      'the trust policy of {roleName} takes any external ID: its sts:ExternalId condition is missing or a pattern',
    fix: 'apply main',
  },
  'assume-suspended': {
    cause:
      '{account} is suspended in the manifest and its role can still be assumed: the Deny of the trust policy is missing',
    fix: 'apply main now; the emergency command in docs/verify.md needs no Terraform',
  },
  'assume-removed': {
    cause: '{account} is removed in the manifest and its role can still be assumed',
    fix: 'apply main: the role should be gone',
  },
  'send-unlisted-number': {
    cause: 'the send policy of {roleName} is wider than the manifest: it lets {account} send with {number}',
    fix: 'apply main; look for a Resource of * or a pattern in the policy Send, and for policies added by hand',
  },
  'other-action': {
    cause: 'the send policy of {roleName} allows more than sending: sms-voice:DescribeSpendLimits',
    fix: 'apply main; look for sms-voice:* or * in the policy Send, and for policies added by hand',
  },
  'other-action-on-number': {
    cause:
      'the send policy of {roleName} allows more than sending on its own number: sms-voice:DescribePhoneNumbers',
    fix: 'apply main; look for sms-voice:* in the policy Send, and for policies added by hand',
  },
  'send-suspended': {
    cause:
      '{account} is suspended in the manifest, its role can be assumed, and the role itself lets it send: the inline policy Suspended is missing too',
    fix: 'apply main now; the emergency command in docs/verify.md needs no Terraform',
  },
  'send-pinpoint-not-granted': {
    cause:
      'the send policy of {roleName} allows mobiletargeting:SendMessages, which opens every number of the application',
    fix: 'apply main; look for * in the policy Send, and for policies added by hand',
  },
};
