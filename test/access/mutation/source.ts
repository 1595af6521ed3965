import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One change of one expression of the source. */
export interface SourceMutation {
  file: string;
  /** `LINE: OLD -> NEW`. */
  what: string;
  text: string;
}

const folder = join(__dirname, '../../../src/delegation');

export function sourceFiles(): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'types.ts');
}

/** Every expression of a file, changed in the ways that people get them wrong. */
export function mutateSource(file: string): SourceMutation[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const mutations: SourceMutation[] = [];
  const replace = (node: ts.Node, by: string): void => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const old = text.slice(start, end);
    if (old === by) return;
    const what = `${line}: ${shorten(old)} -> ${shorten(by) || 'nothing'}`;
    mutations.push({ file, what, text: text.slice(0, start) + by + text.slice(end) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    for (const by of replacements(node, source)) replace(node, by);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutations;
}

const operators: Partial<Record<ts.SyntaxKind, string[]>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
};

function replacements(node: ts.Node, source: ts.SourceFile): string[] {
  const text = (part: ts.Node): string => part.getText(source);
  if (ts.isStringLiteral(node))
    return ts.isPropertyAssignment(node.parent) && node.parent.name === node ? [] : ["''"];
  if (ts.isTemplateExpression(node)) return ['``'];
  if (ts.isConditionalExpression(node))
    return [text(node.whenTrue), text(node.whenFalse)].map((part) => `(${part})`);
  if (ts.isPrefixUnaryExpression(node)) return [text(node.operand)];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
    const parts = ts.isArrayLiteralExpression(node) ? node.elements : node.properties;
    const [open, close] = ts.isArrayLiteralExpression(node) ? ['[', ']'] : ['{', '}'];
    return parts.map(
      (left) =>
        `${open}${parts
          .filter((part) => part !== left)
          .map(text)
          .join(', ')}${close}`,
    );
  }
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [text(node.left), text(node.right)];
    const kind = node.operatorToken.kind;
    const logical = [
      ts.SyntaxKind.AmpersandAmpersandToken,
      ts.SyntaxKind.BarBarToken,
      ts.SyntaxKind.QuestionQuestionToken,
    ];
    if (logical.includes(kind)) return [`(${left})`, `(${right})`];
    return (operators[kind] ?? []).map((operator) => `${left} ${operator} ${right}`);
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return ['filter', 'sort', 'toSorted'].includes(node.expression.name.text)
      ? [text(node.expression.expression)]
      : [];
  }
  if (ts.isIfStatement(node)) return [`if (!(${text(node.expression)})) ${text(node.thenStatement)}`];
  return [];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

type Exports = Record<string, unknown>;

/** The modules of the folder, one of them changed, loaded apart from everything else. */
export function loadDelegation(mutation?: SourceMutation): Exports {
  const loaded = new Map<string, Exports>();
  const load = (name: string): Exports => {
    const known = loaded.get(name);
    if (known) return known;
    const module = { exports: {} as Exports };
    loaded.set(name, module.exports);
    const file = `${name}.ts`;
    const code = mutation?.file === file ? transpile(mutation.text) : original(file);
    const require = (path: string): Exports => {
      if (!path.startsWith('./'))
        throw new Error(`${file} imports ${path}: the delegation imports nothing but itself`);
      return load(path.slice(2));
    };
    new Function('module', 'exports', 'require', code)(module, module.exports, require);
    return module.exports;
  };
  return load('index');
}

const originals = new Map<string, string>();

function original(file: string): string {
  const code = originals.get(file) ?? transpile(readFileSync(join(folder, file), 'utf8'));
  originals.set(file, code);
  return code;
}

function transpile(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
