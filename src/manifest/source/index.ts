export { characterName, invisibleIn, invisibleSpans, type Span } from './characters';
export { type DecodedSource, decode, maximumBytes } from './decode';
export { type ParsedDocument, parseYaml, tooLarge } from './document';
export { type Found, follow, offsets } from './locate';
export { openQuote } from './open-quote';
export { Positions } from './positions';
export { toValue } from './value';
