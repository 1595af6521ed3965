import { GetCallerIdentity$, type GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { awsQuery } from '../../protocols/query';
import { defineService, operation } from '../operation';
import { assumeRole } from './assume-role';
import { assumeRoleWithWebIdentity } from './web-identity';

/** Needs no permission; even an explicit deny does not stop it (STS API reference). */
const getCallerIdentity = operation<object, GetCallerIdentityResponse>(GetCallerIdentity$, ({ caller }) => ({
  UserId: caller.userId,
  Account: caller.accountId,
  Arn: caller.arn,
}));

const protocol = awsQuery({ version: '2011-06-15', xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/' });

export const service = defineService(
  'sts',
  protocol,
  [
    {
      title: 'STS',
      operations: [getCallerIdentity, assumeRole],
      note: 'session policies, tags, source identity, external ID, role chaining',
    },
  ],
  [
    {
      title: 'STS, without a signature',
      operations: [assumeRoleWithWebIdentity],
      note: 'refuses every token, as in an account without an OpenID Connect provider',
    },
  ],
);
