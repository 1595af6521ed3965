import { accountOfArn } from '../../arns';
import { defaultStackName, MAIN_STACK } from '../../names';
import type { Draft, DraftSecondary } from '../draft';
import { stackOf } from '../stack-of';
import type { ManifestPath } from '../types';
import { repeated } from './repeated';
import type { StageRule, StructureRule } from './rule';

/** An account that a stack manages. Each needs its own provider. */
interface Member {
  name: string;
  path: ManifestPath;
  deploy?: object;
}

/** Stacks in the order of the file, the main stack first. */
export function stacksOf({ raw, secondaries }: Draft): Map<string, Member[]> {
  const stacks = new Map<string, Member[]>([
    [MAIN_STACK, [{ name: 'the main account', path: ['main'], deploy: raw.main?.deploy }]],
  ]);
  for (const secondary of secondaries) {
    const stack = stackOf(secondary);
    if (stack === undefined) continue;
    const members = stacks.get(stack) ?? [];
    members.push({
      name: `secondary "${secondary.key}"`,
      path: secondary.path,
      deploy: secondary.value.deploy,
    });
    stacks.set(stack, members);
  }
  return stacks;
}

/** Each alias is a process of the AWS provider, half a gigabyte and more. */
const mostAliases = 20;

/** Names of workspaces in HCP Terraform have 90 characters at most. */
const longestStack = 90;
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Names that Terraform, HCP Terraform or a file system would refuse; they run before the general rules. */
export const stackNameRules: StructureRule[] = [
  {
    code: 'TD607',
    stage: 'structure',
    severity: 'error',
    title: 'stack name',
    meaning:
      'A stack name is a folder, a state key and a workspace: letters, digits, hyphens and underscores only.',
    matches: ({ kind, path }) => kind === 'pattern' && path.at(-1) === 'stack',
    explain: ({ path, value }) => ({
      at: path,
      message: `"${value}" cannot be a stack name: letters, digits, hyphens and underscores only.`,
      fix: `Write ${
        String(value)
          .replace(/[^\w-]+/g, '-')
          .replace(/^-+|-+$/g, '') || defaultStackName('{account}')
      }.`,
    }),
  },
  {
    code: 'TD612',
    stage: 'structure',
    severity: 'error',
    title: 'HCP Terraform tag',
    meaning:
      'The tag is a part of the names of environment variables (TFC_AWS_RUN_ROLE_ARN_TAG): letters, digits, underscores; TYPE is reserved. https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/specify-multiple-configurations',
    matches: ({ kind, path }) => kind === 'pattern' && path.at(-1) === 'hcpTag',
    explain: ({ path, value }) => ({
      at: path,
      message:
        value === 'TYPE'
          ? 'HCP Terraform reserves the tag TYPE.'
          : `HCP Terraform refuses the tag "${value}".`,
      fix: `Use letters, digits and underscores: ${tagOf(String(value))}.`,
    }),
  },
];

/** Letters, digits and underscores of a tag; `{accountId}` stays, and a key with hyphens would not fit. */
function tagOf(text: string): string {
  const [plain, ...placeholders] = text.split(/\{account(?:Id)?\}/);
  const tag = plain!.replace(/\W+/g, '_').toUpperCase();
  if (placeholders.length > 0) return `${tag}{accountId}`;
  return tag === 'TYPE' ? 'ACCOUNT_TYPE' : tag;
}

/** Rules on how secondaries are spread over stacks, and how Terraform reaches the accounts. */
export const stackRules: StageRule<'meaning'>[] = [
  {
    code: 'TD603',
    stage: 'meaning',
    severity: 'error',
    title: 'stack names that differ in case only',
    meaning: 'Two such stacks are one folder on macOS and Windows, and one workspace in HCP Terraform.',
    check: (draft) =>
      repeated(
        [...stacksOf(draft)].map(([stack, [first]]) => ({ stack, path: first!.path })),
        ({ stack }) => stack.toLowerCase(),
        ({ path }) => [...path, 'stack'],
        ({ stack }, first) => ({
          message: `The stacks "${stack}" and "${first.stack}" differ in case only.`,
          fix: 'Write both the same to share the stack, or rename one.',
        }),
      ),
  },
  {
    code: 'TD605',
    stage: 'meaning',
    severity: 'warning',
    title: 'many accounts in one stack',
    meaning:
      'Each account of a stack needs a provider alias, and each alias starts a process of the AWS provider. Memory and time grow with their number.',
    *check(draft) {
      for (const [stack, members] of stacksOf(draft)) {
        const over = members[mostAliases];
        if (over)
          yield {
            at: [...over.path, 'stack'],
            message: `Stack "${stack}" has ${members.length} accounts; above ${mostAliases} Terraform needs much time and memory, because each account starts a provider process.`,
            fix: 'Split it into several stacks. By default, each account has its own stack.',
            related: [{ at: [...members[0]!.path, 'stack'], message: 'the first of them' }],
          };
      }
    },
  },
  {
    code: 'TD606',
    stage: 'meaning',
    severity: 'error',
    title: 'several accounts on ambient credentials',
    meaning: 'Without deploy, Terraform uses its ambient credentials, which belong to one account.',
    *check(draft) {
      for (const [stack, members] of stacksOf(draft)) {
        const [first, ...others] = members.filter(
          ({ deploy, path }) =>
            deploy === undefined &&
            !draft.rejected([...path, 'deploy']) &&
            !draft.rejected(['defaults', 'deploy']),
        );
        for (const { name, path } of first ? others : [])
          yield {
            at: [...path, 'stack'],
            message: `Stack "${stack}" reaches both ${first!.name} and ${name} without deploy: ambient credentials are of one account.`,
            fix: 'Add deploy (profile, assumeRoleArn or hcpTag) to every one of them except one.',
            related: [{ at: [...first!.path, 'stack'], message: first!.name }],
          };
      }
    },
  },
  {
    code: 'TD608',
    stage: 'meaning',
    severity: 'error',
    title: 'stack name that a file system refuses',
    meaning: 'A stack is a folder of cdktf.out: Windows reserves names of devices, and names have limits.',
    *check(draft) {
      for (const [stack, [first]] of stacksOf(draft)) {
        const reserved = devices.test(stack) ? 'Windows reserves it for a device' : undefined;
        const long =
          stack.length > longestStack
            ? `it has ${stack.length} characters, ${longestStack} at most`
            : undefined;
        const option = stack.startsWith('-') ? 'a command would read it as an option' : undefined;
        const reason = reserved ?? long ?? option;
        if (reason && first)
          yield {
            at: [...first.path, 'stack'],
            message: `"${stack.slice(0, 80)}" cannot be a stack name: ${reason}.`,
            fix: 'Choose another name.',
          };
      }
    },
  },
  {
    code: 'TD611',
    stage: 'meaning',
    severity: 'error',
    title: 'deploy that contradicts itself',
    meaning:
      'HCP Terraform supplies the credentials of a tag, so a profile conflicts with it. An external ID needs a role to assume.',
    *check(draft) {
      for (const { path, deploy } of deploysOf(draft)) {
        if (deploy.hcpTag !== undefined && deploy.profile !== undefined)
          yield {
            at: [...path, 'profile'],
            part: 'key',
            message: 'profile and hcpTag are two ways to the same account.',
            fix: 'Keep hcpTag for HCP Terraform, or profile for a machine.',
            related: [{ at: [...path, 'hcpTag'], part: 'key', message: 'the other way' }],
          };
        if (deploy.externalId !== undefined && deploy.assumeRoleArn === undefined)
          yield {
            at: [...path, 'externalId'],
            part: 'key',
            message: 'externalId has no effect without assumeRoleArn.',
            fix: 'Add assumeRoleArn, or remove externalId.',
          };
      }
    },
  },
  {
    code: 'TD613',
    stage: 'meaning',
    severity: 'error',
    title: 'deploy role of another account',
    meaning:
      'The last role that Terraform assumes must belong to the account: every provider accepts only its account (allowed_account_ids).',
    *check(draft) {
      for (const { path, deploy, accountId, name } of deploysOf(draft)) {
        const chain = deploy.assumeRoleArn;
        const last = Array.isArray(chain) ? chain.at(-1) : chain;
        const owner = last === undefined ? undefined : accountOfArn(last);
        if (owner === undefined || accountId === undefined || owner === accountId || owner.includes('{'))
          continue;
        const at = Array.isArray(chain)
          ? [...path, 'assumeRoleArn', chain.length - 1]
          : [...path, 'assumeRoleArn'];
        yield {
          at,
          message: `The last role that Terraform assumes is of account ${owner}; ${name} is ${accountId}.`,
          fix: 'Correct the ARN, or add a role of the account itself to the end of the chain.',
        };
      }
    },
  },
  {
    code: 'TD615',
    stage: 'meaning',
    severity: 'error',
    title: 'one HCP Terraform tag for two accounts',
    meaning:
      'A tag gives the credentials of one role in one account. The plan of the other account would fail.',
    check: (draft) =>
      repeated(
        deploysOf(draft),
        ({ deploy }) => deploy.hcpTag?.toUpperCase(),
        ({ path }) => [...path, 'hcpTag'],
        ({ deploy }, first) => ({
          message: `The tag "${deploy.hcpTag}" is already that of ${first.name}.`,
          fix: 'Give each account its own tag.',
        }),
      ),
  },
  {
    code: 'TD616',
    stage: 'meaning',
    severity: 'error',
    title: 'import of a resource that Terraform does not manage',
    meaning: 'Terraform fails on an import block whose resource is not in the stack.',
    *check({ secondaries }) {
      for (const { key, path, value } of secondaries)
        for (const [index, target] of (value.import ?? []).entries()) {
          const absent =
            value.status === 'removed' || (target === 'assumePolicy' && value.assumePolicy === 'none');
          if (target !== undefined && absent)
            yield {
              at: [...path, 'import', index],
              message: `Secondary "${key}" imports ${target}, but Terraform does not create that resource.`,
              fix: 'Remove it from import.',
            };
        }
    },
  },
];

type Deploy = NonNullable<DraftSecondary['value']['deploy']>;

function* deploysOf({
  raw,
  secondaries,
}: Draft): Generator<{ path: ManifestPath; name: string; accountId?: string; deploy: Deploy }> {
  const { main } = raw;
  if (main?.deploy)
    yield {
      path: ['main', 'deploy'],
      name: 'the main account',
      accountId: main.accountId,
      deploy: main.deploy,
    };
  for (const { key, path, value } of secondaries)
    if (value.deploy)
      yield {
        path: [...path, 'deploy'],
        name: `secondary "${key}"`,
        accountId: value.accountId,
        deploy: value.deploy,
      };
}
