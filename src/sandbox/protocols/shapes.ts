import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

/** An operation as the AWS SDK's clients export it (`AssumeRole$`), made ready for the codecs. */
export interface OperationShape {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
}

export function operationShape([, , name, , input, output]: StaticOperationSchema): OperationShape {
  return { name, input: NormalizedSchema.of(input), output: NormalizedSchema.of(output) };
}

/** A structure's seventh item counts its required members, which come first. */
export function requiredMembers(shape: NormalizedSchema): string[] {
  if (!shape.isStructSchema()) return [];
  const structure = shape.getSchema() as StaticStructureSchema;
  return structure[4].slice(0, structure[6] ?? 0);
}
