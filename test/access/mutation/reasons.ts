/**
 * Why a change of what Terraform writes changes nothing that anyone can do; the first that matches counts. What a
 * reason rests on (a Deny, a condition) is named, so that it does not excuse a role that lacks it: `open` and `staging`
 * have no aws:PrincipalArn, `open` has no external ID, `halted` and `old-partner` are suspended.
 */
export const reasons: [pattern: RegExp, reason: string][] = [
  [/ Sid$/, 'a Sid is a name'],
  [/ provider (with|without|in) /, 'how Terraform reaches AWS, not what it writes'],
  [/_exclusive\.\S+ removed$/, 'gives no right: it takes away what the resources above it do not make'],
  [
    / (force_detach_policies|max_session_duration)(:| )/,
    'how a role is deleted and how long a session lasts, not who has one',
  ],
  [/aws_iam_role_policy\.\S+ name: /, 'the name of an inline policy'],
  [/document: - Version$/, 'no policy uses a variable, and the older version differs in nothing else'],
  [/ \+ a role$/, 'a role without a policy may do nothing'],
  [
    /sender-(old-partner|halted)\b.*(removed|Senders|empty|other|null|not JSON|interpolated|added|\+ every)/,
    'suspended: no principal may assume the role, so its permissions have no effect',
  ],
  [/send-(old-partner|halted)\b/, 'suspended: the Deny of the role decides'],
  [
    /Suspended: (Action|Principal) \+ |Suspended: Action \S+ -> (\*|sts:\S+)$/,
    'the Deny denies what it denied, and more',
  ],
  [/suspended-\S+ policy: document: \+ /, 'an Allow beside a Deny of everything'],
  [
    /(Senders|Pipeline|SessionContext)\d*: (ArnLike -> (StringLike|ArnLikeIfExists|ArnEquals)|StringEquals -> StringLike)$/,
    'the same for these values; aws:PrincipalArn is in every request',
  ],
  [
    /sender(?!-(staging|open)\b).*Senders\d*: Principal (\+|\S+ ->) /,
    'aws:PrincipalArn still names the account',
  ],
  [/(verifier|outsider)-.*Pipeline: Principal (\+|\S+ ->) /, 'aws:PrincipalArn still names the account'],
  [
    /(Senders|SessionContext|Pipeline)\d*: aws:PrincipalArn \+ arn:aws:iam::999988887777:/,
    'Principal still names one account',
  ],
  [
    /sender(?!-open\b).*Senders\d*: Action (\+|\S+ ->) (\*|sts:\*|sts:Assume\*)$/,
    'sts:ExternalId, which the statement asks for, is a key of sts:AssumeRole alone',
  ],
  [/\/(crm-worker-|worker-)\*(\*|-other)$/, 'the pattern that the manifest has matches all of these'],
  [
    /SessionContext\d*: (Principal|- Condition|- ArnLike|- StringEquals|StringEquals -> |ArnLike - |StringEquals - |aws:PrincipalArn \S+ -> |aws:Principal(Arn|OrgID) \+ )/,
    'passing tags takes sts:AssumeRole as well, which Senders allows to no other principal',
  ],
  [
    / assume-sender-rotating_mailers| aws_iam_group_policy_attachment\.assume-sender-rotating_mailers/,
    'the one listed user has the policy without the group too',
  ],
  [
    /secondary-rotating .*AssumeSender: Action (\+|\S+ ->) \*$/,
    "everything that another account's role takes is allowed already",
  ],
  [/^secondary-gone provider /, 'removed: there is nothing left that it could make'],
  [/sender-(open|grouped) .*StringEqualsIgnoreCase$/, 'an organization ID has no capitals'],
  [/: Action (\+|\S+ ->) sts:(SetSourceIden|TagSes)\*$/, 'no other action begins so'],
  [
    /secondary-(old-partner|halted|three) aws_iam_(policy|\w+_policy_attachment)\./,
    'suspended: the trust policy denies every caller',
  ],
  [/: Action (\+|\S+ ->) sts:Assume\*$/, 'the other AssumeRole… actions need federated principals'],
  [
    /Resource \+ arn:[^ ]*:999988887777:/,
    "another account's resource, whose own policy would have to allow it",
  ],
];
