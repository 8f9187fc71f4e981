import { z } from 'zod';
import { KMT2A_STRATA, RISK_STRATA, SURVIVAL_ENDPOINTS, TIME_ZEROS } from '@/lib/registry/vocabulary';
import type { Candidate } from './series/suggestions';

/** Where the figures that can be added are asked for. */
export const FIGURES_TO_ADD = '/api/compare/figures';

const FigureSchema = z.object({
  id: z.string(),
  trial: z.string(),
  acronym: z.string(),
  stratum: z.object({
    kmt2a: z.enum(KMT2A_STRATA),
    risk: z.enum(RISK_STRATA),
    arm: z.string().nullable(),
    age: z.string().nullable(),
  }),
  timeZero: z.enum(TIME_ZEROS),
  timeYears: z.number(),
  n: z.number().nullable(),
  selected: z.boolean(),
  hasInterval: z.boolean(),
  secondHand: z.boolean(),
  /** in the reader's language */
  texts: z.object({
    population: z.string(),
    horizon: z.string(),
    /** with its interval */
    value: z.string(),
    n: z.string(),
    timeZero: z.string(),
    /** letter of the level of its source */
    level: z.string(),
    /** what a search looks through, in lower case */
    words: z.string(),
  }),
}) satisfies z.ZodType<Candidate>;

/** The answer: every figure of the endpoint that a chart may draw, and what a search would find under the other endpoints. */
export const FiguresToAddSchema = z.object({
  figures: z.array(FigureSchema),
  elsewhere: z.array(z.object({ id: z.string(), endpoint: z.enum(SURVIVAL_ENDPOINTS), words: z.string() })),
});

export type FigureToAdd = Readonly<z.infer<typeof FigureSchema>>;
export type FiguresToAdd = Readonly<z.infer<typeof FiguresToAddSchema>>;
/** A figure of another endpoint, for a search that finds none of this one. */
export type ElsewhereOption = FiguresToAdd['elsewhere'][number];
