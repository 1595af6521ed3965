import { UserError } from '../../errors';
import { addPolicy, addRole } from '../world/entities';
import { propagate, propagateGroup } from '../world/propagation';
import type { Group, Role, User, World } from '../world/world-model';
import { type Block, type Resource, readOutput } from './read-output';

/** ARNs of the customer managed policies that an account got from the output. */
export type CreatedPolicies = Map<string, string[]>;

/** What a resource type changes in IAM, and the arguments that the sandbox knows. Others might change what Terraform does. */
interface ResourceType {
  /** In this order: a resource comes before those that name it. Exclusive lists come last. */
  phase: 'create' | 'connect' | 'exclude';
  arguments: readonly string[];
  apply(world: World, resource: Resource, created: CreatedPolicies): void;
}

/** Arguments without effect on access. */
const harmless = ['//', 'provider', 'depends_on', 'lifecycle', 'tags', 'description'];

const types: Record<string, ResourceType> = {
  aws_iam_role: {
    phase: 'create',
    arguments: [
      'name',
      'path',
      'assume_role_policy',
      'max_session_duration',
      'permissions_boundary',
      'force_detach_policies',
    ],
    apply: createRole,
  },
  aws_iam_policy: { phase: 'create', arguments: ['name', 'path', 'policy'], apply: createPolicy },
  aws_iam_role_policy: {
    phase: 'connect',
    arguments: ['name', 'role', 'policy'],
    apply: (world, resource) =>
      change(world, resource, 'role', ({ inline }, { name, policy }) =>
        inline.set(String(name), String(policy)),
      ),
  },
  aws_iam_role_policy_attachment: attachment('role'),
  aws_iam_user_policy_attachment: attachment('user'),
  aws_iam_group_policy_attachment: attachment('group'),
  aws_iam_role_policies_exclusive: {
    phase: 'exclude',
    arguments: ['role_name', 'policy_names'],
    apply: (world, resource) =>
      change(world, resource, 'role', ({ inline }, { policy_names }) => {
        const listed = texts(policy_names);
        for (const name of inline.keys())
          if (!listed.includes(name)) contradict(resource, `inline policy ${name}`);
      }),
  },
  aws_iam_role_policy_attachments_exclusive: {
    phase: 'exclude',
    arguments: ['role_name', 'policy_arns'],
    apply: (world, resource) =>
      change(world, resource, 'role', ({ attached }, { policy_arns }) => {
        const listed = texts(policy_arns);
        for (const arn of attached) if (!listed.includes(arn)) contradict(resource, `attachment of ${arn}`);
        for (const arn of listed) attached.add(arn);
      }),
  },
};

/**
 * Puts what Terraform would create of this output into the world. What it does not know might change what Terraform
 * does (another IAM resource, `count`, `inline_policy`), so it is refused by name instead of being passed over.
 */
export function applyOutput(world: World, directory: string): CreatedPolicies {
  const resources = readOutput(world, directory).map((resource) => ({ resource, is: known(resource) }));
  const created: CreatedPolicies = new Map();
  for (const phase of ['create', 'connect', 'exclude']) {
    for (const { resource, is } of resources) if (is?.phase === phase) is.apply(world, resource, created);
  }
  return created;
}

function known(resource: Resource): ResourceType | undefined {
  const { stack, type, address, block } = resource;
  const is = Object.hasOwn(types, type) ? types[type] : undefined;
  const refuse = (what: string) => {
    throw new UserError(
      `stack ${stack}, ${type}.${address}: the sandbox cannot tell what Terraform would make of ${what}; leave it out of the output, or rehearse with Terraform itself (\`tendlc sandbox --empty -- terraform apply\`)`,
    );
  };
  if (!is && type.startsWith('aws_iam_')) refuse('this type of resource');
  const strange = is && Object.keys(block).find((name) => ![...harmless, ...is.arguments].includes(name));
  if (strange) refuse(`its argument ${strange}`);
  return is;
}

function createRole(world: World, { account, block }: Resource): void {
  addRole(world, account, {
    name: String(block.name),
    path: text(block.path),
    trustPolicy: String(block.assume_role_policy),
    maxSessionDuration:
      block.max_session_duration === undefined ? undefined : Number(block.max_session_duration),
    boundary: text(block.permissions_boundary),
  });
}

function createPolicy(world: World, { account, block }: Resource, created: CreatedPolicies): void {
  const policy = addPolicy(world, account, {
    name: String(block.name),
    path: text(block.path),
    document: String(block.policy),
  });
  created.set(account.id, [...(created.get(account.id) ?? []), policy.arn]);
}

/** Each apply undoes what the other resource did (AWS provider's documentation of the exclusive resources). */
function contradict({ stack, type, address }: Resource, what: string): never {
  throw new UserError(
    `stack ${stack}, ${type}.${address}: its list leaves out the ${what} that the same output creates; Terraform would create and remove it in turns`,
  );
}

function attachment(kind: 'role' | 'user' | 'group'): ResourceType {
  return {
    phase: 'connect',
    arguments: [kind, 'policy_arn'],
    apply: (world, resource) =>
      change(world, resource, kind, ({ attached }, { policy_arn }) => attached.add(String(policy_arn))),
  };
}

/** Changes the role, user or group that a resource names, and lets authorization see it. */
function change(
  world: World,
  resource: Resource,
  kind: 'role' | 'user' | 'group',
  how: (entity: Role | User | Group, block: Block) => unknown,
): void {
  const { stack, type, address, account, block } = resource;
  const name = String(block[kind] ?? block[`${kind}_name`]);
  const entity = account[`${kind}s`].get(name.toLowerCase());
  if (!entity) {
    throw new UserError(
      `${stack}: ${type}.${address} needs ${name}, which exists neither in account ${account.id} nor in the output`,
    );
  }
  how(entity, block);
  if (entity.kind === 'group') propagateGroup(world, account, entity);
  else propagate(world, account, entity);
}

const text = (value: unknown) => (value === undefined ? undefined : String(value));
const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
