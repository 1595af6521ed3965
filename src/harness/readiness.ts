/** One condition for sending, as AWS reports it for the main account. */
export interface Readiness {
  what: string;
  status: 'ready' | 'warning' | 'blocking' | 'unknown';
  detail: string;
  fix: string;
}
