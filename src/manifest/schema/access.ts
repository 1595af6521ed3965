import { z } from 'zod';
import { VERIFIER_ROLE } from '../../names';
import { externalId, profile, roleArn, text } from './text';

export const deploy = z
  .strictObject({
    profile: profile.optional().meta({
      title: 'AWS profile',
      description: 'A profile of the AWS configuration file on the machine where Terraform runs.',
      examples: ['development-admin'],
    }),
    assumeRoleArn: z
      .union(
        [roleArn, z.array(roleArn).min(1, 'at least one role ARN')],
        'a role ARN, or a list of them (a chain)',
      )
      .optional()
      .meta({
        title: 'Role that Terraform assumes',
        description: 'One role ARN, or a chain of them, first hop first.',
        examples: ['arn:aws:iam::222233334444:role/Terraform'],
      }),
    externalId: externalId.optional().meta({
      title: 'External ID',
      description: 'External ID that the last role of the chain requires.',
      examples: ['terraform'],
    }),
    hcpTag: text(
      /^(?!TYPE$)(?:[A-Za-z0-9_]|\{account(?:Id)?\})+$/,
      'letters, digits and underscores, and not TYPE',
    )
      .optional()
      .meta({
        title: 'HCP Terraform tag',
        description:
          'Tag of the dynamic credentials of this account in HCP Terraform, as in TFC_AWS_RUN_ROLE_ARN_TAG. Letters, digits, underscores; TYPE is reserved.',
        examples: ['DEVELOPMENT'],
      }),
  })
  .meta({
    title: 'How Terraform reaches the account',
    description: 'Absent: the ambient credentials of the machine.',
    examples: [{ assumeRoleArn: 'arn:aws:iam::222233334444:role/Terraform' }],
  });

export const testAs = z
  .strictObject({
    profile: profile.optional().meta({
      title: 'AWS profile',
      description: 'A profile that is a principal of the account.',
      examples: ['development-app'],
    }),
    assumeRoleArn: roleArn.optional().meta({
      title: 'Role to become',
      description: 'A role of the account that verify assumes before it assumes the sender role.',
      examples: ['arn:aws:iam::222233334444:role/app-notifier'],
    }),
    assumeRoleExternalId: externalId.optional().meta({
      title: 'External ID of that role',
      description: 'External ID that the trust policy of assumeRoleArn requires.',
      examples: ['verify'],
    }),
  })
  .meta({
    title: 'How verify becomes a principal',
    description: `How tendlc verify becomes a principal of this account if there is no managed ${VERIFIER_ROLE}.`,
    examples: [{ profile: 'development-app' }],
  });
