import { isObject, type JsonObject, listOf } from '../../../src/terraform/json';

/** One change of one policy document. */
export interface PolicyMutation {
  what: string;
  text: string;
}

type Edit = (document: JsonObject) => void;

/** Weakens, widens and removes everything a document has, one at a time. */
export function mutatePolicy(text: string): PolicyMutation[] {
  const document = JSON.parse(text) as JsonObject;
  const statements = listOf(document.Statement).filter(isObject);
  const mutations: [string, Edit][] = [
    [
      'document: empty',
      (copy) => {
        copy.Statement = [];
      },
    ],
    [
      'document: + everybody',
      (copy) => add(copy, { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }),
    ],
    ['document: + everything', (copy) => add(copy, { Effect: 'Allow', Action: '*', Resource: '*' })],
    [
      'document: - Version',
      (copy) => {
        delete copy.Version;
      },
    ],
  ];
  for (const [index, statement] of statements.entries()) {
    const name = String(statement.Sid ?? `#${index + 1}`);
    const edit = (what: string, change: (copy: JsonObject) => void): void => {
      mutations.push([`${name}: ${what}`, (copy) => change(listOf(copy.Statement)[index] as JsonObject)]);
    };
    mutations.push([
      `${name}: removed`,
      (copy) => {
        copy.Statement = listOf(copy.Statement).filter((_, at) => at !== index);
      },
    ]);
    edit('Effect', (copy) => {
      copy.Effect = copy.Effect === 'Allow' ? 'Deny' : 'Allow';
    });
    edit('Sid', (copy) => {
      copy.Sid = 'Renamed';
    });
    for (const element of ['Principal', 'Action', 'Resource'] as const)
      if (statement[element] !== undefined) elements(element, statement, edit);
    conditions(statement, edit);
  }
  return mutations
    .map(([what, edit]) => {
      const copy = structuredClone(document);
      copy.Statement = listOf(copy.Statement);
      edit(copy);
      return { what, text: JSON.stringify(copy) };
    })
    .filter((mutation) => mutation.text !== JSON.stringify({ ...document, Statement: statements }));
}

function add(copy: JsonObject, statement: JsonObject): void {
  (copy.Statement as unknown[]).push({ Sid: 'Added', ...statement });
}

type EditStatement = (what: string, change: (copy: JsonObject) => void) => void;

const wider: Record<string, (value: string) => string[]> = {
  Principal: () => ['*', 'arn:aws:iam::999988887777:root'],
  Action: (value) => ['*', `${value.split(':')[0]}:*`, `${value.slice(0, -4)}*`],
  Resource: (value) => ['*', value.replace(/[^/:]+$/, '*'), value.replace(/:\d{12}:/, ':999988887777:')],
};

function elements(
  element: 'Principal' | 'Action' | 'Resource',
  statement: JsonObject,
  edit: EditStatement,
): void {
  const read = (from: JsonObject): string[] =>
    listOf(element === 'Principal' && isObject(from.Principal) ? from.Principal.AWS : from[element]).map(
      String,
    );
  const write = (copy: JsonObject, values: string[]): void => {
    const value = values.length === 1 ? values[0] : values;
    copy[element] = element === 'Principal' && value !== '*' ? { AWS: value } : value;
  };
  const values = read(statement);
  edit(`- ${element}`, (copy) => {
    delete copy[element];
  });
  for (const [index, value] of values.entries()) {
    if (values.length > 1)
      edit(`${element} - ${value}`, (copy) =>
        write(
          copy,
          read(copy).filter((_, at) => at !== index),
        ),
      );
    for (const other of new Set(wider[element]!(value))) {
      if (other === value) continue;
      edit(`${element} ${value} -> ${other}`, (copy) =>
        write(
          copy,
          read(copy).map((old, at) => (at === index ? other : old)),
        ),
      );
      edit(`${element} + ${other}`, (copy) =>
        write(
          copy,
          [...read(copy), other].filter(
            (one) => element !== 'Principal' || one !== '*' || read(copy).length === 0,
          ),
        ),
      );
    }
  }
  if (element === 'Action')
    edit('Action -> NotAction', (copy) => {
      copy.NotAction = copy.Action;
      delete copy.Action;
    });
  if (element === 'Resource')
    edit('Resource -> NotResource', (copy) => {
      copy.NotResource = copy.Resource;
      delete copy.Resource;
    });
}

const operators: Record<string, string[]> = {
  ArnLike: ['ArnNotLike', 'ArnLikeIfExists', 'StringLike', 'ArnEquals', 'Unheard'],
  StringEquals: [
    'StringNotEquals',
    'StringEqualsIfExists',
    'StringLike',
    'StringEqualsIgnoreCase',
    'Unheard',
  ],
};

function conditions(statement: JsonObject, edit: EditStatement): void {
  if (!isObject(statement.Condition)) return;
  edit('- Condition', (copy) => {
    delete copy.Condition;
  });
  const block = (copy: JsonObject): Record<string, JsonObject> =>
    copy.Condition as Record<string, JsonObject>;
  for (const [operator, keys] of Object.entries(statement.Condition)) {
    if (!isObject(keys)) continue;
    edit(`- ${operator}`, (copy) => {
      delete block(copy)[operator];
    });
    for (const other of operators[operator] ?? [])
      edit(`${operator} -> ${other}`, (copy) => {
        block(copy)[other] = block(copy)[operator]!;
        delete block(copy)[operator];
      });
    for (const [key, given] of Object.entries(keys)) {
      const values = listOf(given).map(String);
      edit(`${operator} - ${key}`, (copy) => {
        delete block(copy)[operator]![key];
      });
      edit(`${operator} ${key} -> aws:Unheard`, (copy) => {
        block(copy)[operator]!['aws:Unheard'] = block(copy)[operator]![key];
        delete block(copy)[operator]![key];
      });
      for (const [index, value] of values.entries()) {
        if (values.length > 1)
          edit(`${key} - ${value}`, (copy) => {
            block(copy)[operator]![key] = values.filter((_, at) => at !== index);
          });
        for (const other of changed(value)) {
          edit(`${key} ${value} -> ${other}`, (copy) => {
            block(copy)[operator]![key] = values.map((old, at) => (at === index ? other : old));
          });
          edit(`${key} + ${other}`, (copy) => {
            block(copy)[operator]![key] = [...values, other];
          });
        }
      }
    }
  }
}

function changed(value: string): string[] {
  const arn = value.startsWith('arn:');
  const others = arn
    ? [
        '*',
        value.replace(/[^/:]+$/, '*'),
        `${value}*`,
        value.replace(/:\d{12}:/, ':999988887777:'),
        `${value}-other`,
      ]
    : ['', '*', `${value}-other`];
  return [...new Set(others)].filter((other) => other !== value);
}
