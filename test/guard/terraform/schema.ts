/**
 * The resource types of the stacks as hashicorp/aws 6 declares them (Registry, "Argument Reference" and "Attribute
 * Reference" of each), as far as a plan shows them: `set` by people, `computed` by AWS, `fixed` ones force a replacement.
 */
interface Type {
  set: Record<string, unknown>;
  computed: Record<string, unknown>;
  fixed: string[];
  defaults?: Record<string, unknown>;
}

const list = ['set', 'string'];
const tags = ['map', 'string'];
const attachment = (kind: string): Type => ({
  set: { [kind]: 'string', policy_arn: 'string' },
  computed: { id: 'string' },
  fixed: [kind, 'policy_arn'],
});

export const types: Record<string, Type> = {
  aws_iam_role: {
    set: {
      assume_role_policy: 'string',
      description: 'string',
      force_detach_policies: 'bool',
      max_session_duration: 'number',
      name: 'string',
      path: 'string',
      permissions_boundary: 'string',
      tags,
    },
    computed: {
      arn: 'string',
      create_date: 'string',
      id: 'string',
      inline_policy: ['set', ['object', { name: 'string', policy: 'string' }]],
      managed_policy_arns: list,
      name_prefix: 'string',
      tags_all: tags,
      unique_id: 'string',
    },
    fixed: ['name', 'path'],
    defaults: { path: '/', max_session_duration: 3600, force_detach_policies: false },
  },
  aws_iam_role_policy: {
    set: { name: 'string', role: 'string', policy: 'string' },
    computed: { id: 'string', name_prefix: 'string' },
    fixed: ['name', 'role'],
  },
  aws_iam_policy: {
    set: { name: 'string', path: 'string', policy: 'string', description: 'string', tags },
    computed: {
      arn: 'string',
      attachment_count: 'number',
      id: 'string',
      name_prefix: 'string',
      policy_id: 'string',
      tags_all: tags,
    },
    fixed: ['name', 'path', 'description'],
    defaults: { path: '/' },
  },
  aws_iam_role_policy_attachment: attachment('role'),
  aws_iam_user_policy_attachment: attachment('user'),
  aws_iam_group_policy_attachment: attachment('group'),
  aws_iam_role_policies_exclusive: {
    set: { role_name: 'string', policy_names: list },
    computed: {},
    fixed: ['role_name'],
  },
  aws_iam_role_policy_attachments_exclusive: {
    set: { role_name: 'string', policy_arns: list },
    computed: {},
    fixed: ['role_name'],
  },
};

export const providerArguments: Record<string, unknown> = {
  region: 'string',
  profile: 'string',
  allowed_account_ids: list,
  shared_config_files: ['list', 'string'],
  skip_credentials_validation: 'bool',
  skip_requesting_account_id: 'bool',
  access_key: 'string',
  secret_key: 'string',
};

export const providerBlocks: Record<string, Record<string, unknown>> = {
  default_tags: { tags },
  assume_role: { role_arn: 'string', external_id: 'string', session_name: 'string' },
  endpoints: { iam: 'string', sts: 'string' },
};
