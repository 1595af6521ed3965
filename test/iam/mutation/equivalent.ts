/** A mutant that changes nothing anyone can see. */
export interface Equivalent {
  file: string;
  /** The line of the source, and what stands in place of what there. */
  line: string;
  from: string;
  to: string;
  why: string;
}

const SOONER = 'Only ends the work sooner: what follows can not change the result.';
const FAST = 'Only a shorter way to the same answer for values without wildcards and variables.';

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'authorize.ts',
    line: "if (either === 'yes' || sides.resource.allow === 'no') return either;",
    from: "either === 'yes' || sides.resource.allow === 'no'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'authorize.ts',
    line: "if (either === 'yes' || sides.resource.allow === 'no') return either;",
    from: '||',
    to: '&&',
    why: SOONER,
  },
  {
    file: 'condition.ts',
    line: 'const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;',
    from: '/^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/',
    to: '/^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]*?)(IfExists)?$/',
    why: 'No operator has an empty name.',
  },
  {
    file: 'condition.ts',
    line: "if (agrees === 'yes') break;",
    from: "agrees === 'yes'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'glob.ts',
    line: 'export const ONE = -2;',
    from: '2',
    to: '3',
    why: 'Any number that no character has.',
  },
  {
    file: 'json.ts',
    line: String.raw`for (const { 0: token, 1: key } of json.matchAll(/"((?:[^"\\]+|\\.)*)"(?:\s*(:))?|[{}[\]]/g)) {`,
    from: String.raw`/"((?:[^"\\]+|\\.)*)"(?:\s*(:))?|[{}[\]]/g`,
    to: String.raw`/"((?:[^"\\]*|\\.)*)"(?:\s*(:))?|[{}[\]]/g`,
    why: 'The same texts: the group repeats anyway.',
  },
  {
    file: 'side-decision.ts',
    line: "export const UNKNOWN_DECISION: SideDecision = { allow: 'unknown', deny: 'unknown' };",
    from: "'unknown'",
    to: "'yes'",
    why: 'Allow: the unknown Deny beside it makes the verdict unknown. (The same change of the Deny is noticed.)',
  },
  {
    file: 'side-decision.ts',
    line: 'const STRENGTH = { no: 0, unknown: 1, yes: 2 } as const satisfies Record<Ternary, number>;',
    from: '2',
    to: '3',
    why: 'Only the order counts.',
  },
  {
    file: 'side-decision.ts',
    line: "if (effect === 'Allow' && result.allow === 'yes') continue;",
    from: "effect === 'Allow' && result.allow === 'yes'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'side-decision.ts',
    line: "if (applies === 'yes') return result;",
    from: "applies === 'yes'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'side-decision.ts',
    line: "if (applies === 'yes') return result;",
    from: "'yes'",
    to: "'no'",
    why: 'A statement that does not apply is never stronger, so it does not come here; the return is left out.',
  },
  {
    file: 'side-decision.ts',
    line: "const named = statement.principal?.names(call, atLeast) ?? 'unknown';",
    from: "'unknown'",
    to: "'yes'",
    why: 'A statement without a readable Principal is unknown anyway.',
  },
  {
    file: 'side-decision.ts',
    line: "if (named !== 'no') result = or(result, and(named, testStatement(statement, call, 'resource')));",
    from: "named !== 'no'",
    to: 'true',
    why: SOONER,
  },
  {
    file: 'side-decision.ts',
    line: "if (result === 'yes') return result;",
    from: "result === 'yes'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'not-principal.ts',
    line: "const account = isListed(entries, rootOf(principal), 'direct');",
    from: "'direct'",
    to: "'account'",
    why: 'A root user is named directly by what names its account.',
  },
  {
    file: 'not-principal.ts',
    line: "const account = isListed(entries, rootOf(principal), 'direct');",
    from: "'direct'",
    to: "'role'",
    why: 'A root user is named directly by what names its account.',
  },
  {
    file: 'principal-aws.ts',
    line: String.raw`const ARN = /^arn:([a-z0-9-]+):(iam|sts)::(\d{12}):([^*?]+)$/;`,
    from: String.raw`/^arn:([a-z0-9-]+):(iam|sts)::(\d{12}):([^*?]+)$/`,
    to: String.raw`/^arn:([a-z0-9-]+):(iam|sts)::(\d{12}):([^*?]*)$/`,
    why: 'An empty resource is of no kind.',
  },
  {
    file: 'resource.ts',
    line: "if (result === 'yes') return result;",
    from: "result === 'yes'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'statement.ts',
    line: "if (result === 'no') return result;",
    from: "result === 'no'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'template.ts',
    line: String.raw`const PIECES = /(\$\{[^}]*\})/;`,
    from: String.raw`/(\$\{[^}]*\})/`,
    to: String.raw`/(\$\{[^}]+\})/`,
    why: 'An empty variable then stays in its text, which can not be read either.',
  },
  {
    file: 'template.ts',
    line: String.raw`const SPECIAL = /^\$\{([*?$])\}$/;`,
    from: String.raw`/^\$\{([*?$])\}$/`,
    to: String.raw`/^\$\{([*?$])\}/`,
    why: 'A piece ends with its first closing brace.',
  },
  {
    file: 'template.ts',
    line: String.raw`const VARIABLE = /^\$\{([A-Za-z0-9_-]+:[^,'"{}*?$ ]+)(?:, '([^'{}]*)')?\}$/;`,
    from: String.raw`/^\$\{([A-Za-z0-9_-]+:[^,'"{}*?$ ]+)(?:, '([^'{}]*)')?\}$/`,
    to: String.raw`/^\$\{([A-Za-z0-9_-]+:[^,'"{}*?$ ]+)(?:, '([^'{}]*)')?\}/`,
    why: 'A piece ends with its first closing brace.',
  },
  {
    file: 'template.ts',
    line: "const withVariables = variables && text.includes('${');",
    from: "'${'",
    to: "''",
    why: FAST,
  },
  {
    file: 'template.ts',
    line: 'if (!withVariables && !(wildcards && WILDCARD.test(text))) return { literal: text, parts: [], wildcards };',
    from: '!withVariables && !(wildcards && WILDCARD.test(text))',
    to: 'false',
    why: FAST,
  },
  {
    file: 'template.ts',
    line: 'if (!withVariables && !(wildcards && WILDCARD.test(text))) return { literal: text, parts: [], wildcards };',
    from: '&&',
    to: '||',
    why: `${FAST} (The same change of the first && is noticed.)`,
  },
  {
    file: 'template.ts',
    line: 'for (const piece of withVariables ? text.split(PIECES) : [text]) {',
    from: 'withVariables',
    to: 'true',
    why: 'Pieces are joined again where no variable is read.',
  },
  {
    file: 'template.ts',
    line: 'return parts.every(isPattern) ? { pattern: parts.flat(), parts, wildcards } : { parts, wildcards };',
    from: '{ pattern: parts.flat(), parts, wildcards }',
    to: '({ parts, wildcards })',
    why: FAST,
  },
  {
    file: 'ternary.ts',
    line: "if (result === 'no') return result;",
    from: "result === 'no'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'ternary.ts',
    line: "if (result === 'yes') return result;",
    from: "result === 'yes'",
    to: 'false',
    why: SOONER,
  },
  {
    file: 'values/arn.ts',
    line: 'if (segments.slice(0, 5).some(hasWildcard)) return (had) => ternary(matchSegments(segments, had));',
    from: '5',
    to: '6',
    why: 'Only a shorter way where no component but the last has wildcards.',
  },
  {
    file: 'values/date.ts',
    line: "return whole + Number(match[7] ?? 0) * 1000 - zoneMinutes(match[8] ?? '') * 60_000;",
    from: '*',
    to: '/',
    why: 'Of a fraction of a second only the order counts. (The same change of the zone is noticed.)',
  },
  {
    file: 'values/ip.ts',
    line: String.raw`const [, address, length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(wanted) ?? [];`,
    from: String.raw`/^([^/]+)(?:\/(\d{1,3}))?$/`,
    to: String.raw`/^([^/]*)(?:\/(\d{1,3}))?$/`,
    why: 'An empty text is not an address.',
  },
];
