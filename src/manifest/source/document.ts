import {
  type Alias,
  Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { directives, oddBlanks, type Span } from './characters';

interface DuplicateKey {
  first: Node;
  again: Node;
  name: string;
}

/** One pass over the tree of the file: what the rules on YAML need, and the target of every alias. */
export interface ParsedDocument {
  document: Document.Parsed;
  /** There is no value to look at: what the rules on YAML say is all that can be said. */
  broken: boolean;
  /** Nested so deep that it cannot be read. */
  tooDeep: boolean;
  /** Offset where a second document begins. */
  secondDocument?: number;
  duplicates: DuplicateKey[];
  /** Directives other than `%YAML 1.2`. */
  directives: Span[];
  /** Blanks that YAML takes for letters, where it needs a space. */
  oddBlanks: Span[];
  /** Nodes with a tag, such as `!!binary` or `!Ref`. */
  tagged: Node[];
  /** Keys that are maps, lists or null. */
  oddKeys: { node?: Node; map: Node }[];
  /** Merge keys whose value is not a map. */
  oddMerges: Node[];
  unknownAliases: Alias[];
  /** A list or map with more values than any manifest has. */
  oversized?: YAMLMap | YAMLSeq;
  aliases: Map<Alias, Node>;
  /** Nodes that the file stands for once every alias is replaced; Infinity for one that contains itself. */
  expandedSize: number;
}

/** What aliases may make of a file beyond its own size: 10,000 secondaries that share a list are far below. */
const largestExpansion = 1_000_000;

/** Twice the roles that an account can have. */
const largestCollection = 20_000;

const nothing = {
  duplicates: [],
  tagged: [],
  oddKeys: [],
  oddMerges: [],
  unknownAliases: [],
  aliases: new Map<Alias, Node>(),
  expandedSize: 0,
} satisfies Walked;

type Walked = Omit<
  ParsedDocument,
  'document' | 'secondDocument' | 'broken' | 'tooDeep' | 'directives' | 'oddBlanks'
>;

/**
 * Duplicate keys are looked for here, in linear time, and not by `yaml`, which compares each key with all before.
 */
export function parseYaml(text: string): ParsedDocument {
  const options = { uniqueKeys: false, merge: true, prettyErrors: false, logLevel: 'silent' } as const;
  const odd = { directives: directives(text), oddBlanks: oddBlanks(text) };
  try {
    const documents = parseAllDocuments(text, options);
    const [document = new Document(null, options) as Document.Parsed, second] = documents;
    if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION'))
      return { ...tooDeep(options), ...odd };
    const walked = walk(document.contents);
    const broken =
      document.errors.length > 0 ||
      odd.directives.length > 0 ||
      odd.oddBlanks.length > 0 ||
      tooLarge(walked) ||
      walked.unknownAliases.length > 0 ||
      walked.oversized !== undefined ||
      !isMap(document.contents);
    return { document, secondDocument: second?.range[0], broken, tooDeep: false, ...odd, ...walked };
  } catch (error) {
    // The only way in which `yaml` and the walk fail: the call stack is used up.
    if ((error as Error | undefined)?.name !== 'RangeError') throw error;
    return { ...tooDeep(options), ...odd };
  }
}

function tooDeep(options: object): Omit<ParsedDocument, 'directives' | 'oddBlanks'> {
  return {
    document: new Document(null, options) as Document.Parsed,
    broken: true,
    tooDeep: true,
    ...nothing,
  };
}

/** Aliases of aliases that would fill the memory once replaced, or an anchor that contains itself. */
export function tooLarge({
  aliases,
  expandedSize,
}: Pick<ParsedDocument, 'aliases' | 'expandedSize'>): boolean {
  return aliases.size > 0 && expandedSize > largestExpansion;
}

function walk(root: Node | null): Walked {
  const duplicates: DuplicateKey[] = [];
  const tagged: Node[] = [];
  const oddKeys: ParsedDocument['oddKeys'] = [];
  const oddMerges: Node[] = [];
  const unknownAliases: Alias[] = [];
  let oversized: YAMLMap | YAMLSeq | undefined;
  const aliases = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, number>();

  const visit = (node: Node | null | undefined): number => {
    if (!node) return 1;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) unknownAliases.push(node);
      else aliases.set(node, target);
      // A target without a size yet is an ancestor: the document contains itself.
      return target ? (sizes.get(target) ?? Number.POSITIVE_INFINITY) : 1;
    }
    if (node.tag !== undefined) tagged.push(node);
    if (node.anchor) anchors.set(node.anchor, node);
    if (isCollection(node) && node.items.length > largestCollection) oversized ??= node as YAMLMap | YAMLSeq;
    let size = 1;
    if (isMap(node)) size += visitMap(node);
    else if (isCollection(node)) for (const item of node.items) size += visit(item as Node | null);
    if (node.anchor) sizes.set(node, size);
    return size;
  };

  const visitMap = (map: YAMLMap): number => {
    const seen = new Map<string, Node>();
    let size = 0;
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      size += visit(pair.key) + visit(pair.value);
      const name = keyName(pair);
      if (isMergeKey(pair)) {
        if (!mergesMaps(pair.value, aliases)) oddMerges.push(pair.value ?? pair.key);
        const first = seen.get('<<');
        if (first) duplicates.push({ first, again: pair.key, name: '<<' });
        else seen.set('<<', pair.key);
      } else if (name === undefined) oddKeys.push({ node: pair.key ?? undefined, map });
      else if (seen.has(name)) duplicates.push({ first: seen.get(name)!, again: pair.key, name });
      else seen.set(name, pair.key);
    }
    return size;
  };

  const expandedSize = visit(root);
  return { oversized, duplicates, tagged, oddKeys, oddMerges, unknownAliases, aliases, expandedSize };
}

function mergesMaps(value: Node | null, aliases: Map<Alias, Node>): boolean {
  const target = isAlias(value) ? (aliases.get(value) ?? value) : value;
  if (isMap(target)) return true;
  if (!isSeq(target)) return isAlias(target);
  return target.items.every((item) => !isSeq(item) && mergesMaps(item as Node | null, aliases));
}

/** The key as a property name; undefined if it is empty or not a scalar. */
export function keyName(pair: Pair<unknown, unknown>): string | undefined {
  const key = pair.key;
  if (!isScalar(key) || key.value === null || key.value === undefined) return undefined;
  if (typeof key.value === 'symbol') return '<<';
  return typeof key.value === 'object' ? (key.source ?? '') : String(key.value);
}

/** `<<`, written plainly, merges; quoted it is a key like any other. */
export function isMergeKey(pair: Pair<unknown, unknown>): boolean {
  const key = pair.key;
  return isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'));
}
