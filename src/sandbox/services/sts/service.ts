import { GetCallerIdentity$, type GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { awsQuery } from '../../protocols/query';
import { operation, operations, type Service } from '../types';
import { assumeRole } from './assume-role';

/** Needs no permission; even an explicit deny does not stop it (STS API reference). */
const getCallerIdentity = operation<object, GetCallerIdentityResponse>(GetCallerIdentity$, ({ caller }) => ({
  UserId: caller.userId,
  Account: caller.accountId,
  Arn: caller.arn,
}));

export const service: Service = {
  name: 'sts',
  protocol: awsQuery({ version: '2011-06-15', xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/' }),
  operations: operations([getCallerIdentity, assumeRole]),
};
