import type { Manifest } from '../../manifest/types';
import type { IamModel } from '../iam-model/index';

/** One side of a comparison. Where only an output is known, the other side's manifest gives the names. */
export interface Side {
  manifest: Manifest;
  model: IamModel;
}
