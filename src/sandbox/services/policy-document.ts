import { AwsError } from '../aws-error';

/** What kind of document it is: a trust policy needs a Principal, the others must not have one. */
export type PolicyKind = 'trust' | 'identity' | 'session';

const STATEMENT_KEYS = new Set([
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

interface Statement {
  [key: string]: unknown;
}

/** IAM's grammar of policies, as IAM refuses documents (reference_policies_grammar). Throws AwsError. */
export function checkPolicyDocument(document: string, kind: PolicyKind): Statement[] {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch {
    throw malformed(kind === 'trust' ? 'This policy contains invalid Json' : 'Syntax errors in policy.');
  }
  if (!isObject(policy)) throw malformed('Syntax errors in policy.');
  const { Version, Statement: statements, Id, ...others } = policy;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw malformed('The policy must contain a valid version string');
  }
  if (Id !== undefined && typeof Id !== 'string') throw malformed('Syntax errors in policy.');
  if (Object.keys(others).length > 0) throw malformed('Syntax errors in policy.');
  const list = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0 || !list.every(isObject)) throw malformed('Syntax errors in policy.');
  const sids = new Set<string>();
  for (const statement of list as Statement[]) {
    checkStatement(statement, kind);
    const sid = statement.Sid;
    if (sid === undefined || sid === '') continue;
    if (sids.has(sid as string)) throw malformed('Statement IDs (SID) in a single policy must be unique.');
    sids.add(sid as string);
  }
  return list as Statement[];
}

function checkStatement(statement: Statement, kind: PolicyKind): void {
  if (Object.keys(statement).some((key) => !STATEMENT_KEYS.has(key)))
    throw malformed('Syntax errors in policy.');
  const { Sid, Effect } = statement;
  if (Sid !== undefined && (typeof Sid !== 'string' || !/^[A-Za-z0-9]*$/.test(Sid))) {
    throw malformed(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed('Syntax errors in policy.');
  exactlyOne(statement, 'Action', 'NotAction', 'Policy statement must contain actions.');
  checkActions(statement);
  if (kind === 'trust') {
    if (statement.Resource !== undefined || statement.NotResource !== undefined) {
      throw malformed('Has prohibited field Resource');
    }
    if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
      throw malformed('Missing required field Principal');
    }
    if (!texts(statement.Action ?? statement.NotAction).every((action) => /^sts:/i.test(action))) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  } else {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      throw malformed('Policy document should not specify a principal.');
    }
    exactlyOne(statement, 'Resource', 'NotResource', 'Policy statement must contain resources.');
    checkResources(statement);
  }
  if (statement.Condition !== undefined && !isObject(statement.Condition))
    throw malformed('Syntax errors in policy.');
}

function exactlyOne(statement: Statement, one: string, other: string, message: string): void {
  const count = Number(statement[one] !== undefined) + Number(statement[other] !== undefined);
  if (count === 0) throw malformed(message);
  if (count === 2) throw malformed('Syntax errors in policy.');
  if (texts(statement[one] ?? statement[other]).length === 0) throw malformed(message);
}

function checkActions(statement: Statement): void {
  for (const action of texts(statement.Action ?? statement.NotAction)) {
    if (action === '*') continue;
    const [vendor, name, ...rest] = action.split(':');
    if (name === undefined || rest.length > 0) {
      throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    }
    if (!/^[a-zA-Z0-9-]+$/.test(vendor!)) throw malformed(`Vendor ${vendor} is not valid`);
    if (!/^[a-zA-Z0-9*?]+$/.test(name)) throw malformed('Syntax errors in policy.');
  }
}

function checkResources(statement: Statement): void {
  for (const resource of texts(statement.Resource ?? statement.NotResource)) {
    if (resource === '*') continue;
    if (!resource.startsWith('arn:')) {
      throw malformed(`Resource ${resource} must be in ARN format or "*".`);
    }
    if (resource.split(':').length < 6) {
      throw malformed(`Resource ${resource} is not a valid ARN: it must have six fields.`);
    }
  }
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item): item is string => typeof item === 'string'))
    throw malformed('Syntax errors in policy.');
  return list;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
