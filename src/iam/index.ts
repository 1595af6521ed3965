/** Evaluates AWS IAM policies. Knows nothing of the rest of this project. */
export { authorize, NOT_EVALUATED } from './authorize';
export { explain } from './explain';
export { type Policy, parsePolicy } from './policy';
export type {
  AccessRequest,
  Decision,
  PolicySet,
  Principal,
  Reason,
  RequestContext,
  StatementTrace,
  Verdict,
} from './types';
