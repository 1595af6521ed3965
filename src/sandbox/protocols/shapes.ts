import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

/** An operation as the AWS SDK's clients export it (`AssumeRole$`), made ready for the codecs. */
export interface OperationShape {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  /** Members that the model requires, in its order. */
  required: string[];
}

/** A structure's seventh item counts its required members, which come first. */
export function operationShape([, , name, , input, output]: StaticOperationSchema): OperationShape {
  const shape = NormalizedSchema.of(input);
  return { name, input: shape, output: NormalizedSchema.of(output), required: requiredMembers(shape) };
}

function requiredMembers(shape: NormalizedSchema): string[] {
  if (!shape.isStructSchema()) return [];
  const structure = shape.getSchema() as StaticStructureSchema;
  return structure[4].slice(0, structure[6] ?? 0);
}
