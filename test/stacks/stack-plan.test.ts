import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildManifest, type ManifestParts } from '../support/manifest';
import { type Json, synthesizeToScratch } from '../support/synthesized';

const a = { accountId: '222233334444' };
const b = { accountId: '333344445555' };

function synthesized(parts: ManifestParts) {
  const output = synthesizeToScratch(buildManifest(parts));
  return { ...output, names: readdirSync(join(output.outdir, 'stacks')).sort() };
}
const aliases = (stack: Json) => stack.provider.aws.map(({ alias }: Json) => alias);

it('every secondary has its own stack', () => {
  const { names, stack } = synthesized({ secondaries: { a, b } });
  expect(names).toEqual(['main', 'secondary-a', 'secondary-b']);
  expect(aliases(stack('secondary-a'))).toEqual([undefined]);
  expect(stack('secondary-a').provider.aws[0].allowed_account_ids).toEqual(['222233334444']);
});

it('secondaries that name the same stack share it, each with its provider', () => {
  const { names, stack } = synthesized({
    secondaries: { a: { ...a, stack: 'products' }, b: { ...b, stack: 'products' } },
  });
  expect(names).toEqual(['main', 'products']);
  const products = stack('products');
  expect(
    products.provider.aws.map(({ alias, allowed_account_ids }: Json) => [alias, allowed_account_ids]),
  ).toEqual([
    ['a', ['222233334444']],
    ['b', ['333344445555']],
  ]);
  const providers = Object.values(products.resource).flatMap((named) =>
    Object.entries(named as Json).map(([address, { provider }]: [string, Json]) => [address, provider]),
  );
  expect(providers).toEqual([
    ['assume-sender-a', 'aws.a'],
    ['assume-sender-b', 'aws.b'],
    ['assume-sender-a_app-notifier', 'aws.a'],
    ['assume-sender-b_app-notifier', 'aws.b'],
  ]);
});

it('the verify roles are created in their secondary', () => {
  const verify = { trustedPrincipals: ['arn:aws:iam::999900001111:role/pipeline'] };
  const { resource } = synthesized({ verify, secondaries: { a: { ...a, stack: 'main' } } }).stack('main');
  const providers = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named as Json).map(([name, { provider }]: [string, Json]) => [
      `${type}.${name}`,
      provider,
    ]),
  );
  const inMain = providers.filter(([, provider]) => provider === undefined).map(([address]) => address);
  for (const address of inMain) expect(address).toMatch(/\.(sender|send)-a$/);
  expect(new Set(providers.map(([, provider]) => provider))).toEqual(new Set([undefined, 'aws.a']));
  expect(providers.filter(([, provider]) => provider === 'aws.a')).toHaveLength(7);
});

it('an account has the same alias alone and in a shared stack', () => {
  const named = { ...a, stack: 'products' };
  expect(aliases(synthesized({ secondaries: { a: named } }).stack('products'))).toEqual(['a']);
  const joined = synthesized({ secondaries: { a, b: { ...b, stack: 'secondary-a' } } });
  expect(aliases(joined.stack('secondary-a'))).toEqual(['a', 'b']);
});

it('addresses are the same in every stack, main included', () => {
  const own = synthesized({ secondaries: { a } });
  const one = synthesized({ secondaries: { a: { ...a, stack: 'main' } } });
  expect(one.names).toEqual(['main']);
  expect(aliases(one.stack('main'))).toEqual([undefined, 'a']);
  expect(Object.keys(one.stack('main').resource.aws_iam_policy)).toEqual(
    Object.keys(own.stack('secondary-a').resource.aws_iam_policy),
  );
  expect(one.stack('main').resource.aws_iam_role['sender-a'].provider).toBeUndefined();
});

it('a shared stack keeps the provider of a removed account', () => {
  const { stack } = synthesized({
    secondaries: { a: { ...a, stack: 'products', status: 'removed' }, b: { ...b, stack: 'products' } },
  });
  expect(aliases(stack('products'))).toEqual(['a', 'b']);
  expect(Object.keys(stack('products').resource.aws_iam_policy)).toEqual(['assume-sender-b']);
});

it.each(['active', 'removed'] as const)(
  'a secondary without access for Terraform has no stack (%s)',
  (status) => {
    const { names } = synthesized({ secondaries: { a: { ...a, assumePolicy: 'none', status }, b } });
    expect(names).toEqual(['main', 'secondary-b']);
  },
);
