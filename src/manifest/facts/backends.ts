export interface BackendNeeds {
  /** Settings (dotted) that must be there. */
  required: string[];
  /** One of these must be there, and no second. */
  oneOf?: string[];
  /** Settings that tell the states of stacks apart: one must hold {stack}. Undefined: not known here. */
  perStack?: string[];
  /** Settings that are secret as such; those whose names say so need no entry. */
  secret?: string[];
}

/**
 * The backends of Terraform (https://developer.hashicorp.com/terraform/language/backend, and the `cloud` block) and of
 * OpenTofu (https://opentofu.org/docs/language/settings/backends/configuration/), with the settings each needs.
 */
export const backends: Readonly<Record<string, BackendNeeds>> = {
  local: { required: [], perStack: ['path'] },
  s3: { required: ['bucket', 'key'], perStack: ['key'] },
  cloud: {
    required: ['organization', 'workspaces'],
    oneOf: ['workspaces.name', 'workspaces.tags'],
    perStack: ['workspaces.name', 'workspaces.tags'],
  },
  remote: {
    required: ['organization', 'workspaces'],
    oneOf: ['workspaces.name', 'workspaces.prefix'],
    perStack: ['workspaces.name', 'workspaces.prefix'],
  },
  azurerm: {
    required: ['storage_account_name', 'container_name', 'key'],
    perStack: ['key'],
    secret: ['client_certificate'],
  },
  gcs: { required: ['bucket'], perStack: ['prefix'] },
  consul: { required: ['path'], perStack: ['path'], secret: ['http_auth'] },
  http: { required: ['address'], perStack: ['address'] },
  pg: { required: [], perStack: ['schema_name'], secret: ['conn_str'] },
  kubernetes: { required: ['secret_suffix'], perStack: ['secret_suffix'] },
  cos: { required: [], secret: ['secret_id'] },
  oci: { required: [] },
  oss: { required: [] },
};
