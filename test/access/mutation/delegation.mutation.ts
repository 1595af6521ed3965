import { buildIamModel } from '../../../src/access/iam-model/index';
import { computeMatrix } from '../../../src/access/matrix';
import { disagrees } from '../../../src/access/model';
import type { Delegation } from '../../../src/delegation/types';
import type { Manifest } from '../../../src/manifest/types';
import { isObject } from '../../../src/terraform/json';
import { type Resource, resourcesOfStacks } from '../../../src/terraform/resources';
import { samples, stacksOf } from '../samples';
import { delegatedResources } from './delegated-resources';
import { printScore } from './score';
import { loadDelegation, mutateSource, type SourceMutation, sourceFiles } from './source';

const manifests = Object.entries(samples).map(([sample, manifest]) => ({ sample, manifest: manifest() }));

function resourcesBy(mutation?: SourceMutation): Resource[][] {
  const { delegate } = loadDelegation(mutation) as { delegate: (manifest: Manifest) => Delegation };
  return manifests.map(({ manifest }) => delegatedResources(manifest, delegate(manifest)));
}

/** What the resources say, whatever they are called and in whatever order they say it. */
function essence(resources: readonly Resource[]): string {
  const lines = resources.map(({ type, accountId, values }) => {
    const { name, ...rest } = values;
    const named = type === 'aws_iam_role_policy' ? rest : { name, ...rest };
    return JSON.stringify([type, accountId, canonical(named)]);
  });
  return lines.sort().join('\n');
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) return canonical(JSON.parse(value));
  if (Array.isArray(value)) {
    const items = value.map(canonical).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return items.length === 1 ? items[0] : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'Sid' && key !== 'Version');
  return Object.fromEntries(entries.sort().map(([key, child]) => [key, canonical(child)]));
}

const original = resourcesBy();

/** Changes of the source whose documents differ in more than names, but allow no principal anything more. */
const reasons: [pattern: RegExp, reason: string][] = [
  [
    /^trust-policy.ts \d+: \{ ArnLike: arnLike, StringEquals: organization \}|^trust-policy.ts \d+: \{ sid: `SessionContext/,
    'passing tags takes sts:AssumeRole as well, which Senders allows to no other principal',
  ],
  [
    /^trust-policy.ts \d+: \[\.\.\.statements, suspended\] -> \[suspended\]$/,
    'suspended: the Deny decides, whatever else the trust admits',
  ],
  [
    /^assume-policy.ts \d+: principal.kind === kind && !principal.pattern -> \(principal.kind === kind\)$/,
    'no principal has a * in its name',
  ],
  [/^assume-policy.ts \d+: 'none' -> ''$/, 'an account that Terraform has no access to has no stack'],
  [/^policy-document.ts (38|43|48): /, 'a condition without keys asks for nothing'],
  [
    /^trust-policy.ts \d+: organizationId && !secondary.external -> \(!secondary.external\)$/,
    'a condition without a value is not written',
  ],
  [/^verify-roles.ts \d+: role.path === '\/'/, 'the senders by name instead of by their path'],
];

function outcomeOf(mutation: SourceMutation): { what: string; noticed: boolean; reason?: string } {
  const what = `${mutation.file} ${mutation.what}`;
  let changed: Resource[][];
  try {
    changed = resourcesBy(mutation);
    if (JSON.stringify(changed) === JSON.stringify(original))
      return { what, noticed: false, reason: 'the documents are the same' };
    if (changed.every((resources, index) => essence(resources) === essence(original[index]!))) {
      return { what, noticed: false, reason: 'names, order and ways of writing' };
    }
  } catch {
    return { what, noticed: true };
  }
  const noticed = changed.some((resources, index) => {
    const { manifest } = manifests[index]!;
    const { cells, problems } = computeMatrix(manifest, buildIamModel(resources, manifest.main.partition));
    return problems.length > 0 || cells.some(disagrees);
  });
  const reason = noticed ? undefined : reasons.find(([pattern]) => pattern.test(what))?.[1];
  return { what, noticed, ...(reason && { reason }) };
}

describe('the source of src/delegation', () => {
  test('gives what the stacks write', () => {
    const unread = new Set(['force_detach_policies', 'max_session_duration']);
    const line = ({ stack, type, values }: Resource): string =>
      `${stack} ${type} ${JSON.stringify(
        Object.entries(values)
          .filter(([key]) => !unread.has(key))
          .sort(),
      )}`;
    for (const [index, { sample }] of manifests.entries()) {
      const written = resourcesOfStacks(stacksOf(sample)).filter(({ type }) => !type.endsWith('_exclusive'));
      expect(original[index]!.map(line).sort()).toEqual(written.map(line).sort());
    }
  });

  test('cannot be changed in one place without access noticing who gains or loses', () => {
    const outcomes = sourceFiles().flatMap(mutateSource).map(outcomeOf);
    printScore('semantic, source of src/delegation', outcomes);
    expect(outcomes.filter(({ noticed, reason }) => !noticed && !reason).map(({ what }) => what)).toEqual([]);
  });
});
