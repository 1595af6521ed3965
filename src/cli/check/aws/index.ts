import { showInvisible } from '../../../encode/invisible';
import { UserError } from '../../../errors';
import { type Readiness, sendingRegions, tierReadiness } from '../../../harness/readiness';
import { inSandbox } from '../../../in-sandbox';
import type { Diagnostic, Manifest } from '../../../manifest/types';
import type { Inventory } from './inventory';
import { type AwsRule, awsRules, type Comparison } from './rules';

export interface AwsFindings {
  diagnostics: Diagnostic[];
  readiness: Readiness[];
}

/**
 * Compares the manifest with the main account: read-only, one Describe call a second.
 * @throws UserError (exit 2) if AWS cannot be asked, or the credentials are of another account
 */
export async function compareWithAws(manifest: Manifest, rules = awsRules): Promise<AwsFindings> {
  const { main } = manifest;
  const client = await import('./client');
  const account = await ask('GetCallerIdentity', 'sts:GetCallerIdentity', () =>
    client.callerAccount(main.region),
  );
  if (account !== main.accountId)
    throw new UserError(
      `check --aws: the credentials are of account ${account}, not of the main account ${main.accountId} ("${main.name}"). Set AWS_PROFILE, or the settings that your AWS tools use, to the main account${inSandbox() ? ' (in the sandbox: AWS_PROFILE=tendlc-sandbox-main)' : ''}.`,
    );
  const pace = client.onePerSecond();
  const regions = new Map<string, Inventory>();
  for (const region of sendingRegions(main))
    regions.set(
      region,
      await ask(
        `describing numbers, pools and configuration sets in ${region}`,
        'sms-voice:DescribePhoneNumbers, sms-voice:DescribePools and sms-voice:DescribeConfigurationSets on "*"',
        () => client.readInventory(region, pace),
      ),
    );
  return {
    diagnostics: compare({ manifest, regions }, rules),
    readiness: [...regions].map(([region, { tier }]) => tierReadiness(region, tier, main.smsTier)),
  };
}

export function compare(comparison: Comparison, rules: readonly AwsRule[] = awsRules): Diagnostic[] {
  const { manifest } = comparison;
  return rules.flatMap((rule) =>
    [...rule.check(comparison)].map(
      ({ at, message, fix }): Diagnostic => ({
        code: rule.code,
        severity: rule.severity,
        message,
        fix,
        file: manifest.file,
        range: manifest.rangeOf(at),
        related: [],
      }),
    ),
  );
}

async function ask<Answer>(what: string, actions: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    const fix = /AccessDenied|UnauthorizedOperation/.test(name)
      ? `The credentials need ${actions}.`
      : /Credentials|Token|SSO/i.test(name)
        ? 'Log in again, or set AWS_PROFILE to the main account.'
        : 'Check network, Region and credentials, then try again.';
    throw new UserError(
      `check --aws: ${what} failed. AWS said: ${showInvisible(`${name}: ${message}`)}\n${fix}`,
      2,
      {
        cause: error,
      },
    );
  }
}
