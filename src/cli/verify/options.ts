import type { Mode } from '../../harness/types';

/** The options of `tendlc verify`, as the command line gives them. */
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
  /** The pretty report has a row for each probe. */
  all?: boolean;
  /** Seconds; `true`: the default. */
  waitDelivery?: number | true;
  /** Credentials of the main account, if the run's own are not: for events, rates and readiness. */
  mainProfile?: string;
}
