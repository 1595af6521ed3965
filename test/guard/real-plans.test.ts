import { type JsonObject, listOf, objectOf } from '../../src/terraform/json';
import { samples, stacksOf } from '../access/samples';
import { guard, planOfStack, structural } from './guarding';
import { terraformVersion, Workspace } from './terraform/workspace';

/**
 * Terraform's own plans of the very cdk.tf.json. The AWS provider is stood in for (nothing is downloaded, nothing is
 * created), all else is Terraform: where it is not installed, there is nothing to see here.
 */
describe('plans of Terraform itself', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await Workspace.create();
  });
  afterEach(() => workspace.close());

  const codesOf = (sample: string, stack: string, plan: JsonObject): string[] => [
    ...new Set(structural(guard(samples[sample]!(), stacksOf(sample), { [stack]: plan }))),
  ];
  const stackOf = (sample: string, stack: string) => stacksOf(sample).find((file) => file.stack === stack)!;

  test('of a stack from nothing to applied, and what is done to it on the way', async () => {
    if (!(await terraformVersion)) return;
    const codes = (plan: JsonObject): string[] => codesOf('bounded', 'main', plan);
    const stack = await workspace.stack(stackOf('bounded', 'main'));
    expect(codes(await stack.plan('-target', 'aws_iam_role.sender-plain'))).toEqual([
      'plan-incomplete',
      'resource-missing',
    ]);
    expect(codes(await stack.plan())).toEqual([]);
    await stack.apply();

    expect(codes(await stack.plan())).toEqual([]);
    expect(codes(await stack.plan('-refresh-only'))).toEqual(['plan-refresh-only']);
    expect(codes(await stack.plan('-destroy'))).toContain('role-destroyed');
    expect(codes(await stack.plan('-replace', 'aws_iam_role.sender-plain'))).toEqual(['role-replaced']);

    workspace.drift({
      'aws_iam_role TenDlcSender-plain': { assume_role_policy: '{"Version":"2012-10-17"}' },
    });
    expect(codes(await stack.plan())).toEqual(['drift']);
    workspace.drift({
      'aws_iam_role_policies_exclusive TenDlcSender-plain': { policy_names: ['ByHand', 'Send'] },
    });
    expect(codes(await stack.plan())).toEqual(['drift']);
    workspace.drift({});

    const config = stack.read();
    const { 'sender-plain': _, ...roles } = objectOf(objectOf(config.resource).aws_iam_role);
    const removed = { from: 'aws_iam_role.sender-plain', lifecycle: { destroy: false } };
    stack.write({ ...config, removed, resource: { aws_iam_role: roles } });
    expect(codes(await stack.plan())).toContain('forgotten');
  }, 180_000);

  test.each(stacksOf('deployed').map(({ stack }) => stack))(
    'of the stack %s, with providers, imports and tags of all kinds',
    async (name) => {
      if (!(await terraformVersion)) return;
      workspace.drift({
        'aws_iam_role TenDlcSender-one': {
          path: '/tendlc/',
          assume_role_policy: '{}',
          max_session_duration: 3600,
        },
        'aws_iam_role_policy Send': { policy: '{}' },
      });
      const stack = await workspace.stack(stackOf('deployed', name));
      expect(codesOf('deployed', name, await stack.plan())).toEqual([]);
    },
    120_000,
  );

  test('of a provider that somebody turned away from AWS', async () => {
    if (!(await terraformVersion)) return;
    const stack = await workspace.stack(stackOf('bounded', 'secondary-plain'));
    const config = stack.read();
    const [aws] = listOf(objectOf(config.provider).aws).map(objectOf);
    const turned = {
      ...aws,
      allowed_account_ids: ['${var.account}'],
      endpoints: [{ iam: 'http://localhost' }],
    };
    stack.write({
      ...config,
      variable: { account: { default: '333344445555' } },
      provider: { aws: [turned] },
    });
    expect(codesOf('bounded', 'secondary-plain', await stack.plan())).toEqual([
      'variable-extra',
      'provider-account',
      'provider-override',
    ]);
  }, 60_000);

  test('are what the fixtures are', async () => {
    if (!(await terraformVersion)) return;
    const stack = await workspace.stack(stackOf('bounded', 'main'));
    expect(shapeOf(planOfStack(stacksOf('bounded'), 'main'))).toEqual(shapeOf(await stack.plan()));
    await stack.apply();
    expect(shapeOf(planOfStack(stacksOf('bounded'), 'main', 'no-op'))).toEqual(shapeOf(await stack.plan()));
    const together = await workspace.stack(stackOf('deployed', 'together'));
    expect(shapeOf(planOfStack(stacksOf('deployed'), 'together'))).toEqual(shapeOf(await together.plan()));
  }, 120_000);
});

/** What guard reads of a plan: values, actions, configuration. */
function shapeOf(plan: JsonObject): unknown {
  const { provider_config: providers, root_module: root } = objectOf(plan.configuration);
  const changes = listOf(plan.resource_changes).map((one) => {
    const { address, mode, type, name, provider_name, change } = objectOf(one);
    const { actions, before, after, after_unknown } = objectOf(change);
    const values = { before: withoutMadeUp(before), after: withoutMadeUp(after), after_unknown };
    return { address, mode, type, name, provider_name, actions, ...values };
  });
  const { format_version, complete, errored } = plan;
  const { resources, outputs } = objectOf(root);
  const envelope = { format_version, complete, errored, providers, outputs };
  return { ...envelope, changes: byAddress(changes), resources: byAddress(listOf(resources)) };
}

function byAddress(items: readonly unknown[]): unknown[] {
  const addressOf = (item: unknown): string => String(objectOf(item).address);
  return items.toSorted((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
}

/** IDs and dates are what each side made up. */
function withoutMadeUp(values: unknown): unknown {
  if (values === null) return null;
  const madeUp = ['id', 'unique_id', 'policy_id', 'create_date', 'attachment_count', 'tags_all'];
  return Object.fromEntries(Object.entries(objectOf(values)).filter(([key]) => !madeUp.includes(key)));
}
