import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { type JsonSchema, jsonSchema } from '../../scripts/docs/json-schema';
import { manifestSchema } from '../../src/manifest/schema';
import { parseYaml, toValue } from '../../src/manifest/source';
import { broken, good, sourceOf } from './corpus';

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync('config/accounts.schema.json', 'utf8')),
);

/** Cases that parse as YAML. The others have no structure to validate. */
const values = [...good, ...broken]
  .filter((item) => !item.missing && !item.repeat && !item.padTo && !item.moreSecondaries)
  .flatMap((item) => {
    const parsed = parseYaml(
      sourceOf(item)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
    return parsed.broken ? [] : [[item.name, toValue(parsed.document.contents, parsed)] as const];
  });

describe('the schema for editors agrees with the code', () => {
  it.each(values)('%s', (_, value) => {
    expect(validate(value)).toBe(manifestSchema.safeParse(value).success);
  });

  it('on both sides of every keyword: some are refused, some are not', () => {
    const accepted = values.filter(([, value]) => validate(value)).length;
    expect(accepted).toBeGreaterThan(50);
    expect(values.length - accepted).toBeGreaterThan(50);
  });
});

describe('hover', () => {
  it.each([...properties('', jsonSchema())])(
    '%s has a title, a description and an example',
    (_, property) => {
      expect(property).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
        examples: expect.any(Array),
      });
    },
  );

  it.each([...properties('', jsonSchema())])('the examples of %s are what may stand there', (_, property) => {
    const { title, description, examples = [], ...schema } = property;
    const accepts = new Ajv({ strict: false }).compile(schema);
    expect(examples.filter((example) => !accepts(example))).toEqual([]);
    expect(examples).not.toHaveLength(0);
  });
});

function* properties(path: string, schema: JsonSchema): Generator<[string, JsonSchema]> {
  for (const branch of [schema, ...(schema.anyOf ?? [])]) {
    for (const [key, value] of Object.entries(branch.properties ?? {})) {
      yield [`${path}${key}`, value];
      yield* properties(`${path}${key}.`, value);
    }
    if (typeof branch.additionalProperties === 'object')
      yield* properties(`${path}NAME.`, branch.additionalProperties);
  }
}
