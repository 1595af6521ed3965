import { isObject, type JsonObject, malformed, syntaxError, texts } from './malformed';
import { checkActions } from './policy-actions';
import { checkCondition } from './policy-conditions';
import { checkResources } from './policy-resources';

/** A trust policy needs a Principal. The policies of an identity and of a session must not have one. */
export type PolicyKind = 'trust' | 'identity' | 'session';

const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const VERSIONS: readonly unknown[] = [undefined, '2012-10-17', '2008-10-17'];

/** Refuses what IAM's grammar refuses (IAM User Guide, reference_policies_grammar). Throws AwsError. */
export function checkPolicyDocument(document: string, kind: PolicyKind): void {
  const { Version, Statement, Id, ...others } = parse(document, kind);
  if (!VERSIONS.includes(Version)) throw malformed('The policy must contain a valid version string');
  if (Id !== undefined && typeof Id !== 'string') throw syntaxError();
  if (Object.keys(others).length > 0) throw syntaxError();
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0 || !statements.every(isObject)) throw syntaxError();
  for (const statement of statements) checkStatement(statement, kind);
  const sids = statements.map(({ Sid }) => Sid).filter(Boolean);
  if (new Set(sids).size < sids.length) {
    throw malformed('Statement IDs (SID) in a single policy must be unique.');
  }
}

function parse(document: string, kind: PolicyKind): JsonObject {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    throw kind === 'trust' ? malformed('This policy contains invalid Json') : syntaxError();
  }
  if (!isObject(policy)) throw syntaxError();
  return policy;
}

function checkStatement(statement: JsonObject, kind: PolicyKind): void {
  if (Object.keys(statement).some((name) => !STATEMENT_ELEMENTS.has(name))) throw syntaxError();
  const { Sid, Effect, Condition } = statement;
  if (Sid !== undefined && (typeof Sid !== 'string' || !/^[A-Za-z0-9]*$/.test(Sid))) {
    throw malformed(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  if (Effect !== 'Allow' && Effect !== 'Deny') throw syntaxError();
  const actions = oneOf(statement, 'Action', 'NotAction', 'Policy statement must contain actions.');
  if (kind === 'trust') checkTrustElements(statement);
  else {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      throw malformed('Policy document should not specify a principal.');
    }
    checkResources(
      oneOf(statement, 'Resource', 'NotResource', 'Policy statement must contain resources.'),
      kind,
    );
  }
  checkActions(actions, kind);
  if (Condition !== undefined) checkCondition(Condition);
}

/**
 * "You cannot use the NotPrincipal element in an IAM identity-based policy nor in an IAM role trust policy":
 * IAM User Guide, reference_policies_elements_notprincipal.
 */
function checkTrustElements({ Principal, NotPrincipal, Resource, NotResource }: JsonObject): void {
  if (Resource !== undefined || NotResource !== undefined) throw malformed('Has prohibited field Resource');
  if (NotPrincipal !== undefined) throw malformed('Has prohibited field NotPrincipal');
  if (Principal === undefined) throw malformed('Missing required field Principal');
}

/** The values of one of two elements that exclude each other. */
function oneOf(statement: JsonObject, one: string, other: string, message: string): string[] {
  const values = [statement[one], statement[other]].filter((value) => value !== undefined);
  if (values.length === 2) throw syntaxError();
  const list = values.flatMap(texts);
  if (list.length === 0) throw malformed(message);
  return list;
}
