import { shellWord } from '../../encode/shell';
import { UserError } from '../../errors';
import type { SandboxEnvironment } from '../../sandbox/aws-config-files';

/** Settings that change how AWS tools print, not which account they reach. */
const HARMLESS = new Set([
  'AWS_PAGER',
  'AWS_DEFAULT_OUTPUT',
  'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
]);

/** The host of HCP Terraform, unless a backend names another. */
const HCP_TERRAFORM = 'app.terraform.io';

/**
 * The environment of a command in the sandbox. It has none of the caller's AWS settings, which would take precedence,
 * no credentials for HCP Terraform, no setting that names another state, and no proxy.
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
    // A token in the environment takes precedence over those in files, so that no real workspace can be reached.
    ...Object.fromEntries(
      [HCP_TERRAFORM, terraformHost].map((host) => [tokenVariable(host), 'tendlc-sandbox']),
    ),
  };
}

/** Settings of AWS and HCP Terraform, and those with which Terraform finds another state (-state=…, data folder). */
const FOREIGN = '^(AWS_|TF_TOKEN_|TFC_|TFE_|TF_WORKSPACE$|TF_CLOUD_|TF_CLI_ARGS|TF_DATA_DIR$)';

function isForeign(name: string): boolean {
  return new RegExp(FOREIGN, 'i').test(name);
}

/**
 * Terraform CLI configuration, "Environment variable credentials": dots become underscores, hyphens two. Throws a
 * UserError on text that is not a hostname: shellLines() prints the result as the name of a variable.
 */
function tokenVariable(host: string): string {
  if (!/^[\w.-]+$/.test(host)) throw new UserError(`${host} is not a hostname`);
  return `TF_TOKEN_${host.replace(/-/g, '__').replace(/\./g, '_')}`;
}

/** Commands that give another shell the same environment: unset its own settings, then set these. */
export function shellLines(sandbox: SandboxEnvironment, terraformHost?: string): string[] {
  const set = Object.entries(childEnvironment({}, sandbox, terraformHost)).filter(
    ([name]) => name.toUpperCase() !== 'NO_PROXY',
  );
  return [
    `unset AWS_PROFILE $(awk 'BEGIN { for (name in ENVIRON) if (name ~ /${FOREIGN}/ && name !~ /^(${[...HARMLESS].join('|')})$/) print name }')`,
    ...set.map(([name, value]) => `export ${name}=${shellWord(value ?? '')}`),
    `export NO_PROXY="\${NO_PROXY:-\${no_proxy:-}},127.0.0.1,localhost"`,
    'export no_proxy="$NO_PROXY"',
  ];
}
