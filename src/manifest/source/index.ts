export { type DecodedSource, decode, maximumBytes } from './decode';
export { type ParsedDocument, parseYaml, tooLarge } from './document';
export { type Found, follow, offsets } from './locate';
export { Positions } from './positions';
export { toValue } from './value';
