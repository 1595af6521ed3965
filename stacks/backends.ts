import { TerraformBackend, type TerraformStack } from 'cdktf/lib/index.js';
import type { Backend } from '../src/manifest/types';

/**
 * Terraform reads the path from the stack's folder (OUTDIR/stacks/NAME): the state lies beside OUTDIR, outside of
 * all that a synth rewrites, under the name that CDKTF itself would give it.
 */
const LOCAL_PATH = '../../../terraform.{stack}.tfstate';

/** What a careful team writes anyway: Terraform's own lock file in the bucket, and encryption. */
const defaults: Record<string, Record<string, unknown>> = {
  local: { path: LOCAL_PATH },
  s3: { encrypt: true, use_lockfile: true },
};

/** Where the state of a stack is kept. `{stack}` in any string is the stack's name. */
export function addBackend(stack: TerraformStack, backend: Backend): void {
  const { type, ...settings } = backend;
  const merged = replaceStack({ ...defaults[type], ...settings }, stack.node.id);
  new StackBackend(stack, type, merged as Record<string, unknown>);
}

/** CDKTF's own classes write an absolute path (local) or start Terraform at synth (cloud); this one only writes. */
class StackBackend extends TerraformBackend {
  constructor(
    stack: TerraformStack,
    private readonly type: string,
    private readonly settings: Record<string, unknown>,
  ) {
    super(stack, 'backend', type);
  }

  /** Every ARN is a literal: no stack reads another one's state. */
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
