import { z } from 'zod';
import type { ManifestPath } from '../types';
import { manifestSchema } from './index';

/** The keys that the schema knows at a place of the manifest; empty where any key may stand. */
export function keysAt(path: ManifestPath): string[] {
  return schemasAt(path).flatMap((schema) =>
    schema instanceof z.ZodObject ? Object.keys(schema.shape) : [],
  );
}

/** What the schema asks of a value at a place of the manifest: one schema, or the branches of a union. */
export function schemasAt(path: ManifestPath): z.core.$ZodType[] {
  let candidates: z.core.$ZodType[] = [manifestSchema];
  for (const step of path) candidates = candidates.flatMap(unwrap).flatMap((schema) => childOf(schema, step));
  return candidates.flatMap(unwrap);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  return [schema];
}

function childOf(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.core.$ZodType> = schema.shape;
    return shape[step] ? [shape[step]] : [];
  }
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return schema instanceof z.ZodArray ? [schema.element] : [];
}
