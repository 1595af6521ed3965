import type { Partition } from '../types';

/** The partition of a Region. Undefined for China and the isolated Regions, which have no SMS. */
export function partitionOf(region: string): Partition | undefined {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  if (region.startsWith('cn-') || /^(?:us|eu)-iso/.test(region)) return undefined;
  return 'aws';
}
