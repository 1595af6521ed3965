import type { VerifyReport } from '../../harness/types';
import { useColors } from '../print';

/** What the pretty report needs to know besides the report. */
export interface Shown {
  sandbox: boolean;
  all: boolean;
  /** The command that resumes the run. */
  resume: string;
}

interface Place extends Shown {
  toTerminal: boolean;
}

export type Format = keyof typeof verifyFormats;

const DEFAULT_WIDTH = 100;

/** Each `--format` of `verify`. A format is imported when it is used, so that `--help` starts at once. */
export const verifyFormats = {
  pretty: async (report: VerifyReport, { toTerminal, ...shown }: Place) => {
    const { prettyReport } = await import('../../harness/report/pretty');
    const width = (toTerminal && process.stdout.columns) || Number(process.env.COLUMNS) || DEFAULT_WIDTH;
    const colors = toTerminal && useColors(process.stdout);
    return `${prettyReport(report, { ...shown, width, colors })}\n`;
  },
  json: async (report: VerifyReport) => (await import('../../harness/report/json')).jsonReport(report),
  junit: async (report: VerifyReport) => (await import('../../harness/report/junit')).junitReport(report),
  markdown: async (report: VerifyReport) =>
    (await import('../../harness/report/markdown')).markdownReport(report),
} satisfies Record<string, (report: VerifyReport, place: Place) => Promise<string>>;
