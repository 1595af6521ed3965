import { malformed } from './malformed';

/** Partitions of AWS, and `*`, which AWS's own policies use. */
const PARTITION = /^(\*|aws|aws-cn|aws-us-gov|aws-eusc|aws-iso(-[a-z])?)$/;
const IAM_PATHS = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];
const FIELDS = 6;

/**
 * `*` or an ARN. In a policy of an identity, AWS completes an ARN of fewer than six fields with wildcards; in a
 * session policy it refuses it (IAM User Guide, reference_policies_elements_resource).
 */
export function checkResources(resources: readonly string[], kind: 'identity' | 'session'): void {
  for (const resource of resources) if (resource !== '*') checkArn(resource, kind);
}

function checkArn(resource: string, kind: 'identity' | 'session'): void {
  const fields = resource.split(':');
  const [prefix, partition = '', service = '', region = '', , ...rest] = fields;
  if (prefix !== 'arn') throw malformed(`Resource ${resource} must be in ARN format or "*".`);
  if (!PARTITION.test(partition)) {
    throw malformed(`Partition "${partition}" is not valid for resource "${resource}".`);
  }
  if (!/^[a-zA-Z0-9-]+$/.test(service)) {
    throw malformed('Resource vendor must be fully qualified and cannot contain regexes.');
  }
  if (fields.length < FIELDS) {
    if (kind === 'session') throw malformed(`Resource ${resource} is not a complete ARN.`);
    return;
  }
  if (service === 'iam') checkIamArn(resource, region, rest.join(':'));
}

/** IAM is global. A region of `*` is what the completion of `arn:aws:iam` gives. */
function checkIamArn(resource: string, region: string, path: string): void {
  if (region !== '' && region !== '*') {
    throw malformed(`IAM resource ${resource} cannot contain region information.`);
  }
  // The root user is the resource of sts:AssumeRoot.
  if (path !== '*' && path !== 'root' && !IAM_PATHS.some((start) => path.startsWith(start))) {
    throw malformed(`IAM resource path must either be "*" or start with ${IAM_PATHS.join(', ')}.`);
  }
}
