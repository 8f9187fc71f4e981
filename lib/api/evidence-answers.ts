import { z } from 'zod';
import type { StoredCurve } from '@/lib/registry/curves/records';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import {
  BaselineFactSchema,
  BilingualSchema,
  DiscrepancySchema,
  DiseaseFactSchema,
  DiseaseStatementSchema,
  EstimateSchema,
  SourceSchema,
  TrialSchema,
} from '@/lib/registry/schema';
import { KMT2A_STRATA, RISK_STRATA, SURVIVAL_ENDPOINTS, TIME_ZEROS } from '@/lib/registry/vocabulary';

// What the answers about the evidence hold: the data set's own schemas, each item of a list with the trial that it is of.

const slug = TrialSchema.shape.slug;
const count = z.int().min(0);

export const ListedEstimateSchema = z.strictObject({
  trial: slug,
  acronym: z.string(),
  ...EstimateSchema.shape,
}) satisfies z.ZodType<PublishedEstimate>;

export const ListedBaselineFactSchema = z.strictObject({ trial: slug, ...BaselineFactSchema.shape });

/** `trial` is null where it concerns the disease and not one trial. */
export const ListedDiscrepancySchema = z.strictObject({ trial: slug.nullable(), ...DiscrepancySchema.shape });

export const DiseaseItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fact'), ...DiseaseFactSchema.shape }),
  z.strictObject({ kind: z.literal('statement'), ...DiseaseStatementSchema.shape }),
]);
export type DiseaseItem = z.infer<typeof DiseaseItemSchema>;

/** A curve as it was read off its figure; what is rebuilt from it is a matter of the method, not of the record. */
export const CurveSchema = z.strictObject({
  id: z.string(),
  trial: slug,
  acronym: z.string(),
  endpoint: z.enum(SURVIVAL_ENDPOINTS),
  timeZero: z.enum(TIME_ZEROS),
  stratum: z.strictObject({ kmt2a: z.enum(KMT2A_STRATA), risk: z.enum(RISK_STRATA), arm: z.string().nullable() }),
  label: BilingualSchema,
  totalEvents: count.nullable(),
  source: SourceSchema,
  readFrom: z.enum(['drawing', 'image']).nullable(),
  secondReading: z
    .strictObject({
      differencePoints: z.number().min(0).max(100),
      atYears: z.number().min(0),
      untilYears: z.number().min(0).nullable(),
      sameFile: z.boolean().nullable(),
    })
    .nullable(),
  points: z.array(z.strictObject({ years: z.number().min(0), percent: z.number().min(0).max(100) })),
  counts: z.array(z.strictObject({ years: z.number().min(0), atRisk: count })),
}) satisfies z.ZodType<StoredCurve>;
