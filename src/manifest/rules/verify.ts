import { parseArn } from '../../arns';
import { hasVerifyRoles, roleDefaults, verifyDefaults } from '../defaults';
import { usNumberProblem } from '../facts/us-numbers';
import { suggestion } from '../labels';
import type { StageRule } from './rule';

const bodyPlaceholders = ['account', 'number', 'run'];

/** Rules on what happens after apply. */
export const verifyRules: StageRule<'meaning'>[] = [
  {
    code: 'TD501',
    stage: 'meaning',
    severity: 'error',
    title: 'verify roles that trust everyone',
    meaning:
      'TenDlcVerifier can send messages and read roles of the secondary. So can everyone who can assume it.',
    *check({ raw }) {
      for (const [index, arn] of (raw.verify?.trustedPrincipals ?? []).entries()) {
        if (arn === undefined) continue;
        const { accountId, resource } = parseArn(arn) ?? { accountId: '*', resource: '*' };
        const whole = resource === 'root' || /^(?:role\/|user\/)?[*?/]+$/.test(resource);
        if (accountId === '*' || whole)
          yield {
            at: ['verify', 'trustedPrincipals', index],
            message: `${arn} lets ${accountId === '*' ? 'everyone' : `everyone in account ${accountId}`} become the verify roles.`,
            fix: 'Name the role of the pipeline: arn:aws:iam::ACCOUNT:role/NAME.',
          };
      }
    },
  },
  {
    code: 'TD502',
    stage: 'meaning',
    severity: 'error',
    title: 'destination that 10DLC cannot reach',
    meaning: '10DLC numbers send to phone numbers of the United States and its territories only.',
    *check({ raw }) {
      const destination = raw.verify?.destination;
      const problem = destination === undefined ? undefined : usNumberProblem(destination);
      if (problem)
        yield {
          at: ['verify', 'destination'],
          message: `10DLC cannot reach ${destination}: it is ${problem.reason}.`,
          fix: `Leave it out to use AWS's US simulator (${verifyDefaults.destination}), or name a mobile number of the United States.`,
        };
    },
  },
  {
    code: 'TD503',
    stage: 'meaning',
    severity: 'warning',
    title: 'send rate above the quota',
    meaning:
      "AWS's default quota of SendTextMessage is one a second for the whole main account; production shares it. https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html",
    *check({ raw }) {
      const rate = raw.verify?.sendRate;
      if (rate === undefined || rate <= 1) return;
      yield {
        at: ['verify', 'sendRate'],
        message: `${rate} messages a second are more than the default quota of 1, which production shares.`,
        fix: 'Keep it below 1 unless the quota of the main account was raised.',
      };
    },
  },
  {
    code: 'TD504',
    stage: 'meaning',
    severity: 'error',
    title: 'managed verify roles with the path /',
    meaning:
      'The policy of TenDlcOutsider allows it to assume every role under the path of the sender roles. With / that is every role of the main account.',
    *check({ raw, secondaries }) {
      if (!hasVerifyRoles(raw.verify)) return;
      const paths: [(string | number)[], string | undefined][] = [
        [['main', 'role', 'path'], raw.main?.role?.path],
        ...secondaries.map(({ path, value }): [(string | number)[], string | undefined] => [
          [...path, 'rolePath'],
          value.rolePath,
        ]),
      ];
      for (const [at, path] of paths)
        if (path === '/')
          yield {
            at,
            message: 'With managed verify roles the role path cannot be /.',
            fix: `Choose a path of its own, such as ${roleDefaults.path}, or set verify.roles: none.`,
          };
    },
  },
  {
    code: 'TD505',
    stage: 'meaning',
    severity: 'error',
    title: 'managed verify roles without trusted principals',
    meaning:
      'TenDlcVerifier and TenDlcOutsider are assumed by the pipeline: trustedPrincipals says who that is.',
    *check({ raw, rejected }) {
      const path = ['verify', 'trustedPrincipals'];
      if (raw.verify?.roles !== 'managed' || raw.verify.trustedPrincipals?.length || rejected(path)) return;
      yield {
        at: ['verify', 'roles'],
        message: 'roles: managed needs trustedPrincipals.',
        fix: 'Add verify.trustedPrincipals: the ARN of the role of your pipeline.',
      };
    },
  },
  {
    code: 'TD506',
    stage: 'meaning',
    severity: 'warning',
    title: 'unknown placeholder in the body',
    meaning: 'Only {account}, {number} and {run} are replaced; anything else in braces is sent as it stands.',
    *check({ raw }) {
      for (const [text, name] of (raw.verify?.body ?? '').matchAll(/\{(\w+)\}/g)) {
        if (bodyPlaceholders.includes(name!)) continue;
        const meant = suggestion(name!, bodyPlaceholders);
        yield {
          at: ['verify', 'body'],
          message: `${text} is not replaced in the body.${meant ? ` Did you mean {${meant}}?` : ''}`,
          fix: 'Use {account}, {number} and {run}.',
        };
      }
    },
  },
  {
    code: 'TD507',
    stage: 'meaning',
    severity: 'warning',
    title: 'trusted principals without verify roles',
    meaning: 'With roles: none there is no role that trustedPrincipals could assume.',
    *check({ raw }) {
      if (raw.verify?.roles !== 'none' || !raw.verify.trustedPrincipals?.length) return;
      yield {
        at: ['verify', 'trustedPrincipals'],
        part: 'key',
        message: 'trustedPrincipals has no effect: roles is none.',
        fix: 'Remove one of the two.',
        related: [{ at: ['verify', 'roles'], message: 'no roles are made' }],
      };
    },
  },
  {
    code: 'TD508',
    stage: 'meaning',
    severity: 'error',
    title: 'outsider that is listed',
    meaning: 'Every sender role must deny the outsider; an account of the manifest is not an outsider.',
    *check({ raw, secondaries }) {
      const arn = raw.verify?.outsider?.assumeRoleArn;
      const account = arn === undefined ? undefined : parseArn(arn)?.accountId;
      if (account === undefined) return;
      const listed = secondaries.find(({ value }) => value.accountId === account);
      if (!listed && account !== raw.main?.accountId) return;
      yield {
        at: ['verify', 'outsider', 'assumeRoleArn'],
        message: `The outsider is of account ${account}, which is ${listed ? `secondary "${listed.key}"` : 'the main account'}.`,
        fix: 'Name a role of an account that the manifest does not list.',
        related: [
          { at: listed ? [...listed.path, 'accountId'] : ['main', 'accountId'], message: 'listed here' },
        ],
      };
    },
  },
  {
    code: 'TD509',
    stage: 'meaning',
    severity: 'error',
    title: 'boundary of one account for roles of others',
    meaning:
      'A permissions boundary must be a policy of the account that the role is in, or one that AWS manages.',
    *check({ raw, secondaries }) {
      const arn = raw.verify?.permissionsBoundaryArn;
      const owner = arn === undefined ? undefined : parseArn(arn)?.accountId;
      if (owner === undefined || !/^\d{12}$/.test(owner)) return;
      const other = secondaries.find(
        ({ value }) => value.accountId !== undefined && value.accountId !== owner,
      );
      if (other)
        yield {
          at: ['verify', 'permissionsBoundaryArn'],
          message: `This policy is of account ${owner}; the verify roles of secondary "${other.key}" are in ${other.value.accountId}.`,
          fix: `Write "${arn!.replace(`::${owner}:`, '::{accountId}:')}", and keep the policy under that name in every account.`,
        };
    },
  },
];
