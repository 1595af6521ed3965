import { asText, isObject, type JsonObject, listOf, objectOf, sameJson } from '../terraform/json';
import type { PlannedConfiguration } from '../terraform/planned-configuration';
import type { Fault } from './findings';
import { argumentFault } from './providers';
import { shownValues, valueFaults } from './values';

/** How many names stand before the body of a block (Terraform, "JSON Configuration Syntax"). */
const labels: Record<string, number> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  action: 2,
  provider: 1,
  output: 1,
  variable: 1,
  module: 1,
  check: 1,
  terraform: 1,
  locals: 1,
};

/**
 * The planned configuration against what the manifest gives, key by key: a plan's JSON leaves out blocks that Terraform
 * carries out all the same (ephemeral resources, `removed` blocks with provisioners, `lifecycle`, the backend).
 */
export function configurationFaults(wanted: JsonObject, planned: PlannedConfiguration): Fault[] {
  const foreign = planned.foreign.map(
    ({ path, why }): Fault => ({ code: 'foreign-file', address: '', message: `${path}: ${why}.` }),
  );
  if (!planned.config) {
    const message = `${planned.source} lacks the stack's cdk.tf.json: its configuration was not compared.`;
    return [...foreign, { code: 'configuration-missing', address: '', message }];
  }
  const own = blocksOf(wanted);
  const found = blocksOf(planned.config);
  const addresses = new Set([...own.keys(), ...found.keys()]);
  return [...foreign, ...[...addresses].flatMap((address) => blockFaults(address, own, found))];
}

/** Blocks by address (`TYPE.NAME`, `provider.aws.ALIAS`, `output.NAME`, `removed`). */
function blocksOf(config: JsonObject): Map<string, unknown> {
  const blocks = new Map<string, unknown>();
  for (const [kind, value] of Object.entries(config)) {
    if (kind === '//') continue;
    for (const [address, body] of flatten(kind === 'resource' ? [] : [kind], value, labels[kind] ?? 0)) {
      const earlier = blocks.get(address);
      blocks.set(address, earlier === undefined ? body : [earlier, body]);
    }
  }
  return blocks;
}

function flatten(path: readonly string[], value: unknown, depth: number): [string, unknown][] {
  if (depth > 0 && isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([name, body]) => flatten([...path, name], body, depth - 1));
  if (path[0] === 'provider' && depth === 0)
    return listOf(value).map((block) => {
      const { alias } = objectOf(block);
      return [[...path, ...(alias === undefined ? [] : [asText(alias)])].join('.'), block];
    });
  return [[path.join('.') || 'resource', value]];
}

function blockFaults(address: string, own: Map<string, unknown>, found: Map<string, unknown>): Fault[] {
  const wanted = own.get(address);
  const planned = found.get(address);
  const code = codeOf(address, own.has(address));
  if (!own.has(address)) {
    const message = 'The configuration holds it, and the manifest does not imply it.';
    return [{ code, address, message, ...shownValues(address, undefined, planned) }];
  }
  if (!found.has(address))
    return [{ code, address, message: 'The manifest implies it, and the configuration lacks it.' }];
  if (!isObject(wanted) || !isObject(planned)) {
    if (sameJson(wanted, planned)) return [];
    const message = 'It is not what the manifest implies.';
    return [{ code, address, message, ...shownValues(address, wanted, planned) }];
  }
  return [...new Set([...Object.keys(wanted), ...Object.keys(planned)])]
    .filter((key) => key !== '//' && !sameJson(wanted[key], planned[key]))
    .flatMap((key) => argumentFaults(code, address, key, wanted[key], planned[key]));
}

function argumentFaults(
  code: Fault['code'],
  address: string,
  key: string,
  wanted: unknown,
  planned: unknown,
): Fault[] {
  if (address.startsWith('provider.')) return [argumentFault(address, key, wanted, planned)];
  if (key === 'provisioner' || key === 'connection') {
    const message = 'It runs a command when Terraform creates or destroys it.';
    return [{ code: 'provisioner', address, message, ...shownValues(key, wanted, planned) }];
  }
  const faults = code === 'configuration-differs' ? valueFaults(code, address, key, wanted, planned) : [];
  if (faults.length > 0) return faults;
  const message = `${key} is configured otherwise than the manifest implies.`;
  return [{ code, address, message, ...shownValues(key, wanted, planned) }];
}

function codeOf(address: string, isImplied: boolean): Fault['code'] {
  const [kind] = address.split('.');
  if (kind === 'provider') return 'provider-differs';
  if (kind === 'output') return 'output-differs';
  if (kind === 'variable') return isImplied ? 'variable-differs' : 'variable-extra';
  if (kind === 'module') return 'module';
  return 'configuration-differs';
}
