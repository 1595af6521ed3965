/** The kinds of changes that `access --plan` lists for each legitimate plan. Empty: access stays the same. */
export const legitimateChanges: { [plan: string]: string } = {
  create: 'gained',
  'no-op': '',
  'number-removed': 'lost',
  'external-id-changed': 'changed',
  'account-removed': 'lost',
  suspended: 'lost',
  restored: 'gained',
  'account-added': 'gained',
  'external-added': 'gained',
  'mms-added': 'gained',
  // The roles get a boundary, which allows all that they may do.
  'boundary-added': 'changed',
  // The imported role allowed sms-voice:* without an external ID.
  imported: 'lost,changed',
  // The Deny is in AWS before the plan: only sts:AssumeRole is lost.
  'emergency-suspended': 'lost',
  'strategy-shared': 'changed',
  // The Deny goes, so the other account may send again. The suspended one stays without access.
  'shared-emergency': 'gained',
  'secondary-created': 'gained',
  'group-attached': 'gained',
  'attach-false': 'lost',
  'secondary-removed': 'lost',
  'aliases-created': 'gained',
  'stack-moved': '',
};

/** The same for tampered plans that open access, or that take away what someone opened by hand. */
export const tamperedChanges: { [plan: string]: string } = {
  'extra-inline': 'gained',
  'wild-principal': 'gained',
  notaction: 'gained,lost',
  'resource-wild': 'gained',
  // The plan does not show the text of ReadOnlyAccess, which might also deny.
  'managed-arns': 'gained,lost',
  'inline-block': 'gained',
  'policy-on-existing-role': 'gained',
  // docs/access.md, "The difference": an external ID that is no longer required is a changed condition.
  'no-external-id': 'changed',
  'extra-inline-healed': 'lost',
  'send-widened-by-hand': 'lost',
  'trust-changed-by-hand': 'lost,changed',
};
