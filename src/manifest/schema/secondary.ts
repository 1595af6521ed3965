import { z } from 'zod';
import { deploy, testAs } from './access';
import { accountId, expandable, expandablePath, externalId, namePattern, roleName, text } from './text';

const identities = (what: string) => z.array(text(namePattern, `the name of a ${what} of the main account`));

/** `*` and `?` make a pattern; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html has the characters. */
const principal = z
  .string()
  .regex(
    /^(?:(?:role|user)\/(?:(?:[\w+=,.@*?/-])|\{account(?:Id)?\})*(?:(?:[\w+=,.@*?-])|\{account(?:Id)?\})|sso\/(?:[\w+=,.@-]|\{account(?:Id)?\})+)$/,
    'role/PATH/NAME, user/PATH/NAME or sso/PERMISSION-SET',
  )
  .meta({
    title: 'Principal',
    description:
      'role/PATH/NAME or user/PATH/NAME of the secondary account (* and ? make a pattern), or sso/NAME for an IAM Identity Center permission set.',
    examples: ['role/app-notifier', 'sso/Developers'],
  });

/** A secondary as written, without accountId: the vocabulary of `defaults`. */
const shared = {
  title: z
    .string()
    .min(1, 'a text')
    .regex(/^(?!\s+$)\P{Cc}*$/u, 'a text on one line that is not blank')
    .max(256)
    .optional()
    .meta({
      title: 'Title',
      description: 'What reports call the account. Default: its key.',
      examples: ['Development'],
    }),
  numbers: identities('number')
    .optional()
    .meta({
      title: 'Numbers',
      description: 'Names of main.numbers that this account may send from.',
      examples: [['alerts']],
    }),
  pools: identities('pool')
    .optional()
    .meta({
      title: 'Pools',
      description: 'Names of main.pools that this account may send from.',
      examples: [['marketing']],
    }),
  configurationSets: identities('configuration set')
    .optional()
    .meta({
      title: 'Configuration sets',
      description: 'Names of main.configurationSets that this account may use.',
      examples: [['tendlc']],
    }),
  principals: z
    .union(
      [z.literal('account'), z.array(principal).min(1, 'a list of principals, or the one word account')],
      'a list of principals, or the one word account',
    )
    .optional()
    .meta({
      title: 'Principals',
      description:
        'Who may send: a list, or the one word account (any principal to which the admins of that account attach the policy).',
      examples: [['role/app-notifier', 'sso/Developers'], 'account'],
    }),
  assumePolicy: z
    .union(
      [
        z.literal('none'),
        z.strictObject({
          attach: z
            .boolean()
            .optional()
            .meta({
              title: 'Attach',
              description: 'Attach the policy to the principals that are plain names. Default: true.',
              examples: [false],
            }),
          groups: z
            .array(expandable('\\w+=,.@-', 'the name of an IAM group'))
            .optional()
            .meta({
              title: 'Groups',
              description: 'Groups of users to attach the policy to as well.',
              examples: [['developers']],
            }),
        }),
      ],
      'a map with attach and groups, or the one word none',
    )
    .optional()
    .meta({
      title: 'Assume policy',
      description:
        'The policy in the secondary account that allows its principals to assume the role. none: Terraform has no access there, and connect prints what to create.',
      examples: [{ attach: true, groups: ['developers'] }, 'none'],
    }),
  externalId: z
    .union(
      [
        externalId,
        z.strictObject({
          current: externalId.meta({
            title: 'Current',
            description: 'The external ID that callers pass from now on.',
            examples: ['dev-10dlc-2'],
          }),
          previous: externalId.optional().meta({
            title: 'Previous',
            description: 'The one that the trust policy still accepts while callers change to current.',
            examples: ['dev-10dlc'],
          }),
        }),
      ],
      'an external ID, or a map with current and previous',
    )
    .optional()
    .meta({
      title: 'External ID',
      description: 'What callers pass to AssumeRole; current and previous during a rotation.',
      examples: ['dev-10dlc', { current: 'dev-10dlc-2', previous: 'dev-10dlc' }],
    }),
  external: z
    .boolean()
    .optional()
    .meta({
      title: 'External',
      description: 'true: outside the organization; needs an external ID. Default: false.',
      examples: [true],
    }),
  apis: z
    .array(z.enum(['sms-voice', 'pinpoint']))
    .min(1, 'at least one API')
    .optional()
    .meta({
      title: 'APIs',
      description:
        'pinpoint adds mobiletargeting:SendMessages: every channel and every number of that application. Default: [sms-voice].',
      examples: [['sms-voice', 'pinpoint']],
    }),
  channels: z
    .array(z.enum(['sms', 'mms', 'voice']))
    .min(1, 'at least one channel')
    .optional()
    .meta({
      title: 'Channels',
      description:
        'mms adds SendMediaMessage and read access to mediaBucket, voice adds SendVoiceMessage. Default: [sms].',
      examples: [['sms', 'mms']],
    }),
  sessionContext: z
    .array(z.enum(['tags', 'sourceIdentity']))
    .optional()
    .meta({
      title: 'Session context',
      description:
        'What the sessions of the callers carry (EKS Pod Identity sets tags). Both sides then allow sts:TagSession or sts:SetSourceIdentity.',
      examples: [['tags']],
    }),
  status: z
    .enum(['active', 'suspended', 'removed'])
    .optional()
    .meta({
      title: 'Status',
      description:
        'suspended: the trust policy denies, and the resources stay. removed: stack and provider stay without resources, so that Terraform can destroy them; the entry then needs accountId only. Delete the entry after that apply. Default: active.',
      examples: ['suspended'],
    }),
  roleName: roleName.optional().meta({
    title: 'Role name',
    description: 'Instead of main.role.name.',
    examples: ['legacy-sms-sender'],
  }),
  rolePath: expandablePath.optional().meta({
    title: 'Role path',
    description: 'Instead of main.role.path.',
    examples: ['/legacy/'],
  }),
  import: z
    .array(z.enum(['role', 'send', 'assumePolicy']))
    .optional()
    .meta({
      title: 'Import',
      description: 'What Terraform adopts by import blocks because it exists already.',
      examples: [['role']],
    }),
  stack: expandable('A-Za-z0-9_-', 'a stack name of letters, digits, hyphens and underscores')
    .optional()
    .meta({
      title: 'Stack',
      description:
        'Secondaries that name the same stack share it; main puts them into the main stack. Default: secondary-{account}.',
      examples: ['secondary-development'],
    }),
  deploy: deploy.optional(),
  testAs: testAs.optional(),
};

export const defaults = z.strictObject(shared).meta({
  title: 'Defaults',
  description:
    'Any key of a secondary except accountId. Maps merge by key; lists and scalars replace; deploy and testAs replace as a whole. {account} and {accountId} are replaced afterwards.',
  examples: [{ externalId: '{account}-10dlc' }],
});

export const secondary = z
  .strictObject({
    accountId: accountId.meta({
      title: 'Account ID',
      description: 'Twelve digits, in quotes: YAML reads bare digits as a number and drops leading zeros.',
      examples: ['222233334444'],
    }),
    ...shared,
  })
  .meta({
    title: 'A secondary account',
    description: 'An account that may send with numbers of the main account.',
    examples: [{ accountId: '222233334444', numbers: ['alerts'], principals: ['role/app-notifier'] }],
  });
