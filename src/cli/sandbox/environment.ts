import type { SandboxEnvironment } from '../../sandbox/aws-config-files';

/** Settings of AWS tools that say how they print, not whom they reach. */
const HARMLESS = new Set([
  'AWS_PAGER',
  'AWS_DEFAULT_OUTPUT',
  'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
]);

/** Where HCP Terraform is unless a backend says otherwise. */
const HCP_TERRAFORM = 'app.terraform.io';

/**
 * What a command runs with: nothing of the caller's own AWS settings (a profile, a key or an endpoint of theirs would
 * win), no way into HCP Terraform or to another state, and no proxy between it and the sandbox.
 */
export function childEnvironment(
  outside: NodeJS.ProcessEnv,
  sandbox: SandboxEnvironment,
  terraformHost = HCP_TERRAFORM,
): NodeJS.ProcessEnv {
  const kept = Object.entries(outside).filter(([name]) => HARMLESS.has(name) || !isForeign(name));
  const noProxy = [outside.NO_PROXY ?? outside.no_proxy, '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(kept),
    ...sandbox,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    // A token in the environment wins over those in files: a real workspace cannot be reached by mistake.
    ...Object.fromEntries(
      [HCP_TERRAFORM, terraformHost].map((host) => [tokenVariable(host), 'tendlc-sandbox']),
    ),
  };
}

/** AWS's and HCP Terraform's settings, and Terraform's that could name another state: -state=… and a data folder. */
const FOREIGN = '^(AWS_|TF_TOKEN_|TFC_|TFE_|TF_WORKSPACE$|TF_CLOUD_|TF_CLI_ARGS|TF_DATA_DIR$)';

function isForeign(name: string): boolean {
  return new RegExp(FOREIGN, 'i').test(name);
}

/** Terraform CLI, environment variable credentials: dots as underscores, hyphens as two. */
function tokenVariable(host: string): string {
  return `TF_TOKEN_${host.replace(/-/g, '__').replace(/\./g, '_')}`;
}

/** For another shell, which may have settings of its own: the same is taken away there, and the same is set. */
export function shellLines(sandbox: SandboxEnvironment, terraformHost?: string): string[] {
  const set = Object.entries(childEnvironment({}, sandbox, terraformHost)).filter(
    ([name]) => name.toUpperCase() !== 'NO_PROXY',
  );
  return [
    `unset AWS_PROFILE $(awk 'BEGIN { for (name in ENVIRON) if (name ~ /${FOREIGN}/ && name !~ /^(${[...HARMLESS].join('|')})$/) print name }')`,
    ...set.map(([name, value]) => `export ${name}=${quote(value ?? '')}`),
    `export NO_PROXY="\${NO_PROXY:-\${no_proxy:-}},127.0.0.1,localhost"`,
    'export no_proxy="$NO_PROXY"',
  ];
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
