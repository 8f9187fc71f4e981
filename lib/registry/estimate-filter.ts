import { z } from 'zod';
import { ENDPOINTS, KMT2A_STRATA, RISK_STRATA, type Endpoint, type Estimate, type Kmt2aStratum, type RiskStratum } from './schema';

/** A published outcome figure with the trial that it belongs to. */
export type PublishedEstimate = Estimate & { trial: string; acronym: string };

/**
 * Which figures to find; what is left out does not restrict. `kmt2a` and `risk` are equal to the figure's stratum: `all`
 * finds the figures of unrestricted populations, not every figure. An empty list of `ids` or `trials` finds none.
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

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The same filter as parameters of an address, where every value is text. */
export const EstimateParameters = z.strictObject({
  trial: z.string().min(1, 'must be the slug of a trial').optional(),
  endpoint: z.enum(ENDPOINTS).optional(),
  kmt2a: z.enum(KMT2A_STRATA).optional(),
  risk: z.enum(RISK_STRATA).optional(),
  years: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,3})?$/u, 'must be a number of years such as 5 or 0.5')
    .transform(Number)
    .pipe(z.number().gt(0, 'must be above 0'))
    .optional(),
  chartable: flag.optional(),
  preferred: flag.optional(),
});
