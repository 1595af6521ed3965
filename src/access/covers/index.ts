/** Proves that policy documents allow no more, or no less, than others. Imports only `iam`. */
export { atomsOf } from './atoms';
export { compareDocuments, isDisjoint } from './compare';
export { isCovered } from './cover';
export { hitsSensitive, type SensitiveFacts, type SensitiveRequests, sensitiveRequests } from './sensitive';
export type { AtomSet, Comparison, Scope, SourceDocument, Uncovered, UnknownDocument } from './types';
