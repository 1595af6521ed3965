import { defaultStackName } from '../../names';
import { expandText } from '../draft/placeholders';
import type { RawSecondary } from '../schema';
import type { RoleSettings, Secondary } from '../types';
import { resolveDeploy } from './main-account';
import { parsePrincipal } from './principals';

/** `raw` has the defaults merged and the placeholders replaced. */
export function resolveSecondary(key: string, raw: RawSecondary, role: RoleSettings): Secondary {
  const { accountId } = raw;
  return {
    key,
    title: raw.title ?? key,
    accountId,
    numbers: raw.numbers ?? [],
    pools: raw.pools ?? [],
    configurationSets: raw.configurationSets ?? [],
    principals: Array.isArray(raw.principals) ? raw.principals.map(parsePrincipal) : 'account',
    assumePolicy: resolveAssumePolicy(raw.assumePolicy),
    externalId: typeof raw.externalId === 'string' ? { current: raw.externalId } : raw.externalId,
    external: raw.external ?? false,
    apis: raw.apis ?? ['sms-voice'],
    channels: raw.channels ?? ['sms'],
    sessionContext: raw.sessionContext ?? [],
    status: raw.status ?? 'active',
    ...resolveRoleName(key, accountId, raw, role),
    import: raw.import ?? [],
    stack: raw.stack ?? defaultStackName(key),
    deploy: resolveDeploy(raw.deploy),
    testAs: raw.testAs,
  };
}

/** Under `shared` there is one role, and it is named by main.role alone. */
function resolveRoleName(
  key: string,
  accountId: string,
  raw: Pick<RawSecondary, 'roleName' | 'rolePath'>,
  role: RoleSettings,
): Pick<Secondary, 'roleName' | 'rolePath'> {
  if (role.strategy === 'shared') return { roleName: role.name, rolePath: role.path };
  const replacements = { account: key, accountId };
  return {
    roleName: raw.roleName ?? expandText(role.name, replacements),
    rolePath: raw.rolePath ?? expandText(role.path, replacements),
  };
}

function resolveAssumePolicy(raw: RawSecondary['assumePolicy']): Secondary['assumePolicy'] {
  if (raw === 'none') return 'none';
  return { attach: raw?.attach ?? true, groups: raw?.groups ?? [] };
}
