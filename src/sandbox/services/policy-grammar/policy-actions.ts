import { malformed, syntaxError } from './malformed';

/** The actions of STS that a trust policy decides about (Service Authorization Reference, STS, resource type role). */
const TRUST_ACTIONS = [
  'assumerole',
  'assumerolewithsaml',
  'assumerolewithwebidentity',
  'tagsession',
  'setsourceidentity',
  'setcontext',
];

/** `*`, or `service:Name` with wildcards in the name. */
export function checkActions(actions: readonly string[], kind: 'trust' | 'identity' | 'session'): void {
  for (const action of actions) {
    if (action !== '*') checkAction(action);
    if (kind === 'trust' && !isTrustAction(action)) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  }
}

function checkAction(action: string): void {
  const [vendor, name, ...rest] = action.split(':');
  if (name === undefined || rest.length > 0) {
    throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  if (!/^[a-zA-Z0-9-]+$/.test(vendor!)) throw malformed(`Vendor ${vendor} is not valid`);
  if (!/^[a-zA-Z0-9*?]+$/.test(name)) throw syntaxError();
}

function isTrustAction(action: string): boolean {
  const [vendor, name = ''] = action.toLowerCase().split(':');
  if (vendor !== 'sts') return false;
  const pattern = new RegExp(`^${name.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return TRUST_ACTIONS.some((known) => pattern.test(known));
}
