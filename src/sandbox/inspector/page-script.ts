/** Runs in the browser. Everything that comes from a caller is set as text, never as markup. */
export const SCRIPT = `
'use strict';
const byId = (id) => document.getElementById(id);
const element = (tag, text, className) => {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
};
// arn:aws:iam::222233334444:role/path/NAME -> 222233334444 role/path/NAME
const short = (arn) => {
  const part = String(arn).split(':');
  return part.length < 6 ? String(arn) : (part[4] + ' ' + part.slice(5).join(':'));
};
const cell = (text, className, title) => {
  const node = element('td', text, className);
  if (title) node.title = title;
  return node;
};
const list = (texts, className) => {
  const node = element('td', undefined, className);
  const ul = element('ul');
  for (const text of texts) ul.append(element('li', text));
  node.append(ul);
  return node;
};
const fill = (id, rows, none) => {
  const body = byId(id).tBodies[0];
  const columns = byId(id).tHead.rows[0].cells.length;
  const nodes = rows.map((cells) => { const row = element('tr'); row.append(...cells); return row; });
  if (nodes.length === 0) {
    const row = element('tr');
    const only = element('td', none, 'none');
    only.colSpan = columns;
    row.append(only);
    nodes.push(row);
  }
  body.replaceChildren(...nodes);
};
const time = (iso) => new Date(iso).toLocaleTimeString();
const ask = async (name) => {
  const answer = await fetch('/_tendlc/' + name);
  if (!answer.ok) throw new Error(name + ': ' + answer.status);
  return answer.json();
};
const totals = (pairs) => byId('totals').replaceChildren(...pairs.map(([label, value]) => {
  const group = element('div');
  group.append(element('dt', label), element('dd', value));
  return group;
}));
const who = (m) => {
  const node = cell(short(m.assumedBy ?? m.sender), 'mono', m.assumedBy ?? m.sender);
  return node;
};
const showMessages = ({ messages }, titles) => fill('messages', messages.reverse().map((m) => {
  const message = cell(m.body, '', m.messageId);
  if (m.dryRun) message.append(element('span', 'dry run', 'tag'));
  if (m.channel !== 'sms') message.append(element('span', m.channel, 'tag'));
  if (m.api === 'pinpoint') message.append(element('span', 'Pinpoint', 'tag'));
  const as = (m.role ? m.role.slice(m.role.lastIndexOf('/') + 1) : short(m.sender)) + (m.session ? ' / ' + m.session : '');
  return [cell(time(m.at), 'soft whole'), who(m), cell(as, 'mono', m.sender), cell(m.originationNumber, 'mono whole', m.originationArn),
    cell(m.destination, 'mono whole'), message, cell(String(m.parts), 'n'), cell(m.dryRun ? '0' : m.price.toFixed(5), 'n'),
    cell(titles.get(m.accountId) ?? m.accountId, 'whole', m.accountId)];
}), 'No message yet.');
const showDenials = ({ denials }) => fill('denials', denials.reverse().map((d) => [
  cell(time(d.at), 'soft whole'), cell(short(d.caller), 'mono', d.caller), cell(d.action, 'mono bad', d.message),
  cell(d.resource === '*' ? '*' : short(d.resource), 'mono', d.resource),
  list([d.decidedBy, ...d.trace.filter((t) => t.because && t.outcome !== 'matched').map((t) => t.policy.split('/').pop() + '/' + t.statement + ': ' + t.because)].slice(0, 5)),
]), 'No denied calls yet.');
const showWorld = (world, usage) => {
  fill('sending', world.sending.slice(0, 200).map((s) => [
    cell(short(s.role), 'mono', s.role), list(s.sendsFrom, 'mono'),
    s.senders.length ? list(s.senders.map((one) => short(one.principal)), 'mono') : cell('no principal', 'soft'),
    list([...new Set(s.senders.map((one) => one.externalId || '–'))], 'mono'),
  ]), 'No role can send yet.');
  const calls = new Map(), spent = new Map();
  for (const line of usage.calls) calls.set(line.accountId, (calls.get(line.accountId) ?? 0) + line.calls);
  for (const line of usage.accounts) spent.set(line.accountId, (spent.get(line.accountId) ?? 0) + line.spent);
  fill('accounts', world.accounts.slice(0, 200).map((a) => [
    cell(a.accountId, 'mono'), cell(a.title), cell(String(a.roles.length), 'n', a.roles.join('\\n')),
    cell(String(a.users.length), 'n', a.users.join('\\n')), cell(String(a.policies), 'n'),
    cell(String(calls.get(a.accountId) ?? 0), 'n'), cell((spent.get(a.accountId) ?? 0).toFixed(5), 'n'),
  ]), 'No accounts.');
};
let last = '';
const refresh = async () => {
  try {
    const usage = await ask('usage');
    const now = JSON.stringify(usage);
    if (now !== last) {
      const [world, messages, denials] = await Promise.all([ask('world'), ask('messages?limit=200'), ask('denials?limit=200')]);
      const titles = new Map(world.accounts.map((a) => [a.accountId, a.title]));
      const sent = usage.calls.filter((c) => /^Send/.test(c.operation)).reduce((sum, c) => sum + c.calls - c.errors, 0);
      const spent = usage.accounts.reduce((sum, a) => sum + a.spent, 0);
      totals([['accounts', world.accounts.length], ['sends accepted, dry runs included', sent], ['calls refused or failed', usage.calls.reduce((sum, c) => sum + c.errors, 0)], ['USD spent', spent.toFixed(5)]]);
      showMessages(messages, titles);
      showDenials(denials);
      showWorld(world, usage);
      last = now;
    }
    byId('state').textContent = 'live';
    byId('state').className = '';
  } catch (error) {
    byId('state').textContent = 'the sandbox has stopped, or does not answer';
    byId('state').className = 'off';
  }
};
refresh();
setInterval(refresh, 1000);
`;
