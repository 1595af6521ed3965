import type { Secondary } from '../../manifest/types';
import {
  allowEverything,
  type Decision,
  type Evaluator,
  principalOf,
  type Requester,
  sessionOf,
} from '../evaluate/evaluator';
import { expectOutsider, expectVerifier, hasVerifyRoles, isPipeline } from '../expected';
import type { RoleDocument } from '../iam-model/index';
import { exampleCallers } from '../iam-model/policy-examples';
import { type AccessCheck, senderRoleArn } from '../matrix';
import { exampleRequester, excessPermissionChecks } from './excess-permissions';

/** TenDlcVerifier and TenDlcOutsider: who may become them, and that they can do what the probes need and no more. */
export function verifyRoleChecks(
  judge: Evaluator,
  secondary: Secondary,
  senderArn: string,
  cells: AccessCheck[],
): void {
  if (!hasVerifyRoles(judge.manifest, secondary)) return;
  const { partition } = judge.manifest.main;
  for (const [name, kind] of [
    ['TenDlcVerifier', 'verifier-policy'],
    ['TenDlcOutsider', 'outsider-policy'],
  ] as const) {
    const arn = `arn:${partition}:iam::${secondary.accountId}:role${secondary.rolePath}${name}`;
    const role = judge.documents.roles.get(arn);
    pipelineCells(judge, secondary, arn, role, cells);
    const may = kind === 'verifier-policy' ? expectVerifier : expectOutsider;
    for (const [action, resource] of needed[kind](judge, secondary, senderArn)) {
      const answer = judge.act(role, action, resource);
      cells.push(
        line(
          secondary,
          { principal: name, api: action, role: resource, condition: '', case: kind },
          answer,
          'allowed',
        ),
      );
    }
    if (role)
      excessPermissionChecks(
        judge,
        secondary,
        { role, case: kind, label: name },
        (action, resource) => may(judge.manifest, secondary, action, resource),
        cells,
      );
  }
}

const needed = {
  'verifier-policy': ({ manifest }: Evaluator, { accountId }: Secondary): [string, string][] =>
    [
      'iam:GetRole role',
      'iam:GetUser user',
      'iam:SimulatePrincipalPolicy role',
      'iam:SimulatePrincipalPolicy user',
    ].map((line) => {
      const [action = '', kind] = line.split(' ');
      return [action, `arn:${manifest.main.partition}:iam::${accountId}:${kind}/any/name`];
    }),
  'outsider-policy': (judge: Evaluator, _: Secondary, senderArn: string): [string, string][] =>
    [senderArn, ...onePerPath(judge)].map((arn) => ['sts:AssumeRole', arn]),
};

/** Every sender role would be as many questions as accounts times accounts; a policy names them by their paths. */
function onePerPath({ manifest }: Evaluator): string[] {
  const senders = manifest.secondaries.filter(({ status }) => status !== 'removed');
  return [...new Map(senders.map((sender) => [sender.rolePath, sender])).values()].map((sender) =>
    senderRoleArn(manifest, sender),
  );
}

function pipelineCells(
  judge: Evaluator,
  secondary: Secondary,
  arn: string,
  role: RoleDocument | undefined,
  cells: AccessCheck[],
): void {
  const { manifest } = judge;
  const { partition, accountId: mainAccount } = manifest.main;
  const ask = (principal: string, caller: Requester, condition: string): void => {
    const expected = isPipeline(manifest, principal) && !caller.also ? 'allowed' : 'denied';
    const answer = judge.assume(caller, role);
    cells.push(
      line(
        secondary,
        { principal, api: 'sts:AssumeRole', role: arn, condition, case: 'pipeline' },
        answer,
        expected,
      ),
    );
  };
  const given = (principal: string): Requester => {
    const [, , , , accountId = '', text = ''] = principal.split(':');
    return {
      principal: text === 'root' ? sessionOf(principal, accountId) : principalOf(partition, accountId, text),
      identity: [allowEverything],
      context: {},
    };
  };
  const trusted = manifest.verify.trustedPrincipals.map((pattern) =>
    pattern.replaceAll('*', 'example').replaceAll('?', 'x'),
  );
  for (const principal of trusted) {
    ask(principal, given(principal), 'trusted by the manifest');
    ask(principal, { ...given(principal), also: ['sts:TagSession'] }, 'with session tags');
    ask(principal, { ...given(principal), also: ['sts:SetSourceIdentity'] }, 'with a source identity');
  }
  const accounts = [
    ...trusted.map((principal) => principal.split(':')[4] ?? ''),
    secondary.accountId,
    mainAccount,
  ];
  for (const accountId of new Set(accounts)) {
    const principal = `arn:${partition}:iam::${accountId}:role/nobody-listed-this`;
    ask(principal, given(principal), 'a principal that is not listed');
  }
  const stranger = `arn:${partition}:iam::${judge.unlistedAccount}:role/nobody-listed-this`;
  ask(stranger, given(stranger), 'from an account that is not listed');
  for (const witness of role ? exampleCallers(role.trust.text) : []) {
    if (!isPipeline(manifest, witness.principal))
      ask(witness.principal, exampleRequester(witness, judge, witness.context), 'named by the trust policy');
  }
}

function line(
  secondary: Secondary,
  what: Pick<AccessCheck, 'principal' | 'api' | 'role' | 'condition' | 'case'>,
  answer: Decision,
  expected: AccessCheck['expected'],
): AccessCheck {
  return {
    account: secondary.key,
    accountId: secondary.accountId,
    number: '',
    ...what,
    verdict: answer.verdict,
    expected,
    decidedBy: answer.decidedBy,
  };
}
