import { z } from 'zod';
import { OUTSIDER_ROLE, VERIFIER_ROLE } from '../../names';
import { verifyDefaults } from '../defaults';
import { policyArn, profile, roleArn, text } from './text';

export const verify = z
  .strictObject({
    roles: z
      .enum(['managed', 'none'])
      .optional()
      .meta({
        title: 'Verify roles',
        description: `managed: each secondary stack also makes ${VERIFIER_ROLE} and ${OUTSIDER_ROLE}. Default: managed if trustedPrincipals is set, else none.`,
        examples: ['managed'],
      }),
    permissionsBoundaryArn: policyArn('\\d{12}|\\{accountId\\}')
      .optional()
      .meta({
        title: 'Permissions boundary',
        description: 'Permissions boundary of those two roles; {accountId} is the account that they are in.',
        examples: ['arn:aws:iam::{accountId}:policy/Boundary'],
      }),
    trustedPrincipals: z
      .array(
        text(
          /^(?:\*|arn:[a-z-]+:iam::(?:\d{12}|\*):(?:root|\*|(?:role|user)\/[\w+=,.@*?/-]+))$/,
          'the ARN of a role or user, such as arn:aws:iam::999900001111:role/pipeline',
        ),
      )
      .optional()
      .meta({
        title: 'Trusted principals',
        description: 'Who may assume those two roles: the pipeline that runs tendlc verify.',
        examples: [['arn:aws:iam::999900001111:role/pipeline']],
      }),
    sessionContext: z
      .array(z.enum(['tags']))
      .optional()
      .meta({
        title: 'Session context',
        description:
          'tags: the sessions of the pipeline carry transitive tags (EKS Pod Identity sets them). Adds sts:TagSession from the pipeline to the sender roles, for the verify roles alone.',
        examples: [['tags']],
      }),
    outsider: z
      .strictObject({
        profile: profile.optional().meta({
          title: 'AWS profile',
          description: 'A profile of an account outside the manifest.',
          examples: ['sandbox-account'],
        }),
        assumeRoleArn: roleArn.optional().meta({
          title: 'Role to become',
          description: 'A role of an account outside the manifest.',
          examples: ['arn:aws:iam::777788889999:role/outsider'],
        }),
      })
      .optional()
      .meta({
        title: 'Outsider',
        description: 'An account outside the manifest. Every sender role must deny it.',
        examples: [{ profile: 'sandbox-account' }],
      }),
    destination: text(/^\+[1-9]\d{6,14}$/, 'a phone number in E.164 form, in quotes')
      .optional()
      .meta({
        title: 'Destination',
        description: `Where test messages go. Default: ${verifyDefaults.destination}, AWS's simulator of a US phone that always succeeds.`,
        examples: [verifyDefaults.destination],
      }),
    body: z
      .string()
      .regex(/\S/, 'a text that is not blank')
      .max(1600)
      .optional()
      .meta({
        title: 'Body',
        description: `Text of the test messages; {account}, {number} and {run} are replaced. Default: ${verifyDefaults.body}.`,
        examples: [verifyDefaults.body],
      }),
    sendRate: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .meta({
        title: 'Send rate',
        description: `Messages a second. AWS's default quota is 1 for the whole main account, production included. Default: ${verifyDefaults.sendRate}.`,
        examples: [verifyDefaults.sendRate],
      }),
    maxPrice: text(/^\d{0,2}\.\d{1,5}$/, 'a price in USD with a point, in quotes, such as "0.05"')
      .optional()
      .meta({
        title: 'Highest price',
        description: `USD for a message, as SendTextMessage takes it. Default: "${verifyDefaults.maxPrice}".`,
        examples: [verifyDefaults.maxPrice],
      }),
  })
  .meta({
    title: 'Verification',
    description: 'What tendlc verify does after apply.',
    examples: [{ trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] }],
  });
