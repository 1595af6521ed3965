import type { Mode } from '../../harness/types';

/** What commander makes of the command line. */
export interface VerifyOptions {
  manifest?: string;
  sandbox?: boolean;
  mode: Mode;
  destination?: string;
  yes?: boolean;
  only?: string[];
  sample?: number;
  negatives: boolean;
  require?: string[];
  format?: string[];
  output?: string[];
  /** Seconds. */
  propagationTimeout: number;
  concurrency: number;
  resume?: string;
  /** Seconds; `true`: the default. */
  waitDelivery?: number | true;
  /** Reads the events, where the ambient credentials are not of the main account. */
  mainProfile?: string;
}
