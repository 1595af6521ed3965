import type { Caller } from './comparison-scope';
import type { Side } from './side';

const verbs: Record<string, string> = {
  'sms-voice:SendTextMessage': 'send from',
  'sms-voice:SendMediaMessage': 'send pictures from',
  'sms-voice:SendVoiceMessage': 'send voice from',
  'mobiletargeting:SendMessages': 'send by the Pinpoint API from',
};

/** The manifest's names for ARNs, from both sides: what is gone is still called what it was called. */
export class Names {
  private readonly numbers = new Map<string, { number: string; text: string }>();

  constructor(before: Side, after: Side) {
    for (const { manifest } of [before, after]) {
      const { main } = manifest;
      for (const { name, arn, phoneNumber, phoneNumberId } of main.numbers) {
        const replaced = [before, after].some(
          (side) => (idOfName(side, name) ?? phoneNumberId) !== phoneNumberId,
        );
        const id = replaced ? `, ${phoneNumberId}` : '';
        this.numbers.set(arn, { number: name, text: `${name} (${readable(phoneNumber)}${id})` });
      }
      for (const { name, arn } of main.pools)
        this.numbers.set(arn, { number: `pool/${name}`, text: `pool ${name}` });
      for (const { name, arn } of main.configurationSets) {
        this.numbers.set(arn, { number: `configuration-set/${name}`, text: `configuration set ${name}` });
      }
    }
  }

  number(resource: string): string {
    return this.numbers.get(resource)?.number ?? idOf(resource);
  }

  describe(resource: string): string {
    const known = this.numbers.get(resource)?.text;
    if (known) return known;
    if (resource === '*') return 'every number of the account';
    const application = /:apps\/([^/]+)\/messages$/.exec(resource)?.[1];
    if (application) return `every number that Pinpoint application ${application} reaches`;
    return /phone-0{32}$/.test(resource) ? 'numbers that the manifest does not name' : idOf(resource);
  }

  isSending(action: string): boolean {
    return action in verbs;
  }

  principal({ label, accountId }: Caller): string {
    return label === 'account' ? `any principal of ${accountId}` : label;
  }
}

/** Absent where that side has no number of the name: then it does not stand for two. */
function idOfName({ manifest }: Side, wanted: string): string | undefined {
  return manifest.main.numbers.find(({ name }) => name === wanted)?.phoneNumberId;
}

function idOf(resource: string): string {
  return /phone-0{32}$/.test(resource)
    ? 'unlisted'
    : resource
        .split(':')
        .slice(5)
        .join(':')
        .replace(/^phone-number\//, '') || resource;
}

/** +12065550100 as +1 206 555 0100. */
export function readable(phoneNumber: string): string {
  return phoneNumber.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}

export function sendingText(kind: 'gained' | 'lost', action: string, numbers: readonly string[]): string {
  return `${may(kind)} ${verbs[action] ?? action} ${numbers.join(', ')}`;
}

export function doingText(kind: 'gained' | 'lost', action: string, resource: string): string {
  return `${may(kind)} call ${action} on ${resource}`;
}

export function may(kind: 'gained' | 'lost'): string {
  return kind === 'gained' ? 'may' : 'may no longer';
}
