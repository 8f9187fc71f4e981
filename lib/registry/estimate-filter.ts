import type { Estimate } from './schema';
import type { Endpoint, Kmt2aStratum, RiskStratum } from './vocabulary';

/** A published outcome figure with the trial that it belongs to. */
export type PublishedEstimate = Estimate & { trial: string; acronym: string };

/**
 * Which figures to find; what is left out does not restrict. `kmt2a` and `risk` are equal to the figure's stratum: `all`
 * finds the figures of unrestricted populations, not every figure. `ids` may be earlier names. An empty list of `ids` or
 * `trials` finds none.
 */
export type EstimateFilter = {
  trial?: string | undefined;
  trials?: readonly string[] | undefined;
  ids?: readonly string[] | undefined;
  endpoint?: Endpoint | undefined;
  kmt2a?: Kmt2aStratum | undefined;
  risk?: RiskStratum | undefined;
  /** horizon in years from time zero */
  years?: number | undefined;
  chartable?: boolean | undefined;
  preferred?: boolean | undefined;
};
