import type { GuardResult } from '../../guard/index';
import { useColors } from '../print';

/** Each `--format` of `guard`. A format is imported when it is used, so that `--help` starts at once. */
export const guardFormats = {
  pretty: async (result: GuardResult) => {
    const { prettyGuard } = await import('../../guard/report/pretty');
    const { columns = 100 } = process.stdout;
    return prettyGuard(result, { columns, colors: useColors(process.stdout) });
  },
  json: async (result: GuardResult) => `${JSON.stringify({ version: 1, ...result }, undefined, 2)}\n`,
} satisfies Record<string, (result: GuardResult) => Promise<string>>;
