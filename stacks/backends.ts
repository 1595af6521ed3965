import { TerraformBackend, type TerraformStack } from 'cdktf/lib/index.js';
import type { Backend } from '../src/manifest/types';

/**
 * Relative to the stack's folder (OUTDIR/stacks/NAME): the state is beside OUTDIR, outside everything that a synth
 * rewrites, and has the name that CDKTF itself gives it.
 */
const LOCAL_PATH = '../../../terraform.{stack}.tfstate';

/** Used unless the manifest says otherwise: Terraform's lock file in the bucket, and encryption. */
const defaults: Record<string, Record<string, unknown>> = {
  local: { path: LOCAL_PATH },
  s3: { encrypt: true, use_lockfile: true },
};

/** Sets where Terraform keeps the stack's state. `{stack}` in any string is the stack's name. */
export function addBackend(stack: TerraformStack, backend: Backend): void {
  const { type, ...settings } = backend;
  const merged = replaceStack({ ...defaults[type], ...settings }, stack.node.id);
  new StackBackend(stack, type, merged as Record<string, unknown>);
}

/** CDKTF's own classes write an absolute path (local) or start Terraform at synth (cloud). */
class StackBackend extends TerraformBackend {
  constructor(
    stack: TerraformStack,
    private readonly type: string,
    private readonly settings: Record<string, unknown>,
  ) {
    super(stack, 'backend', type);
  }

  /** Every ARN is a literal, so no stack reads another stack's state. */
  override getRemoteStateDataSource(): never {
    throw new Error('stacks have no references to each other');
  }

  override toTerraform(): object {
    const block = { [this.type]: this.settings };
    return { terraform: this.type === 'cloud' ? block : { backend: block } };
  }
}

function replaceStack(value: unknown, stack: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{stack}', stack);
  if (Array.isArray(value)) return value.map((item) => replaceStack(item, stack));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceStack(item, stack)]));
}
