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

/** The map that a key stands in, as people call it; names of numbers and secondaries are theirs to choose. */
export function placeOf(path: ManifestPath): string {
  const parent = path.slice(0, -1);
  const named = parent.map((step, index) => (index > 0 && isNamed(parent.slice(0, index)) ? 'NAME' : step));
  return named.length === 0 ? 'the top level' : named.join('.');
}

function isNamed(path: ManifestPath): boolean {
  return schemasAt(path).some((schema) => schema instanceof z.ZodRecord);
}

/** Every key of the vocabulary, with the maps that it may stand in. */
export const homesOfKeys: ReadonlyMap<string, string[]> = collectHomes();

function collectHomes(): Map<string, string[]> {
  const homes = new Map<string, string[]>();
  const visit = (schema: z.core.$ZodType, place: string): void => {
    for (const one of unwrap(schema)) {
      if (one instanceof z.ZodRecord) visit(one.valueType, `${place}.NAME`);
      if (!(one instanceof z.ZodObject)) continue;
      for (const [key, value] of Object.entries(one.shape as Record<string, z.core.$ZodType>)) {
        const known = homes.get(key) ?? [];
        homes.set(key, [...known, place || 'the top level']);
        // Whatever stands in defaults stands in a secondary.
        if (key !== 'defaults') visit(value, place ? `${place}.${key}` : key);
      }
    }
  };
  visit(manifestSchema, '');
  return homes;
}
