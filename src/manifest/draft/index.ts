export { createDraft, type Draft, type DraftSecondary } from './draft';
export type { Issue } from './issues';
