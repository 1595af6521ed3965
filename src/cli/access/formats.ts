import type { AccessReport } from '../../access';
import { useColors } from '../print';

/** Each `--format` of `access`. A format is imported when it is used, so that `--help` starts at once. */
export const accessFormats = {
  table: async (report: AccessReport) => {
    const { tableReport } = await import('../../access');
    const { columns = 100 } = process.stdout;
    return [tableReport(report, { columns, colors: useColors(process.stdout) })];
  },
  markdown: async (report: AccessReport) => [(await import('../../access')).markdownReport(report)],
  json: async (report: AccessReport) => (await import('../../access')).jsonReport(report),
} satisfies Record<string, (report: AccessReport) => Promise<Iterable<string>>>;
