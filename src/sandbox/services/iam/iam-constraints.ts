import type { Constraint } from '../validate';

const NAME = /^[\w+=,.@-]+$/;
const PATH: Constraint = { min: 1, max: 512, pattern: /^(\u002F)$|^(\u002F[\u0021-\u007E]+\u002F)$/ };
const ARN: Constraint = { min: 20, max: 2048 };
const DOCUMENT: Constraint = { min: 1, max: 131_072, pattern: /^[\t\n\r\u0020-\u00FF]+$/ };
const TAG_KEY: Constraint = { min: 1, max: 128, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u };

/** IAM API reference: the same member means the same in every operation. */
export const iamConstraints: Readonly<Record<string, Constraint>> = {
  RoleName: { min: 1, max: 64, pattern: NAME },
  UserName: { min: 1, max: 64, pattern: NAME },
  GroupName: { min: 1, max: 128, pattern: NAME },
  PolicyName: { min: 1, max: 128, pattern: NAME },
  InstanceProfileName: { min: 1, max: 128, pattern: NAME },
  AccessKeyId: { min: 16, max: 128, pattern: /^[\w]+$/ },
  Path: PATH,
  PathPrefix: { min: 1, max: 512, pattern: /^\u002F[\u0021-\u007F]*$/ },
  PolicyArn: ARN,
  PermissionsBoundary: ARN,
  PolicySourceArn: ARN,
  VersionId: { min: 1, max: 2048, pattern: /^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/ },
  AssumeRolePolicyDocument: DOCUMENT,
  PolicyDocument: DOCUMENT,
  Description: { max: 1000, pattern: /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/ },
  MaxSessionDuration: { min: 3600, max: 43_200 },
  Marker: { min: 1, max: 320 },
  MaxItems: { min: 1, max: 1000 },
  Scope: { values: ['All', 'AWS', 'Local'] },
  Tags: {
    max: 50,
    each: {
      members: { Key: TAG_KEY, Value: { min: 0, max: 256, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u } },
    },
  },
  TagKeys: { max: 50, each: TAG_KEY },
  ActionNames: { each: { min: 3, max: 128 } },
  ResourceArns: { each: { min: 1, max: 2048 } },
};
