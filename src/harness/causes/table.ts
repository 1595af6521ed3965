import { accessCauses } from './access';
import { connectionCauses } from './connection';
import { sendingCauses } from './sending';
import type { Cause } from './types';

/**
 * First match wins, so the particular stands before the general. `{account}`, `{accountId}`, `{role}`, `{roleName}`,
 * `{caller}`, `{number}`, `{resource}`, `{region}` and `{main}` are filled in.
 */
export const causes: readonly Cause[] = [...accessCauses, ...sendingCauses, ...connectionCauses];
