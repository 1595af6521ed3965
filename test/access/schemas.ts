/** The JSON that `tendlc access` and `tendlc guard` print, as docs/access.md describes it. */
const text = { type: 'string' } as const;
const filled = { type: 'string', minLength: 1 } as const;
const verdict = { enum: ['allowed', 'denied', 'unknown'] } as const;

function object(properties: Record<string, unknown>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object): object {
  return { type: 'array', items };
}

const channel = { enum: ['sms', 'mms', 'voice'] } as const;

const cell = object(
  {
    account: filled,
    accountId: { type: 'string', pattern: '^\\d{12}$' },
    number: text,
    resource: filled,
    api: filled,
    channel,
    principal: filled,
    condition: text,
    role: filled,
    verdict,
    expected: verdict,
    decidedBy: filled,
    case: filled,
  },
  ['channel'],
);

const change = object(
  {
    kind: { enum: ['gained', 'lost', 'changed'] },
    account: filled,
    accountId: { type: 'string', pattern: '^\\d{12}$' },
    number: text,
    principal: text,
    api: text,
    channel,
    resource: text,
    role: text,
    before: filled,
    after: filled,
    text: filled,
  },
  ['channel'],
);

export const accessSchema = object(
  {
    version: { const: 1 },
    summary: object({ cells: { type: 'integer' }, disagreements: { type: 'integer' } }),
    cells: list(cell),
    problems: list(filled),
    opens: list(filled),
    notSeen: list(filled),
    base: filled,
    changes: list(change),
  },
  ['base', 'changes'],
);

export const guardSchema = object({
  version: { const: 1 },
  verdict: { enum: ['pass', 'fail'] },
  findings: list(
    object(
      {
        code: filled,
        stack: text,
        plan: text,
        address: text,
        message: filled,
        fix: filled,
        attribute: text,
        wanted: {},
        planned: {},
        statements: { type: 'object' },
      },
      ['attribute', 'wanted', 'planned', 'statements'],
    ),
  ),
  notes: list(object({ stack: filled, plan: filled, address: text, message: filled })),
  compared: list(
    object({ stack: filled, plan: filled, resources: { type: 'integer' }, configuration: filled }, [
      'configuration',
    ]),
  ),
  notGiven: list(filled),
  notSeen: list(filled),
});
