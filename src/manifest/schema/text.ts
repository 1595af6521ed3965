import { z } from 'zod';

/** `expects` ends the sentence "must be …" of a diagnostic. */
export function text(pattern: RegExp, expects: string) {
  return z.string().regex(pattern, expects);
}

/** What `{account}` and `{accountId}` may stand for while a value is still as written. */
const placeholder = '\\{account(?:Id)?\\}';

/** A pattern of single characters in which the placeholders of a secondary may stand as well. */
export function expandable(characters: string, expects: string) {
  return z.string().regex(new RegExp(`^(?:[${characters}]|${placeholder})+$`), expects);
}

/** Keys of secondaries, and what roles, stacks and workspaces are named after. */
export const keyPattern = /^[a-z][a-z0-9-]{0,31}$/;
/** Names of numbers, pools and configuration sets; the last are AWS names (CreateConfigurationSet). */
export const namePattern = /^[A-Za-z0-9_-]{1,64}$/;

export const accountId = text(/^\d{12}$/, 'an account ID: twelve digits in quotes');
export const region = text(/^[a-z]{2,4}(?:-[a-z]+)+-\d$/, 'an AWS Region such as us-east-1');
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, ExternalId */
export const externalId = expandable(
  '\\w+=,.@:/-',
  'an external ID of letters, digits and +=,.@:/_- (the form that STS takes)',
);
/** IAM's RoleName, https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const roleName = expandable('\\w+=,.@-', 'a role name of letters, digits and +=,.@_-');
/** IAM's Path, limited to the characters of a role name. IAM allows more, but a pattern would read `*` and `?`. */
export const rolePath = text(
  /^\/(?:[\w+=,.@-]+\/)*$/,
  'a path that begins and ends with a slash, such as /tendlc/',
);
export const expandablePath = z
  .string()
  .regex(
    new RegExp(`^/(?:(?:[\\w+=,.@-]|${placeholder})+/)*$`),
    'a path that begins and ends with a slash, such as /tendlc/',
  );
const arn = (rest: string) => `arn:(?:aws|aws-us-gov|aws-eusc|aws-cn):${rest}`;
export const roleArn = z
  .string()
  .regex(
    new RegExp(`^${arn('iam::(?:\\d{12}|\\{accountId\\}):role/')}(?:[\\w+=,.@/-]|${placeholder})+$`),
    'the ARN of a role, such as arn:aws:iam::222233334444:role/NAME',
  );
/** A managed policy of an account, or one of AWS (`arn:aws:iam::aws:policy/…`). */
export function policyArn(owner: string) {
  return text(
    new RegExp(`^${arn(`iam::(?:${owner}|aws):policy/`)}[\\w+=,.@/-]+$`),
    'the ARN of a managed policy, such as arn:aws:iam::111122223333:policy/NAME',
  );
}
/** Profiles stand in configuration files, environments and shell lines; a leading hyphen would be an option. */
export const profilePattern = /^[A-Za-z0-9_@+.](?:[\w@+=.,:/-]| (?=\S))*$/;
export const profileExpects = 'the name of an AWS profile: letters, digits, blanks inside and _@+=.,:/-';
export const profile = z
  .string()
  .min(1, profileExpects)
  .max(128)
  .regex(
    new RegExp(`^(?:[A-Za-z0-9_@+.]|${placeholder})(?:[\\w@+=.,:/-]|${placeholder}| (?=\\S))*$`),
    profileExpects,
  );
