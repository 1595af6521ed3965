import ts from 'typescript';

/** A small change of a source file that should make a test fail. */
export interface Mutant {
  file: string;
  line: number;
  start: number;
  end: number;
  /** The text before and after the change. */
  from: string;
  to: string;
}

const OPERATORS = new Map<ts.SyntaxKind, string[]>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
  [ts.SyntaxKind.AsteriskToken, ['/']],
]);

/** Other values of the same kind: the three values, the effects, the kinds of naming. */
const WORDS: readonly string[][] = [
  ['yes', 'no', 'unknown'],
  ['Allow', 'Deny'],
  ['account', 'role', 'direct'],
  ['identity', 'resource', 'boundary'],
];

const CALLS: Record<string, string> = {
  every: 'some',
  some: 'every',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  toLowerCase: 'toString',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
};

function isTypeOnly(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function stringMutations(text: string): string[] {
  const others = WORDS.filter((list) => list.includes(text)).flatMap((list) =>
    list.filter((word) => word !== text),
  );
  return others.length > 0 ? others.map((word) => `'${word}'`) : [text === '' ? `'mutant'` : `''`];
}

/** The expression without an anchor, and with each quantifier changed to another. */
function regexMutations(text: string): string[] {
  const end = text.lastIndexOf('/');
  const [body, flags] = [text.slice(1, end), text.slice(end + 1)];
  const bodies = new Set<string>();
  if (body.startsWith('^')) bodies.add(body.slice(1));
  if (body.endsWith('$')) bodies.add(body.slice(0, -1));
  for (const { index, 0: found } of body.matchAll(/(?<![\\(])[+*?](?![^[]*\])/g)) {
    const other = found === '+' ? '*' : found === '*' ? '+' : '';
    bodies.add(`${body.slice(0, index)}${other}${body.slice(index + 1)}`);
  }
  return [...bodies].map((changed) => `/${changed}/${flags}`);
}

/** Replacements for one node; none for most. */
function* mutationsOf(node: ts.Node, source: ts.SourceFile): Generator<[ts.Node, string]> {
  const text = (of: ts.Node): string => of.getText(source);
  if (ts.isBinaryExpression(node)) {
    for (const to of OPERATORS.get(node.operatorToken.kind) ?? []) yield [node.operatorToken, to];
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) yield [node, text(node.right)];
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    yield [node, text(node.operand)];
  } else if (ts.isConditionalExpression(node)) {
    yield [node.condition, 'true'];
    yield [node.condition, 'false'];
  } else if (ts.isIfStatement(node)) {
    yield [node.expression, 'true'];
    yield [node.expression, 'false'];
  } else if (ts.isNumericLiteral(node)) {
    yield [node, String(Number(node.text) + 1)];
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
    yield [node, 'false'];
  } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
    yield [node, 'true'];
  } else if (ts.isRegularExpressionLiteral(node)) {
    for (const to of regexMutations(node.text)) yield [node, to];
  } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    for (const to of stringMutations(node.text)) yield [node, to];
  } else if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements)
      yield [
        node,
        `[${node.elements
          .filter((e) => e !== element)
          .map(text)
          .join(', ')}]`,
      ];
  } else if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      const rest = node.properties.filter((other) => other !== property);
      yield [node, `({ ${rest.map(text).join(', ')} })`];
    }
  } else if (ts.isExpressionStatement(node) || ts.isContinueStatement(node)) {
    yield [node, ';'];
  } else if (ts.isReturnStatement(node) && node.expression !== undefined) {
    yield [node, 'return undefined;'];
  } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const to = CALLS[node.expression.name.text];
    if (to !== undefined) yield [node.expression.name, to];
  } else if (ts.isCaseClause(node) && node.statements.length > 0) {
    yield [node, `${text(node).split(':')[0]}: break;`];
  }
}

/** All mutants of a file. Some replacements are in parentheses, or the code around would change their meaning. */
export function findMutants(file: string, content: string): Mutant[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.ES2022, true);
  const found: Mutant[] = [];
  function visit(node: ts.Node): void {
    if (isTypeOnly(node)) return;
    // The name of a property is not a value.
    const isName =
      node.parent !== undefined && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    for (const [target, to] of isName ? [] : mutationsOf(node, source)) {
      const start = target.getStart(source);
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      found.push({ file, line, start, end: target.getEnd(), from: target.getText(source), to });
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found.filter(({ from, to }) => from !== to);
}

export function applyMutant(content: string, { start, end, to }: Mutant): string {
  return content.slice(0, start) + to + content.slice(end);
}
