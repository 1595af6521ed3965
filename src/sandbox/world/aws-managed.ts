import { awsPolicyArn } from './aws-arns';

/** The managed policies of AWS that the sandbox has; AWS has more than a thousand. */
const policies: readonly { name: string; id: string; document: object }[] = [
  {
    name: 'AdministratorAccess',
    id: 'ANPAIWMBCKSKIEE64ZLYK',
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  },
];

export interface AwsManagedPolicy {
  name: string;
  id: string;
  arn: string;
  document: string;
}

/** A policy of AWS by its ARN in that partition. Undefined if the sandbox does not have it. */
export function awsManagedPolicy(arn: string, partition: string): AwsManagedPolicy | undefined {
  const policy = policies.find(({ name }) => arn === awsPolicyArn(partition, name));
  return policy && { name: policy.name, id: policy.id, arn, document: JSON.stringify(policy.document) };
}

export function awsManagedPolicies(partition: string): AwsManagedPolicy[] {
  return policies.map(({ name, id, document }) => ({
    name,
    id,
    arn: awsPolicyArn(partition, name),
    document: JSON.stringify(document),
  }));
}
