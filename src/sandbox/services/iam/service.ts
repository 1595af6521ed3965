import { awsQuery } from '../../protocols/query';
import { operations, type Service } from '../types';
import { accessKeyOperations } from './access-keys';
import { attachmentPolicyOperations } from './attachments';
import { groupOperations } from './groups';
import { inlinePolicyOperations } from './inline-policies';
import { policyOperations } from './policies';
import { policyVersionOperations } from './policy-versions';
import { roleOperations } from './roles';
import { simulatePrincipalPolicy } from './simulate';
import { tagOperations } from './tags';
import { userOperations } from './users';

export const service: Service = {
  name: 'iam',
  protocol: awsQuery({ version: '2010-05-08', xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/' }),
  operations: operations([
    ...roleOperations,
    ...inlinePolicyOperations,
    ...policyOperations,
    ...policyVersionOperations,
    ...attachmentPolicyOperations,
    ...tagOperations,
    ...userOperations,
    ...groupOperations,
    ...accessKeyOperations,
    simulatePrincipalPolicy,
  ]),
};
