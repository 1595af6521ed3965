import type { RandomCase } from './generate';
import { mapConditions, mapResources, mapStatements } from './rewrite';

/**
 * A kind of case on which the oracle and our evaluator disagree, with the page of AWS's documentation that settles it. If
 * the page leaves it open, our verdict is `unknown`. `without` removes the kind from a case. Both must agree on the rest,
 * else the disagreement has another cause and the comparison fails.
 */
export interface Disagreement {
  id: string;
  documentation: string;
  why: string;
  without: (made: RandomCase) => RandomCase;
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const NO_ARN = 'arn:aws:none:us-east-1:000000000000:none';

function components(text: string): number {
  return text.replace(/\$\{[^}]*\}/g, '').split(':').length;
}

function hasValue(variable: string, { request }: RandomCase): boolean {
  const [key = ''] = variable.slice(2, -1).split(',');
  const names = Object.keys(request.context).map((name) => name.toLowerCase());
  return variable.includes("'") || names.includes(key.trim().toLowerCase());
}

function unresolved(text: string, made: RandomCase): boolean {
  return (text.match(/\$\{[^}]*\}/g) ?? []).some((variable) => !hasValue(variable, made));
}

function asExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^$(){}|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
}

/** The pattern matches the resource as a whole, but not field by field. */
function coversColon(pattern: string, resource: string): boolean {
  if (pattern === '*' || !asExpression(pattern).test(resource)) return false;
  if (components(pattern) < 6) return true;
  const [parts, wanted] = [resource, pattern].map((text) => {
    const all = text.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  });
  return !wanted?.every((part, index) => asExpression(part).test(parts?.[index] ?? ''));
}

export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    id: 'arn-with-few-components',
    documentation: `${GUIDE}/reference_policies_elements_condition_operators.html#Conditions_ARN`,
    why: 'The page compares "each of the six colon-delimited components". It does not say what a value with fewer of them matches: AWS completes incomplete ARNs in Resource, not in conditions. Unknown here. In the oracle neither an operator nor its negation matches.',
    without: (made) =>
      mapConditions(made, ({ operator, text }) =>
        /Arn/.test(operator) && components(text) < 6 ? NO_ARN : text,
      ),
  },
  {
    id: 'resource-wildcard-over-colons',
    documentation: `${GUIDE}/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards`,
    why: 'Wildcards stand for characters "within the individual segments"; only a * that ends a segment "can expand to match beyond the colon boundaries". The page does not say whether another wildcard can, nor whether the * of an incomplete ARN may cover its missing fields where the completed ARN does not match. Unknown here, no match in the oracle, which expands a * at the end of the ARN only.',
    without: (made) =>
      mapResources(made, (text) => (coversColon(text, made.request.resource) ? NO_ARN : text)),
  },
  {
    id: 'short-arn-in-not-resource',
    documentation: `${GUIDE}/reference_policies_elements_notresource.html`,
    why: 'NotResource "matches every resource except those specified", and AWS completes an incomplete ARN in it too (reference-arns.html): one of another service excludes nothing. The oracle lets a statement with an incomplete ARN there not apply at all.',
    without: (made) =>
      mapStatements(made, (statement) => {
        if (statement.NotResource === undefined) return statement;
        const list = [statement.NotResource].flat();
        return {
          ...statement,
          NotResource: list.map((text) => (text !== '*' && components(text) < 6 ? NO_ARN : text)),
        };
      }),
  },
  {
    id: 'incomplete-arn-in-a-resource-policy',
    documentation: `${GUIDE}/reference-arns.html#arns-paths`,
    why: 'AWS "automatically completes" an incomplete ARN "in an identity-based policy"; the page does not say what it matches in a resource-based policy. Unknown here; the oracle completes it there too.',
    without: (made) =>
      mapResources(made, (text, { Principal, NotPrincipal }) =>
        text !== '*' && (Principal ?? NotPrincipal) !== undefined && components(text) < 6 ? NO_ARN : text,
      ),
  },
  {
    id: 'wildcard-in-service-or-partition',
    documentation: `${GUIDE}/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards`,
    why: '"You can\'t use a wildcard in the service segment", and none "in the partition section" (reference-arns.html). AWS completes `arn:aws` to such an ARN. The page does not say what it matches. Unknown here, a match in the oracle.',
    without: (made) =>
      mapResources(made, (text) =>
        text !== '*' && (components(text) < 3 || /[*?]/.test(text.split(':').slice(0, 3).join(':')))
          ? NO_ARN
          : text,
      ),
  },
  {
    id: 'resource-type-wildcard',
    documentation: `${GUIDE}/reference-arns.html#arns-paths`,
    why: '"You cannot use a wildcard in the portion of the ARN that specifies the resource type", also where nothing follows it: "IAM does not allow arn:aws:iam::123456789012:u*". The page does not say what such an ARN matches. Unknown here. In the oracle: no match if a slash or colon follows, else a match.',
    without: (made) =>
      mapResources(made, (text) =>
        /^arn:aws:(?!s3)[^:]*:[^:]*:[^:]*:[^/:]*[*?][^/:]*[/:]/.test(text) ||
        /^arn:aws:(iam|sms-voice):[^:]*:[^:]*:(?!\*$)[^/:]*[*?][^/:]*$/.test(text)
          ? NO_ARN
          : text,
      ),
  },
  {
    id: 's3-with-region-or-account-wildcard',
    documentation: `${GUIDE}/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards`,
    why: 'A * also matches an empty Region or account ("any combination of characters"). The oracle reads the bucket of such an ARN as a resource type and allows no wildcard in it.',
    without: (made) => mapResources(made, (text) => text.replace(/^arn:aws:s3:\*?:\*?:/, 'arn:aws:s3:::')),
  },
  {
    id: 'variable-without-value',
    documentation: `${GUIDE}/reference_policies_variables.html#policy-vars-no-value`,
    why: '"Inverted condition operators like StringNotEquals or StringNotLike do match against a null value"; in NotResource such a value "will not match any resource". In the oracle neither applies.',
    without: (made) => {
      const plain = (text: string, variables: boolean) =>
        variables && unresolved(text, made) ? undefined : text;
      const conditions = mapConditions(
        made,
        ({ text, variables }) => plain(text, variables) ?? 'no value is this',
      );
      return mapResources(conditions, (text, _, variables) => plain(text, variables) ?? NO_ARN);
    },
  },
  {
    id: 'variable-before-2012',
    documentation: `${GUIDE}/reference_policies_elements_version.html`,
    why: 'Without "Version": "2012-10-17" policy variables "are treated as literal strings". The oracle replaces them in every version.',
    without: (made) => {
      const odd = (text: string, variables: boolean) => !variables && text.includes('${');
      const conditions = mapConditions(made, ({ text, variables }) =>
        odd(text, variables) ? 'no value is this' : text,
      );
      return mapResources(conditions, (text, _, variables) => (odd(text, variables) ? NO_ARN : text));
    },
  },
  {
    id: 'empty-value-in-a-set',
    documentation: `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    why: '"If the context key value resolves to a null dataset, such as an empty string", ForAllValues is true and ForAnyValue false. The oracle compares the empty string.',
    without: (made) => {
      const context = Object.entries(made.request.context).filter(([, value]) => value !== '');
      if (context.length === Object.keys(made.request.context).length) return made;
      return { ...made, request: { ...made.request, context: Object.fromEntries(context) } };
    },
  },
  {
    id: 'any-value-if-exists',
    documentation: `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    why: 'IfExists makes an absent key true, ForAnyValue makes it false. AWS does not document which one wins. A test on re:Post (QU9HFmDzP0QGuU-fd7rS6B7w) saw false. Unknown here, false in the oracle.',
    without: (made) =>
      mapConditions(
        made,
        ({ text }) => text,
        (operator) => operator.replace(/^(ForAnyValue:.*)IfExists$/, '$1'),
      ),
  },
  {
    id: 'ip-of-the-other-version',
    documentation: `${GUIDE}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
    why: 'NotIpAddress is "all IP addresses except the specified IP address or range": an IPv6 address is not in a range of IPv4. In the oracle NotIpAddress fails.',
    without: (made) => {
      const six = String(made.request.context['aws:SourceIp'] ?? '').includes(':');
      return mapConditions(made, ({ operator, text }) => {
        if (!/IpAddress/.test(operator) || six === text.includes(':')) return text;
        return six ? '2001:db8:ffff::/48' : '192.0.2.0/24';
      });
    },
  },
  {
    id: 'ip-range-of-everything',
    documentation: `${GUIDE}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
    why: '0.0.0.0/0 is a range in standard CIDR form and holds every IPv4 address. In the oracle it holds none.',
    without: (made) => mapConditions(made, ({ text }) => (text === '0.0.0.0/0' ? '192.0.2.0/24' : text)),
  },
  {
    id: 'not-principal-listed-in-part',
    documentation: `${GUIDE}/reference_policies_elements_notprincipal.html#specifying-notprincipal`,
    why: '"You must also specify the account ARN of the not-denied principal. Otherwise, the policy might deny access to the entire account": unknown here. In the oracle one entry that names the caller, its role or its account exempts it.',
    without: (made) =>
      mapStatements(made, ({ NotPrincipal: listed, ...statement }) =>
        listed === undefined ? statement : { ...statement, Principal: '*' },
      ),
  },
];
