import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../errors';
import { duplicateKey } from '../iam/json';
import {
  asText,
  isDeeper,
  isObject,
  type JsonObject,
  listOf,
  MAX_DEPTH,
  objectOf,
  reasonOf,
  stringOf,
} from './json';

/** What `terraform show -json PLAN` says, format 1.x; https://developer.hashicorp.com/terraform/internals/json-format */
export interface Plan {
  file: string;
  terraformVersion: string;
  changes: ResourceChange[];
  drift: ResourceChange[];
  /** `provider_config` of the configuration, by key (`aws`, `aws.ALIAS`). */
  providers: JsonObject;
  /** Resources of the root module as configured, by address. */
  configured: Map<string, JsonObject>;
  /** The whole document, for what only one check reads. */
  raw: JsonObject;
}

export interface ResourceChange {
  address: string;
  mode: string;
  type: string;
  name: string;
  providerName: string;
  actions: string[];
  /** Absent where there was nothing, or will be nothing. */
  before?: JsonObject;
  after?: JsonObject;
  /** `true` wherever a value is known only after apply. */
  afterUnknown: JsonObject;
  raw: JsonObject;
}

/** A plan of 1,000 secondaries in one stack has about 50 MB. */
const MAX_BYTES = 128 * 1024 * 1024;

/** The JSON of a plan. Throws a UserError if it cannot be read. */
export function readPlan(file: string): Plan {
  return planOfText(file, readPlanBytes(file));
}

/** The same from the file's content. */
export function planOfText(file: string, bytes: Buffer): Plan {
  return planFrom(file, parse(file, bytes));
}

/** Is it a plan that `terraform plan -out` wrote, either a zip file or HCP Terraform's reference to a run? */
export function isSavedPlan(bytes: Buffer): boolean {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return true;
  return /^\s*\{\s*"remote_plan_format"/.test(bytes.subarray(0, 64).toString('utf8'));
}

/** The same from what the file holds. */
export function planFrom(file: string, value: unknown): Plan {
  if (!isObject(value)) throw unreadable(file, 'it holds no object');
  const version = stringOf(value.format_version);
  if (version === undefined) throw unreadable(file, whatElse(value));
  if (!/^1\.\d+$/.test(version)) {
    throw unreadable(file, `its format version is ${version}, and tendlc reads 1.x`);
  }
  if (!isObject(value.configuration) || !isObject(value.planned_values))
    throw unreadable(file, whatElse(value));
  for (const key of ['resource_changes', 'resource_drift'])
    if (!listOf(value[key]).every(isObject))
      throw unreadable(file, `${key} holds something other than changes`);
  return planOf(file, value);
}

function planOf(file: string, raw: JsonObject): Plan {
  const configuration = objectOf(raw.configuration);
  const resources = listOf(objectOf(configuration.root_module).resources).filter(isObject);
  return {
    file,
    terraformVersion: stringOf(raw.terraform_version) ?? 'unknown',
    changes: listOf(raw.resource_changes).filter(isObject).map(changeOf),
    drift: listOf(raw.resource_drift).filter(isObject).map(changeOf),
    providers: objectOf(configuration.provider_config),
    configured: new Map(resources.map((resource) => [asText(resource.address), resource])),
    raw,
  };
}

function changeOf(raw: JsonObject): ResourceChange {
  const change = objectOf(raw.change);
  return {
    address: asText(raw.address),
    mode: asText(raw.mode),
    type: asText(raw.type),
    name: asText(raw.name),
    providerName: asText(raw.provider_name),
    actions: listOf(change.actions).map(asText),
    ...(isObject(change.before) && { before: change.before }),
    ...(isObject(change.after) && { after: change.after }),
    afterUnknown: wholly(change.after, change.after_unknown),
    raw,
  };
}

/** `true` for the whole object is `true` for each of its attributes. */
function wholly(after: unknown, unknown: unknown): JsonObject {
  if (unknown !== true) return objectOf(unknown);
  return Object.fromEntries(Object.keys(objectOf(after)).map((key) => [key, true]));
}

/** Throws a UserError if the file cannot be read or is larger than any plan of these stacks. */
export function readPlanBytes(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, and the limit is ${MAX_BYTES}`);
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, reasonOf(error), error);
  }
}

function parse(file: string, bytes: Buffer): unknown {
  if (bytes.length === 0) throw unreadable(file, 'it is empty');
  if (isSavedPlan(bytes)) throw unreadable(file, 'it is the saved plan, not its JSON');
  if (bytes[0] === 0xff || bytes[1] === 0 || bytes.includes(0)) {
    throw unreadable(
      file,
      'it is not UTF-8 (PowerShell writes UTF-16 with ">": use Out-File -Encoding utf8)',
    );
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const lines = /^\s*\{"@level"/.test(bytes.subarray(0, 64).toString('utf8'));
    throw unreadable(file, lines ? 'it is the log of terraform plan -json' : reasonOf(error), error);
  }
  if (isDeeper(value, MAX_DEPTH)) throw unreadable(file, `it is nested more than ${MAX_DEPTH} levels deep`);
  // JSON.parse keeps the last of them; Terraform never writes two.
  const twice = duplicateKey(text);
  if (twice !== undefined) throw unreadable(file, `the key ${twice} stands twice in one object`);
  return value;
}

function whatElse(value: JsonObject): string {
  if ('plan_format_version' in value) return 'it is the rendering format of HCP Terraform, not the plan';
  if ('values' in value) return 'it is a state, not a plan';
  return 'it is not a plan: format_version, planned_values or configuration is missing';
}

export function unreadable(file: string, why: string, cause?: unknown): UserError {
  return new UserError(
    `${file} cannot be read as a plan: ${why}. Write it with: terraform show -json PLANFILE > ${file}`,
    2,
    { cause },
  );
}
