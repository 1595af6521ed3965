import { accountOfArn } from '../../arns';
import {
  compareDocuments,
  type Scope,
  type SourceDocument,
  type Uncovered,
  type UnknownDocument,
} from '../covers';
import type { IamModel, RoleDocument } from '../iam-model';

/** One statement that allows or denies something on one side only. */
export interface ProvenChange {
  kind: 'gained' | 'lost';
  /** Whose document it is: an ARN, or `ACCOUNT:user/NAME`. */
  of: string;
  accountId: string;
  document: 'trust' | 'policies';
  /** `side` is `found` if the statement is of the later model. */
  uncovered: Uncovered;
}

/** A document that cannot be read: what it changes is not known. */
interface UnknownChange extends UnknownDocument {
  of: string;
}

export interface ChangesByProof {
  changes: ProvenChange[];
  unknown: UnknownChange[];
}

/**
 * Compares every document of two models. Empty lists are a proof that both allow the same requests. Roles, users, groups
 * and managed policies count, also those that tendlc does not make.
 */
export function changesByProof(before: IamModel, after: IamModel): ChangesByProof {
  const [earlier, later] = [documentsOf(before), documentsOf(after)];
  const compared = [...new Set([...later.keys(), ...earlier.keys()])].map((key) => {
    const [old, now] = [earlier.get(key), later.get(key)];
    const { of, accountId, scope } = (now ?? old) as Documents;
    const { gains, losses, unknown } = compareDocuments(old?.found ?? [], now?.found ?? [], scope);
    const change =
      (kind: ProvenChange['kind']) =>
      (uncovered: Uncovered): ProvenChange => ({
        kind,
        of,
        accountId,
        document: scope.kind === 'trust' ? 'trust' : 'policies',
        uncovered,
      });
    return {
      changes: [...gains.map(change('gained')), ...losses.map(change('lost'))],
      unknown: unknown.map((document) => ({ of, ...document })),
    };
  });
  return {
    changes: compared.flatMap(({ changes }) => changes),
    unknown: compared.flatMap(({ unknown }) => unknown),
  };
}

interface Documents {
  of: string;
  accountId: string;
  scope: Scope;
  found: readonly SourceDocument[];
}

/** Every document of a model, by what it belongs to. */
function documentsOf({ roles, held, managed }: IamModel): Map<string, Documents> {
  const made = new Set([...roles.values()].map(({ accountId, name }) => `${accountId}:role/${name}`));
  const identity = { kind: 'identity' } as const;
  return new Map<string, Documents>([
    ...[...roles.values()].flatMap(documentsOfRole),
    ...[...held]
      .filter(([holder]) => !made.has(holder))
      .map(([of, found]): [string, Documents] => {
        return [`policies ${of}`, { of, accountId: of.slice(0, of.indexOf(':')), scope: identity, found }];
      }),
    ...[...managed].map(([of, policy]): [string, Documents] => {
      return [`managed ${of}`, { of, accountId: accountOfArn(of), scope: identity, found: [policy] }];
    }),
  ]);
}

function documentsOfRole({ arn, accountId, trust, policies }: RoleDocument): [string, Documents][] {
  const role = { of: arn, accountId };
  const scope = { kind: 'trust', ownerAccountId: accountId } as const;
  return [
    [`trust ${arn}`, { ...role, scope, found: [trust] }],
    [`policies ${arn}`, { ...role, scope: { kind: 'identity' }, found: policies }],
  ];
}
