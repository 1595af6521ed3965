import { z } from 'zod';
import { numberDefaults, roleDefaults, smsTierDefault } from '../defaults';
import { deploy } from './access';
import { accountId, keyPattern, namePattern, policyArn, region, roleName, rolePath, text } from './text';

const ownRegion = region.optional().meta({
  title: 'Region',
  description: 'Region of this resource, if it is not main.region.',
  examples: ['us-west-2'],
});

const number = z
  .strictObject({
    phoneNumber: text(
      /^\+[1-9]\d{6,14}$/,
      'a phone number in E.164 form, in quotes, such as "+12065550100"',
    ).meta({
      title: 'Phone number',
      description: 'In E.164 form, quoted: YAML reads a bare +12065550100 as a number and drops the plus.',
      examples: ['+12065550100'],
    }),
    phoneNumberId: text(/^phone-[0-9a-f]{32}$/, 'a phone number ID: phone- and 32 hexadecimal digits')
      .optional()
      .meta({
        title: 'Phone number ID',
        description:
          'The ID in AWS End User Messaging SMS (`aws pinpoint-sms-voice-v2 describe-phone-numbers`).',
        examples: ['phone-0123456789abcdef0123456789abcdef'],
      }),
    phoneNumberArn: text(
      /^arn:[a-z-]+:sms-voice:[a-z0-9-]+:\d{12}:phone-number\/phone-[0-9a-f]{32}$/,
      'the ARN of a phone number, such as arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef',
    )
      .optional()
      .meta({
        title: 'Phone number ARN',
        description:
          'Instead of phoneNumberId; its account, Region and partition must be those of the number.',
        examples: [
          'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef',
        ],
      }),
    region: ownRegion,
    messageType: z
      .enum(['TRANSACTIONAL', 'PROMOTIONAL'])
      .optional()
      .meta({
        title: 'Message type',
        description: `As the number is registered. Default: ${numberDefaults.messageType}.`,
        examples: ['PROMOTIONAL'],
      }),
  })
  .meta({
    title: 'A 10DLC number',
    description: 'A number of the main account; its key is the name used everywhere else.',
    examples: [{ phoneNumber: '+12065550100', phoneNumberId: 'phone-0123456789abcdef0123456789abcdef' }],
  });

const pool = z
  .strictObject({
    poolId: text(/^pool-[0-9a-f]{32}$/, 'a pool ID: pool- and 32 hexadecimal digits').meta({
      title: 'Pool ID',
      description: 'The ID in AWS End User Messaging SMS (`aws pinpoint-sms-voice-v2 describe-pools`).',
      examples: ['pool-0123456789abcdef0123456789abcdef'],
    }),
    region: ownRegion,
  })
  .meta({
    title: 'A pool',
    description: 'A pool of origination identities of the main account.',
    examples: [{ poolId: 'pool-0123456789abcdef0123456789abcdef' }],
  });

const configurationSet = z.strictObject({ region: ownRegion }).meta({
  title: 'A configuration set',
  description: 'Its key is its name in AWS.',
  examples: [{ region: 'us-west-2' }],
});

const name = text(namePattern, '1 to 64 letters, digits, hyphens and underscores');

const role = z
  .strictObject({
    strategy: z
      .enum(['per-account', 'shared'])
      .optional()
      .meta({
        title: 'Role strategy',
        description:
          'per-account (default): a role for each secondary. shared: one role and one trust policy for all, which must then agree in what they may use.',
        examples: ['shared'],
      }),
    name: roleName.optional().meta({
      title: 'Role name',
      description: `Name of the sender roles; {account} is the key of the secondary. Default: ${roleDefaults.names['per-account']}; under strategy shared ${roleDefaults.names.shared}.`,
      examples: [roleDefaults.names['per-account']],
    }),
    path: rolePath.optional().meta({
      title: 'Role path',
      description: `IAM path of roles and policies; not / with managed verify roles. Default: ${roleDefaults.path}.`,
      examples: [roleDefaults.path],
    }),
    maxSessionDuration: z
      .int()
      .min(3600)
      .max(43200)
      .optional()
      .meta({
        title: 'Longest session',
        description: `Seconds, 3600 to 43200. A caller that is itself a role gets one hour at most (role chaining). Default: ${roleDefaults.maxSessionDuration}.`,
        examples: [3600],
      }),
    permissionsBoundary: z
      .strictObject({
        arn: policyArn('\\d{12}').meta({
          title: 'ARN',
          description: 'ARN of the boundary policy in the main account.',
          examples: ['arn:aws:iam::111122223333:policy/Boundary'],
        }),
        document: z
          .record(z.string(), z.unknown())
          .optional()
          .meta({
            title: 'Policy document',
            description: 'What the boundary says, for tendlc access; it is not written to Terraform.',
            examples: [
              {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' }],
              },
            ],
          }),
      })
      .optional()
      .meta({
        title: 'Permissions boundary',
        description: 'Permissions boundary of the sender roles.',
        examples: [{ arn: 'arn:aws:iam::111122223333:policy/Boundary' }],
      }),
    trustPolicyQuota: z
      .int()
      .min(2048)
      .max(8192)
      .optional()
      .meta({
        title: 'Trust policy quota',
        description: `IAM's quota for a trust policy in the main account, in characters other than white space: up to 8192 if AWS raised it. Default: ${roleDefaults.trustPolicyQuota}.`,
        examples: [4096],
      }),
  })
  .meta({
    title: 'Sender roles',
    description: 'Names and limits of the roles that secondaries assume.',
    examples: [{ strategy: 'per-account' }],
  });

export const mainAccount = z
  .strictObject({
    name: text(keyPattern, 'lower-case letters, digits and hyphens, a letter first, 32 at most').meta({
      title: 'Name',
      description: 'What reports call the main account.',
      examples: ['production'],
    }),
    accountId: accountId.meta({
      title: 'Account ID',
      description: 'Twelve digits, in quotes: YAML reads bare digits as a number and drops leading zeros.',
      examples: ['111122223333'],
    }),
    region: region.meta({
      title: 'Region',
      description: 'Region of the numbers; a number may say otherwise. The partition is derived from it.',
      examples: ['us-east-1'],
    }),
    organizationId: text(/^o-[a-z0-9]{10,32}$/, 'an organization ID such as o-a1b2c3d4e5')
      .optional()
      .meta({
        title: 'Organization ID',
        description:
          'Every trust policy then requires membership (aws:PrincipalOrgID), except for secondaries with external: true.',
        examples: ['o-a1b2c3d4e5'],
      }),
    deploy: deploy.optional(),
    numbers: z
      .record(name, number)
      .refine((value) => Object.keys(value).length > 0, {
        error: 'at least one number',
        params: { empty: true },
      })
      .meta({
        minProperties: 1,
        title: '10DLC numbers',
        description: 'The numbers that secondaries may send from, by a name of your choice.',
        examples: [
          {
            alerts: {
              phoneNumber: '+12065550100',
              phoneNumberId: 'phone-0123456789abcdef0123456789abcdef',
            },
          },
        ],
      }),
    pools: z
      .record(name, pool)
      .optional()
      .meta({
        title: 'Pools',
        description: 'Pools that secondaries may send from, by a name of your choice.',
        examples: [{ marketing: { poolId: 'pool-0123456789abcdef0123456789abcdef' } }],
      }),
    configurationSets: z
      .record(name, configurationSet)
      .optional()
      .meta({
        title: 'Configuration sets',
        description: 'Configuration sets that secondaries may use, by their name in AWS.',
        examples: [{ tendlc: {} }],
      }),
    pinpointApplicationId: text(/^[0-9a-f]{32}$/, 'a Pinpoint application ID: 32 hexadecimal digits')
      .optional()
      .meta({
        title: 'Pinpoint application ID',
        description: 'Only for secondaries with apis: [pinpoint].',
        examples: ['0123456789abcdef0123456789abcdef'],
      }),
    smsTier: z
      .enum(['production', 'sandbox'])
      .optional()
      .meta({
        title: 'SMS tier',
        description: `sandbox while AWS has not yet moved the account out of the SMS sandbox: then check --aws and verify expect it. Default: ${smsTierDefault}.`,
        examples: ['sandbox'],
      }),
    mediaBucket: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of an S3 bucket')
      .optional()
      .meta({
        title: 'Media bucket',
        description: 'Bucket of the media that channels: [mms] send.',
        examples: ['my-media'],
      }),
    role: role.optional(),
  })
  .meta({
    title: 'Main account',
    description: 'The account that owns the 10DLC brand, campaign and numbers.',
    examples: [
      {
        name: 'production',
        accountId: '111122223333',
        region: 'us-east-1',
        numbers: {
          alerts: { phoneNumber: '+12065550100', phoneNumberId: 'phone-0123456789abcdef0123456789abcdef' },
        },
      },
    ],
  });
