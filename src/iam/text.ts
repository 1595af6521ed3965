import { listed } from './check';
import type { Decision, StatementRef } from './types';

function refText({ policy, sid }: StatementRef): string {
  return sid === undefined ? policy : `${policy}/${sid}`;
}

/** A decision's `reason` and `decidedBy` in words: `POLICY/SID and POLICY/SID`, or `no statement of POLICY allows it`. */
export function decidedByText({ reason, decidedBy }: Decision): string {
  const refs = decidedBy.map(refText);
  switch (reason.kind) {
    case 'rootUser':
      return 'AWS refuses sts:AssumeRole to the root user of an account';
    case 'noAllow':
      return refs.length === 0
        ? `no ${reason.side} policy allows it`
        : `no statement of ${listed(refs)} allows it`;
    case 'allowed':
      return refs.length === 0 ? 'the root user of the account needs no policy' : refs.join(' and ');
    default:
      return refs.length === 0 ? 'a policy that is not known' : refs.join(' and ');
  }
}
