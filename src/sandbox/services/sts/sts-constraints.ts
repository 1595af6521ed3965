import type { Constraint } from '../validate';

const ARN: Constraint = {
  min: 20,
  max: 2048,
  pattern: /^[\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u,
};
const SESSION_NAME: Constraint = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ };
const TAG_KEY: Constraint = { min: 1, max: 128, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u };

/** STS API reference, AssumeRole. */
export const assumeRoleConstraints: Record<string, Constraint> = {
  RoleArn: ARN,
  RoleSessionName: SESSION_NAME,
  DurationSeconds: { min: 900, max: 43_200 },
  ExternalId: { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ },
  SourceIdentity: SESSION_NAME,
  SerialNumber: { min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/ },
  TokenCode: { min: 6, max: 6, pattern: /^[\d]*$/ },
  Policy: { min: 1, max: 2048 },
  PolicyArns: { max: 10, each: { members: { arn: ARN } } },
  Tags: {
    max: 50,
    each: {
      members: { Key: TAG_KEY, Value: { min: 0, max: 256, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u } },
    },
  },
  TransitiveTagKeys: { max: 50, each: TAG_KEY },
};

export const webIdentityConstraints: Record<string, Constraint> = {
  RoleArn: ARN,
  RoleSessionName: SESSION_NAME,
  DurationSeconds: { min: 900, max: 43_200 },
  WebIdentityToken: { min: 4, max: 20_000 },
};
