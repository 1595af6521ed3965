import { actionRelations, actionTerms, listsDisjoint, resourceRelations, resourceTerms } from './terms';
import type { AtomSet, Term } from './types';

/** What is worth protecting, by ARN. Patterns are allowed. */
export interface SensitiveFacts {
  mainAccountId: string;
  /** Numbers, pools and configuration sets. */
  originationIdentities: readonly string[];
  /** `…:apps/ID/messages` */
  pinpointApplications: readonly string[];
  /** Sender, verify and deploy roles. */
  roles: readonly string[];
  assumePolicies: readonly string[];
  /** Roles, users and groups that carry an assume policy. */
  carriers: readonly string[];
}

/** Requests that only what the manifest implies may allow. */
export interface SensitiveRequests {
  kind: 'send' | 'assume' | 'change-iam' | 'share-number';
  actions: readonly Term[];
  resources: readonly Term[];
  /** If present: only policies of this account can allow it. */
  accountId?: string;
}

const SEND = ['sms-voice:SendTextMessage', 'sms-voice:SendMediaMessage', 'sms-voice:SendVoiceMessage'];
const SEND_PINPOINT = ['mobiletargeting:SendMessages', 'mobiletargeting:SendUsersMessages'];
const ASSUME = ['sts:Assume*', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'];
/** IAM's actions that write, by their first word (Service Authorization Reference, "Actions defined by AWS IAM"). */
const WRITE_IAM =
  'Add Attach Change Create Deactivate Delete Detach Disable Enable Pass Put Remove Reset Resync Set Tag Untag Update Upload'
    .split(' ')
    .map((verb) => `iam:${verb}*`);
const SHARE = ['sms-voice:PutResourcePolicy', 'sms-voice:DeleteResourcePolicy'];
const RAM = ['ram:CreateResourceShare', 'ram:AssociateResourceShare', 'ram:UpdateResourceShare'];

export function sensitiveRequests(facts: SensitiveFacts): SensitiveRequests[] {
  const { originationIdentities, pinpointApplications, roles, assumePolicies, carriers, mainAccountId } =
    facts;
  const rows: [
    SensitiveRequests['kind'],
    actions: string[],
    resources: readonly string[],
    accountId?: string,
  ][] = [
    ['send', SEND, originationIdentities],
    ['send', SEND_PINPOINT, pinpointApplications],
    ['assume', ASSUME, roles],
    ['change-iam', WRITE_IAM, [...roles, ...assumePolicies, ...carriers]],
    ['share-number', SHARE, originationIdentities],
    // A share names its numbers in the request, not as the resource that IAM checks.
    ['share-number', RAM, ['*'], mainAccountId],
  ];
  return rows
    .filter(([, , resources]) => resources.length > 0)
    .map(([kind, actions, resources, accountId]) => ({
      kind,
      actions: actionTerms(actions, undefined),
      resources: resourceTerms([...new Set(resources)], undefined, false),
      ...(accountId !== undefined && { accountId }),
    }));
}

/** The sensitive requests that the atoms are not proven to be disjoint from. `accountId`: whose policy it is. */
export function hitsSensitive(
  atoms: AtomSet,
  sensitive: readonly SensitiveRequests[],
  accountId: string,
): SensitiveRequests[] {
  return sensitive.filter((requests) => {
    if (requests.accountId !== undefined && requests.accountId !== accountId) return false;
    return (
      !listsDisjoint(atoms.actions, requests.actions, actionRelations) &&
      !listsDisjoint(atoms.resources, requests.resources, resourceRelations)
    );
  });
}
