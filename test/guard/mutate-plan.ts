import { isObject, type JsonObject, listOf, objectOf } from '../../src/terraform/json';

/** One change of one thing in a plan. */
export interface PlanMutation {
  what: string;
  plan: JsonObject;
}

type Edit = (plan: JsonObject) => void;

const extra = {
  address: 'aws_iam_role.extra',
  mode: 'managed',
  type: 'aws_iam_role',
  name: 'extra',
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: {
    actions: ['create'],
    before: null,
    after: { name: 'Extra', path: '/', assume_role_policy: '{}' },
    after_unknown: {},
  },
};

const ofThePlan: [string, Edit][] = [
  [
    'errored',
    (plan) => {
      plan.errored = true;
    },
  ],
  [
    'not complete',
    (plan) => {
      plan.complete = false;
    },
  ],
  [
    'refresh-only',
    (plan) => {
      delete plan.resource_changes;
    },
  ],
  [
    'deferred',
    (plan) => {
      plan.deferred_changes = [{ reason: 'provider_config_unknown', resource_change: extra }];
    },
  ],
  [
    'a check',
    (plan) => {
      plan.checks = [{ address: {}, status: 'pass' }];
    },
  ],
  [
    'an action',
    (plan) => {
      plan.action_invocations = [{ address: 'action.x' }];
    },
  ],
  [
    'a module call',
    (plan) => {
      rootOf(plan).module_calls = { other: { source: './other' } };
    },
  ],
  [
    'an extra resource',
    (plan) => {
      changesOf(plan).push(structuredClone(extra));
    },
  ],
  [
    'an extra configured resource',
    (plan) => {
      const resources = listOf(rootOf(plan).resources);
      rootOf(plan).resources = [...resources, { address: 'aws_iam_role.extra', mode: 'managed' }];
    },
  ],
  [
    'a data source',
    (plan) => {
      changesOf(plan).push({ ...structuredClone(extra), mode: 'data', change: { actions: ['read'] } });
    },
  ],
  [
    'an extra output',
    (plan) => {
      rootOf(plan).outputs = {
        ...objectOf(rootOf(plan).outputs),
        more: { expression: { constant_value: 'x' } },
      };
    },
  ],
  [
    'an output left out',
    (plan) => {
      delete rootOf(plan).outputs;
    },
  ],
  [
    'a variable',
    (plan) => {
      plan.variables = { account: { value: '1' } };
    },
  ],
  [
    'an extra provider',
    (plan) => {
      providersOf(plan).other = { name: 'other', full_name: 'registry.terraform.io/hashicorp/other' };
    },
  ],
];

/** Attributes of a provider, and arguments of its configuration. */
const ofProviders: [string, JsonObject, JsonObject?][] = [
  ['another source', { full_name: 'registry.example.com/someone/aws' }],
  ['another version', { version_constraint: '5.0.0' }],
  ['of a module', { module_address: 'module.other' }],
  ['another alias', { alias: 'other' }],
  ['no account', {}, { allowed_account_ids: undefined }],
  ['an account by reference', {}, { allowed_account_ids: { references: ['var.account'] } }],
  ['another account', {}, { allowed_account_ids: { constant_value: ['999988887777'] } }],
  ['endpoints', {}, { endpoints: [{ iam: { constant_value: 'http://localhost' } }] }],
  ['skip', {}, { skip_requesting_account_id: { constant_value: true } }],
];

const ofResources: [string, (change: JsonObject, resource: JsonObject) => void][] = [
  [
    'in a module',
    (change) => {
      change.module_address = 'module.other';
    },
  ],
  [
    'of another provider',
    (change) => {
      change.provider_name = 'registry.example.com/someone/aws';
    },
  ],
  [
    'moved',
    (change) => {
      change.previous_address = 'aws_iam_role.old';
    },
  ],
  [
    'deposed',
    (change) => {
      change.deposed = 'abcd1234';
    },
  ],
  [
    'imported',
    (change) => {
      objectOf(change.change).importing = { id: 'x' };
    },
  ],
  [
    'forgotten',
    (change) => {
      objectOf(change.change).actions = ['forget'];
    },
  ],
  [
    'destroyed',
    (change) => {
      objectOf(change.change).actions = ['delete'];
    },
  ],
  [
    'no action',
    (change) => {
      objectOf(change.change).actions = [];
    },
  ],
  [
    'an extra attribute',
    (change) => {
      objectOf(objectOf(change.change).after).description = 'something else';
    },
  ],
  [
    'an extra argument',
    (_, resource) => {
      objectOf(resource.expressions).description = { constant_value: 'something else' };
    },
  ],
  [
    'an unknown extra',
    (change) => {
      objectOf(objectOf(change.change).after_unknown).description = true;
    },
  ],
  [
    'a provisioner',
    (_, resource) => {
      resource.provisioners = [{ type: 'local-exec' }];
    },
  ],
  [
    'a count',
    (_, resource) => {
      resource.count_expression = { constant_value: 0 };
    },
  ],
  [
    'another provider configuration',
    (_, resource) => {
      resource.provider_config_key = 'aws.other';
    },
  ],
  [
    'another order',
    (_, resource) => {
      resource.depends_on = ['aws_iam_role.other'];
    },
  ],
];

/** Everything that a plan says, changed one at a time. */
export function* mutatePlan(plan: JsonObject): Generator<PlanMutation> {
  const edited = (what: string, edit: Edit): PlanMutation => {
    const copy = structuredClone(plan);
    edit(copy);
    return { what, plan: copy };
  };
  // Of an account that is removed, the plan lists nothing either way.
  const empty = changesOf(plan).length === 0;
  for (const [what, edit] of ofThePlan) {
    if (!(empty && /refresh-only|left out/.test(what))) yield edited(what, edit);
  }
  for (const [key, provider] of Object.entries(providersOf(plan)).map(
    ([key, one]) => [key, objectOf(one)] as const,
  )) {
    for (const [what, attributes, configured = {}] of ofProviders) {
      // A provider that is required and not configured has no account to leave out.
      if (what === 'no account' && provider.expressions === undefined) continue;
      const expressions = { ...objectOf(provider.expressions), ...configured };
      yield edited(`provider ${key}: ${what}`, (copy) => {
        providersOf(copy)[key] = JSON.parse(JSON.stringify({ ...provider, expressions, ...attributes }));
      });
    }
  }
  for (const [index, change] of changesOf(plan).entries()) {
    const address = String(change.address);
    const both = (copy: JsonObject): [JsonObject, JsonObject] => [
      changesOf(copy)[index]!,
      resourceOf(copy, address),
    ];
    yield edited(`${address}: left out`, (copy) => {
      copy.resource_changes = changesOf(copy).filter((_, at) => at !== index);
    });
    yield edited(`${address}: not configured`, (copy) => {
      rootOf(copy).resources = listOf(rootOf(copy).resources).filter(
        (one) => objectOf(one).address !== address,
      );
    });
    yield edited(`${address}: twice`, (copy) => {
      changesOf(copy).push(structuredClone(changesOf(copy)[index]!));
    });
    for (const [what, edit] of ofResources)
      yield edited(`${address}: ${what}`, (copy) => edit(...both(copy)));
    for (const [attribute, expression] of Object.entries(objectOf(resourceOf(plan, address).expressions))) {
      yield* mutateAttribute(address, attribute, objectOf(expression).constant_value, (what, edit) =>
        edited(what, (copy) => edit(...both(copy))),
      );
    }
  }
}

type EditBoth = (what: string, edit: (change: JsonObject, resource: JsonObject) => void) => PlanMutation;

function* mutateAttribute(
  address: string,
  attribute: string,
  value: unknown,
  edited: EditBoth,
): Generator<PlanMutation> {
  const name = `${address} ${attribute}`;
  const afterOf = (change: JsonObject): JsonObject => objectOf(objectOf(change.change).after);
  yield edited(`${name}: planned otherwise`, (change) => {
    afterOf(change)[attribute] = other(value);
  });
  yield edited(`${name}: planned as nothing`, (change) => {
    afterOf(change)[attribute] = Array.isArray(value) && value.length === 0 ? ['more'] : null;
  });
  yield edited(`${name}: unknown`, (change) => {
    objectOf(objectOf(change.change).after_unknown)[attribute] = true;
    delete afterOf(change)[attribute];
  });
  yield edited(`${name}: configured otherwise`, (_, resource) => {
    objectOf(resource.expressions)[attribute] = { constant_value: other(value) };
  });
  yield edited(`${name}: configured by reference`, (_, resource) => {
    objectOf(resource.expressions)[attribute] = { references: ['var.other'] };
  });
}

function other(value: unknown): unknown {
  if (typeof value === 'string')
    return value.startsWith('{')
      ? value.replace('"Version"', '"Version": "2008-10-17", "Id"')
      : `${value}-other`;
  if (Array.isArray(value)) return [...value, 'more'];
  return typeof value === 'number' ? value + 1 : !value;
}

function changesOf(plan: JsonObject): JsonObject[] {
  return plan.resource_changes as JsonObject[];
}

function rootOf(plan: JsonObject): JsonObject {
  return objectOf(objectOf(plan.configuration).root_module);
}

function providersOf(plan: JsonObject): JsonObject {
  return objectOf(objectOf(plan.configuration).provider_config);
}

function resourceOf(plan: JsonObject, address: string): JsonObject {
  return listOf(rootOf(plan).resources)
    .filter(isObject)
    .find((resource) => resource.address === address)!;
}
