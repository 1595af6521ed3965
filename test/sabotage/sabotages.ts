import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// biome-ignore lint/suspicious/noExplicitAny: Terraform JSON and policies, edited like a file in an editor
type Json = any;

/** One way to change a synthesized output for the worse, and what the run must say about it. */
export interface Sabotage {
  name: string;
  apply(outdir: string): void;
  /** The probes that must fail, by ID, each with AWS's code and the cause. */
  noticed: { id: string; status: 'failed'; code: string; cause: RegExp }[];
}

const denied = (id: string, code: string, cause: RegExp) => ({ id, status: 'failed' as const, code, cause });
/** What AWS wrongly allows has no code. */
const allowed = (id: string, cause: RegExp) => denied(id, '', cause);

export const sabotages: Sabotage[] = [
  {
    name: "a number's ARN is removed from the send policy",
    apply: send('crm', (statement) => {
      statement.Resource = statement.Resource.filter((arn: string) => !arn.includes('fedcba98'));
    }),
    noticed: [
      denied(
        'crm/send/marketing',
        'AccessDeniedException',
        /send policy of TenDlcSender-crm does not list .*fedcba98/,
      ),
    ],
  },
  {
    name: 'the trust names another account',
    apply: trust('development', (statement) => {
      statement.Principal.AWS = 'arn:aws:iam::333344445555:root';
    }),
    noticed: [
      denied(
        'development/assume',
        'AccessDenied',
        /^the trust policy of TenDlcSender-development does not allow .* \(account, principal/,
      ),
    ],
  },
  {
    name: 'the assume policy is missing',
    apply: stack('secondary-development', (json) => {
      json.resource.aws_iam_policy = {};
      json.resource.aws_iam_role_policy_attachment = {};
    }),
    noticed: [
      denied(
        'development/assume',
        'AccessDenied',
        /^the assume policy is missing or detached: no policy of .*TenDlcVerifier/,
      ),
      denied(
        'development/simulate-assume/arn:aws:iam::222233334444:role/app-notifier',
        'implicitDeny',
        /no policy of \S+app-notifier allows sts:AssumeRole/,
      ),
    ],
  },
  {
    name: 'the external ID condition is dropped',
    apply: trust('development', (statement) => {
      delete statement.Condition.StringEquals['sts:ExternalId'];
    }),
    noticed: [
      allowed('development/assume-without-external-id', /has no sts:ExternalId condition/),
      allowed('development/assume-wrong-external-id', /allows any external ID/),
    ],
  },
  {
    name: 'the principal condition is dropped',
    apply: trust('development', (statement) => {
      delete statement.Condition.ArnLike;
    }),
    noticed: [
      allowed('development/outsider-same-account', /aws:PrincipalArn condition is missing or too wide/),
    ],
  },
  {
    name: 'the principal condition is widened to the whole account',
    apply: trust('development', (statement) => {
      statement.Condition.ArnLike['aws:PrincipalArn'] = 'arn:aws:iam::222233334444:*';
    }),
    noticed: [
      allowed('development/outsider-same-account', /aws:PrincipalArn condition is missing or too wide/),
    ],
  },
  {
    name: 'the trust policy allows every account',
    apply: trust('staging', (statement) => {
      statement.Principal.AWS = '*';
    }),
    noticed: [allowed('staging/outsider-other-account', /allows an account other than 333344445555/)],
  },
  {
    name: "the send policy's resource is widened to *",
    apply: send('development', (statement) => {
      statement.Resource = '*';
    }),
    noticed: [allowed('development/send-unlisted-number/marketing', /development can send with marketing/)],
  },
  {
    name: 'the send policy is widened to *',
    apply: send('development', (statement) => {
      Object.assign(statement, { Action: '*', Resource: '*' });
    }),
    noticed: [
      allowed('development/send-unlisted-number/marketing', /development can send with marketing/),
      allowed('development/other-action', /allows more than sending/),
      allowed('development/other-action-on-number/alerts', /allows more than sending/),
      allowed('development/send-pinpoint-not-granted', /every number of the application/),
    ],
  },
  {
    name: 'the send policy is widened to sms-voice:* on its own numbers',
    apply: send('development', (statement) => {
      statement.Action = 'sms-voice:*';
    }),
    noticed: [
      allowed('development/other-action-on-number/alerts', /allows more than sending on its own number/),
    ],
  },
  {
    name: 'the send policy is widened to sms-voice:* on everything',
    apply: send('development', (statement) => {
      Object.assign(statement, { Action: 'sms-voice:*', Resource: '*' });
    }),
    noticed: [
      allowed('development/send-unlisted-number/marketing', /development can send with marketing/),
      allowed('development/other-action', /DescribeSpendLimits/),
      allowed('development/other-action-on-number/alerts', /DescribePhoneNumbers/),
    ],
  },
  {
    name: "the suspended account's trust loses its Deny",
    apply: withoutTrustDeny(),
    noticed: [
      allowed('old-partner/assume-suspended', /suspended in the manifest and its role can still be assumed/),
    ],
  },
  {
    name: "the suspended account's trust and role both lose their Deny",
    apply(outdir) {
      withoutTrustDeny()(outdir);
      stack('main', (json) => {
        delete json.resource.aws_iam_role_policy['suspended-old-partner'];
      })(outdir);
    },
    noticed: [
      allowed('old-partner/assume-suspended', /suspended in the manifest and its role can still be assumed/),
      allowed('old-partner/send-suspended/alerts', /the inline policy Suspended is missing too/),
    ],
  },
];

function withoutTrustDeny() {
  return policy('main', 'aws_iam_role', 'sender-old-partner', 'assume_role_policy', (document) => {
    document.Statement = document.Statement.filter(({ Effect }: Json) => Effect === 'Allow');
  });
}

export function trust(key: string, edit: (statement: Json) => void) {
  return policy('main', 'aws_iam_role', `sender-${key}`, 'assume_role_policy', ({ Statement }) =>
    edit(Statement[0]),
  );
}

function send(key: string, edit: (statement: Json) => void) {
  return policy('main', 'aws_iam_role_policy', `send-${key}`, 'policy', ({ Statement }) =>
    edit(Statement[0]),
  );
}

export function policy(
  name: string,
  type: string,
  address: string,
  member: string,
  edit: (document: Json) => void,
) {
  return stack(name, (json) => {
    const resource = json.resource[type][address];
    const document = JSON.parse(resource[member]);
    edit(document);
    const edited = JSON.stringify(document);
    if (edited === resource[member]) throw new Error(`${address} has not changed: the sabotage does nothing`);
    resource[member] = edited;
  });
}

export function stack(name: string, edit: (json: Json) => void) {
  return (outdir: string) => {
    const file = join(outdir, 'stacks', name, 'cdk.tf.json');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    edit(json);
    writeFileSync(file, JSON.stringify(json));
  };
}
