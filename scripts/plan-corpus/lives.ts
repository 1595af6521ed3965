import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../e2e/manifest';
import { must } from '../e2e/terraform';
import { addPolicy, createLegacy, suspend, trustAccount, widenSend } from './by-hand';
import type { Kind, Life } from './kind';
import { kinds } from './kinds';
import { add, changed, each, set, setMediaBucket, setRole } from './manifests';

const CRM = 'TenDlcSender-crm';
const DEVELOPMENT = 'secondary-development';
const base = manifest();
const staging = add('staging', { accountId: '333344445555', principals: ['role/worker'] });
const partner = add('partner', { accountId: '666677778888', principals: ['role/bridge'], external: true });
const legacy = manifest({ adopted: true });
const boundary = setRole({
  permissionsBoundary: {
    arn: 'arn:aws:iam::111122223333:policy/Boundary',
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sms-voice:*', Resource: '*' }],
    },
  },
});
const groups = set('development', { assumePolicy: { groups: ['senders', 'operators'] } });
const everything = changed(each(staging, partner, boundary, groups), { adopted: true });
const mms = each(setMediaBucket, set('development', { channels: ['sms', 'mms'] }));
const suspended = manifest({ status: 'suspended' });

const prepared = (manifestText: string, stack = 'main'): Kind => ({
  name: `prepare ${stack}`,
  manifest: manifestText,
  stack,
  apply: true,
});
const legitimate = (name: string, manifestText: string, rest: Partial<Kind> = {}): Kind => ({
  name,
  right: 'pass',
  manifest: manifestText,
  ...rest,
});

/** The main stack. What a step leaves in AWS, the next step finds, so the steps with drift come last. */
const owner: Life = {
  name: 'owner',
  world: everything,
  steps: [
    prepared(base),
    legitimate('account-added', changed(staging)),
    legitimate('external-added', changed(partner)),
    legitimate('mms-added', changed(mms)),
    legitimate('boundary-added', changed(boundary)),
    legitimate('imported', legacy, { byHand: createLegacy }),
    legitimate('emergency-suspended', suspended, {
      byHand: suspend('TenDlcSender-development'),
      apply: true,
    }),
    prepared(base),
    // The exclusive list of the role removes the policy; guard still reports that someone added it.
    { name: 'extra-inline-healed', right: 'fail', manifest: base, byHand: addPolicy(CRM), apply: true },
    { name: 'send-widened-by-hand', right: 'fail', manifest: base, byHand: widenSend(CRM), apply: true },
    {
      name: 'trust-changed-by-hand',
      right: 'fail',
      manifest: base,
      byHand: trustAccount(CRM, '444455556666'),
    },
  ],
};

/** All accounts may use the same under `strategy: shared`. */
const alike = (...changes: Parameters<typeof each>) =>
  changed(
    each(set('development', { sessionContext: undefined }), set('crm', { numbers: ['alerts'] }), ...changes),
  );
const shared = setRole({ strategy: 'shared' });

const strategy: Life = {
  name: 'strategy',
  world: alike(shared),
  steps: [
    prepared(alike()),
    legitimate('strategy-shared', alike(shared), { apply: true }),
    legitimate('shared-emergency', alike(shared, set('development', { status: 'suspended' })), {
      byHand: suspend('TenDlcSender'),
    }),
  ],
};

/** The stack of one secondary. */
const secondary: Life = {
  name: 'secondary',
  world: everything,
  steps: [
    legitimate('secondary-created', base, { stack: DEVELOPMENT, apply: true }),
    legitimate('group-attached', changed(groups), { stack: DEVELOPMENT }),
    legitimate('attach-false', changed(set('development', { assumePolicy: { attach: false } })), {
      stack: DEVELOPMENT,
    }),
    legitimate('secondary-removed', manifest({ status: 'removed' }), { stack: DEVELOPMENT }),
  ],
};

const inProducts = (key: string) => set(key, { stack: 'products', deploy: { profile: key } });
const products = changed(each(inProducts('development'), inProducts('crm')));

/** docs/terraform.md, "Stacks": the state of both secondaries moves to a stack of its own. */
const stacks: Life = {
  name: 'stacks',
  world: base,
  steps: [
    prepared(base, DEVELOPMENT),
    prepared(base, 'secondary-crm'),
    legitimate('stack-moved', products, {
      stack: 'products',
      state: async (terraform, folder) => {
        for (const from of [DEVELOPMENT, 'secondary-crm']) {
          const state = join(
            folder,
            readdirSync(folder, { recursive: true })
              .map(String)
              .find((name) => name.endsWith(`terraform.${from}.tfstate`))!,
          );
          const to = join(state, '..', 'terraform.products.tfstate');
          const listed = must(
            'list',
            await terraform.terraform('products', 'state', 'list', `-state=${state}`),
          );
          for (const address of listed.trim().split('\n'))
            must(
              'mv',
              await terraform.terraform(
                'products',
                'state',
                'mv',
                `-state=${state}`,
                `-state-out=${to}`,
                address,
                address,
              ),
            );
        }
      },
    }),
  ],
};

const aliases: Life = {
  name: 'aliases',
  world: base,
  steps: [legitimate('aliases-created', products, { stack: 'products' })],
};

const first: Life = { name: 'first', world: legacy, steps: kinds };

export const lives: readonly Life[] = [first, owner, strategy, secondary, aliases, stacks];
