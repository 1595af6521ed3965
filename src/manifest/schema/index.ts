import { z } from 'zod';
import { mainAccount } from './main-account';
import { defaults, secondary } from './secondary';
import { terraform } from './terraform';
import { keyPattern, text } from './text';
import { verify } from './verify';

/** The manifest as a person writes it: structure only. The rules judge its meaning. */
export const manifestSchema = z.strictObject({
  version: z.literal(1).meta({
    title: 'Version',
    description: 'Version of the vocabulary of this file.',
    examples: [1],
  }),
  main: mainAccount,
  defaults: defaults.optional(),
  secondaries: z
    .record(text(keyPattern, 'lower-case letters, digits and hyphens, a letter first, 32 at most'), secondary)
    .refine((value) => Object.keys(value).length > 0, {
      error: 'at least one secondary account',
      params: { empty: true },
    })
    .meta({
      minProperties: 1,
      title: 'Secondary accounts',
      description:
        'The accounts that may send, by a stable key: role, stack and workspace are named after it. To rename one for people, set title.',
      examples: [
        {
          development: { accountId: '222233334444', numbers: ['alerts'], principals: ['role/app-notifier'] },
        },
      ],
    }),
  terraform: terraform.optional(),
  verify: verify.optional(),
});

export { secondary as secondarySchema };
export type RawManifest = z.infer<typeof manifestSchema>;
export type RawMain = RawManifest['main'];
export type RawSecondary = z.infer<typeof secondary>;
