import { OPERATORS } from '../../../iam/operators';
import { isObject, malformed, syntaxError } from './malformed';

/** Operator names are case-sensitive. Null tests presence, so IfExists does not go with it. */
const OPERATOR = /^(?:ForAllValues:|ForAnyValue:)?(?:(Null)|([A-Za-z]+?)(?:IfExists)?)$/;
/** A service's key or a tag's key: `aws:PrincipalArn`, `aws:RequestTag/team`. */
const KEY = /^[A-Za-z0-9._-]+(?:\/[^:]*)?:.+$/;
/** Operators whose values are text: every text is right. */
const TEXT_OPERATOR = /^(String|Arn)/;

type Scalar = string | number | boolean;

/** `{operator: {key: value or values}}` (IAM User Guide, reference_policies_elements_condition_operators). */
export function checkCondition(condition: unknown): void {
  if (!isObject(condition)) throw syntaxError();
  for (const [operator, block] of Object.entries(condition)) {
    const isValue = valueTest(operator);
    if (!isObject(block)) throw syntaxError();
    for (const [key, value] of Object.entries(block)) {
      if (!KEY.test(key)) {
        throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
      }
      const values = Array.isArray(value) ? value : [value];
      if (!values.every(isScalar)) throw syntaxError();
      const wrong = values.find((one) => !isValue(String(one)));
      if (wrong !== undefined)
        throw malformed(`Invalid value ${wrong} for the condition operator ${operator}`);
    }
  }
}

/** Whether a text is a value of the operator. Throws if IAM has no operator of that name. */
function valueTest(operator: string): (text: string) => boolean {
  const [, presence, name = ''] = OPERATOR.exec(operator) ?? [];
  if (presence) return (text) => /^(true|false)$/i.test(text);
  const known = OPERATORS.get(name);
  if (!known) throw malformed(`Invalid Condition type : ${operator}`);
  return TEXT_OPERATOR.test(name.replace(/^Not/, ''))
    ? () => true
    : (text) => known.compile(text, true) !== undefined;
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
