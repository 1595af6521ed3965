export { createDraft, type Draft, type DraftSecondary, type Loose } from './draft';
export { type Issue, type IssueKind, valueAt } from './issues';
