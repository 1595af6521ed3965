import { listed } from '../../iam/check';
import type { Uncovered } from '../covers';

/** What a statement opens or closes, in words: `AWS arn:… may call sts:AssumeRole if StringEquals sts:ExternalId is a`. */
export function uncoveredText(uncovered: Uncovered): string {
  const { statement, policy, effect, principals, actions, resources, conditions, unreadable } = uncovered;
  const who = principals.length > 0 ? `${listed(principals)} ` : '';
  const verb = effect === 'Deny' ? 'may not call' : 'may call';
  const where = resources.length > 0 ? ` on ${listed(resources)}` : '';
  const only = conditions.map(({ operator, key, values }) => `${operator} ${key} ${listed(values)}`);
  const when = only.length > 0 ? ` if ${only.join(' and ')}` : '';
  const why = unreadable === undefined ? '' : ` (${unreadable})`;
  return `statement ${statement} of ${policy}: ${who}${verb} ${listed(actions)}${where}${when}${why}`;
}
