/** Evaluates AWS IAM policies. Imports nothing from the rest of this project. */
export { authorize, NOT_EVALUATED } from './authorize';
export { explain } from './explain';
export { parsePolicy } from './policy';
export { decidedByText } from './text';
export type {
  AccessRequest,
  Decision,
  Policy,
  PolicySet,
  PolicySide,
  Principal,
  Reason,
  RequestContext,
  StatementTrace,
  Verdict,
} from './types';
