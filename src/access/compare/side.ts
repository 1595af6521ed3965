import type { Manifest } from '../../manifest/types';
import type { IamModel } from '../iam-model';

/** One side of a comparison. If only an output is known, the other side's manifest gives the names. */
export interface Side {
  manifest: Manifest;
  model: IamModel;
  /** Accounts whose stacks this side does not show: their callers are assumed to have every policy. */
  unknownAccounts?: ReadonlySet<string>;
}
