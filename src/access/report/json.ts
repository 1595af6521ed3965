import { problemText } from '../../terraform/problem';
import { channelOf } from '../compare';
import { type AccessCheck, type Change, disagrees } from '../model';
import { changeText } from './change-lines';
import { callerText, conditionsText, NumberLabels, numberName } from './labels';
import type { AccessReport } from './report';

/** A line of `cells`. */
export type CellJson = Pick<
  AccessCheck,
  | 'account'
  | 'accountId'
  | 'resource'
  | 'api'
  | 'principal'
  | 'role'
  | 'verdict'
  | 'expected'
  | 'decidedBy'
  | 'case'
> & { number: string; condition: string; channel?: string };

/** Piece by piece: a thousand accounts make a text longer than one string should be. */
export function* jsonReport(report: AccessReport): Generator<string> {
  const { cells, problems, opens, notSeen, difference } = report;
  const summary = { cells: cells.length, disagreements: cells.filter(disagrees).length };
  yield `{\n  "version": 1,\n  "summary": ${JSON.stringify(summary)},\n  "cells": `;
  yield* lines(cells, cellJson);
  yield `,\n  "problems": ${JSON.stringify(problems.map(problemText))},\n  "opens": ${JSON.stringify(opens)},\n  "notSeen": ${JSON.stringify(notSeen)}`;
  if (difference) {
    const labels = new NumberLabels(difference.before, report.manifest);
    yield `,\n  "base": ${JSON.stringify(difference.title)},\n  "changes": `;
    yield* lines(difference.changes, (change) => changeJson(change, labels));
  }
  yield '\n}\n';
}

/** A check as `cells` in JSON has it. */
export function cellJson(check: AccessCheck): CellJson {
  const { number, conditions, account, accountId, resource, api, principal, role } = check;
  return {
    account,
    accountId,
    number: numberName(number, resource),
    resource,
    api,
    ...channelJson(api),
    principal,
    condition: conditionsText(conditions),
    role,
    verdict: check.verdict,
    expected: check.expected,
    decidedBy: check.decidedBy,
    case: check.case,
  };
}

/** Absent for a call that is not sending by one channel. */
function channelJson(api: string): { channel?: string } {
  const channel = channelOf(api === 'sms-voice' ? 'sms-voice:SendTextMessage' : api);
  return channel ? { channel } : {};
}

function changeJson(change: Change, labels: NumberLabels): object {
  const { kind, account, accountId, right, api, role, before, after } = change;
  const resource = 'resource' in right ? right.resource : '';
  return {
    kind,
    account,
    accountId,
    number: right.kind === 'send' ? numberName(right.number, resource) : '',
    principal: principalJson(change),
    api,
    ...channelJson(api),
    resource,
    role: right.kind === 'assume' ? right.role : role,
    before,
    after,
    text: changeText(change, labels),
  };
}

function principalJson({ caller, accountId }: Change): string {
  return caller.kind === 'account' ? 'account' : callerText(caller, accountId);
}

function* lines<Item>(items: readonly Item[], json: (item: Item) => object): Generator<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  for (const [index, item] of items.entries())
    yield `${index === 0 ? '[\n' : ',\n'}    ${JSON.stringify(json(item))}`;
  yield '\n  ]';
}
