/** Names in IAM and in Terraform, each in one place. `docs/architecture.md` says which parts keep a copy of their own, and why. */

export const SENDER_ROLE = 'TenDlcSender';
export const VERIFIER_ROLE = 'TenDlcVerifier';
export const OUTSIDER_ROLE = 'TenDlcOutsider';
export const ASSUME_POLICY = 'TenDlcAssumeSender';

/** Inline policies of the sender role, the verifier and the outsider. */
export const INLINE_POLICY = {
  send: 'Send',
  suspended: 'Suspended',
  inspect: 'Inspect',
  assumeAnySender: 'AssumeAnySender',
  tagSession: 'TagSession',
} as const;

/** Names of Terraform resources; `key` is the secondary's, and absent for the shared sender role. */
export const terraformName = {
  sender: (key?: string) => withKey('sender', key),
  send: (key?: string) => withKey('send', key),
  suspended: (key?: string) => withKey('suspended', key),
  assumeSender: (key: string) => `assume-sender-${key}`,
  verifier: (key: string) => `verifier-${key}`,
  outsider: (key: string) => `outsider-${key}`,
  tagSession: (verifyRole: string) => `tag-session-${verifyRole}`,
};

/** Addresses of Terraform resources that others refer to: `TYPE.NAME`. */
export const terraformAddress = {
  role: (name: string) => `aws_iam_role.${name}`,
  rolePolicy: (name: string) => `aws_iam_role_policy.${name}`,
  policy: (name: string) => `aws_iam_policy.${name}`,
};

/** The stack of the main account's roles; secondaries may name it as theirs. */
export const MAIN_STACK = 'main';

/** The stack of a secondary that names no other. */
export function defaultStackName(key: string): string {
  return `secondary-${key}`;
}

/** The AWS profile that `tendlc connect` prints. */
export function profileName(key: string): string {
  return `tendlc-${key}`;
}

/** Administrators' profiles in the sandbox. Its seed keeps a copy of these names. */
export const sandboxProfile = {
  main: 'tendlc-sandbox-main',
  secondary: (key: string) => `tendlc-sandbox-secondary-${key}`,
};

function withKey(name: string, key: string | undefined): string {
  return key === undefined ? name : `${name}-${key}`;
}
