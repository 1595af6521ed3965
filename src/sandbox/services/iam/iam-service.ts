import { awsQuery } from '../../protocols/query';
import { defineService } from '../operation';
import { accessKeyOperations } from './access-keys';
import { attachmentPolicyOperations } from './attachments';
import { groupOperations } from './groups';
import { inlinePolicyOperations } from './inline-policies';
import { policyOperations } from './managed-policies';
import { policyVersionOperations } from './policy-versions';
import { roleOperations } from './roles';
import { simulatePrincipalPolicy } from './simulate';
import { tagOperations } from './tags';
import { userOperations } from './users';

const protocol = awsQuery({ version: '2010-05-08', xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/' });

export const service = defineService('iam', protocol, [
  { title: 'IAM, roles', operations: roleOperations, note: 'without instance profiles' },
  {
    title: 'IAM, managed policies',
    operations: [...policyOperations, ...policyVersionOperations],
    note: "of AWS's own policies AdministratorAccess",
  },
  { title: 'IAM, attachments', operations: attachmentPolicyOperations },
  { title: 'IAM, inline policies', operations: inlinePolicyOperations },
  { title: 'IAM, users', operations: [...userOperations, ...accessKeyOperations] },
  { title: 'IAM, groups', operations: groupOperations },
  { title: 'IAM, tags', operations: tagOperations },
  {
    title: 'IAM, simulator',
    operations: [simulatePrincipalPolicy],
    note: 'of a role or user: identity policies and boundary',
  },
]);
