/** What the command line, `guard` and reviews use of `access`. */
export { type ChangesByProof, changesByProof, type ProvenChange } from './agreement/changes';
export { computeChanges, type Side } from './compare';
export { buildIamModel, type IamModel } from './iam-model';
export { unsupportedStatements } from './iam-model/unsupported-statements';
export { computeMatrix } from './matrix';
export { type AccessProblem, disagrees } from './model';
export { jsonReport } from './report/json';
export { markdownReport } from './report/markdown';
export type { AccessReport } from './report/report';
export { pinpointReach, scopeLimits } from './report/scope-limits';
export { disagreement, tableReport } from './report/table';
