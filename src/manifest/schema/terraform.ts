import { z } from 'zod';

export const terraform = z
  .strictObject({
    backend: z
      .looseObject({
        type: z
          .string()
          .min(1, 'the name of a backend, such as s3')
          .meta({
            title: 'Type',
            description: 'local, s3, cloud, remote, or another backend of Terraform.',
            examples: ['s3'],
          }),
      })
      .optional()
      .meta({
        title: 'Backend',
        description:
          'Where Terraform keeps its state, as in its backend block; {stack} is the name of the stack. Default: type local.',
        examples: [
          {
            type: 's3',
            bucket: 'my-state',
            key: 'tendlc/{stack}.tfstate',
            region: 'us-east-1',
            use_lockfile: true,
          },
        ],
      }),
    awsProvider: z
      .string()
      .regex(/^[\d\s.,<>=!~]+$/, 'a version constraint of Terraform, such as "~> 6.25"')
      .optional()
      .meta({
        title: 'AWS provider version',
        description:
          "Version constraint of the AWS provider. Default: the exact version of CDKTF's bindings.",
        examples: ['~> 6.25'],
      }),
    tags: z
      .record(z.string(), z.string())
      .optional()
      .meta({
        title: 'Tags',
        description: 'Tags of every role and policy.',
        examples: [{ team: 'messaging' }],
      }),
  })
  .meta({
    title: 'Terraform',
    description: 'Backend, provider version and tags of what is generated.',
    examples: [{ tags: { team: 'messaging' } }],
  });
