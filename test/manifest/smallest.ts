import { readFileSync } from 'node:fs';
import { good } from './corpus';

/** The smallest good manifest of the corpus. */
export const smallest = readFileSync(good.find(({ name }) => name === 'smallest')!.file, 'utf8');
