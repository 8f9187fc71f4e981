import type { Prisma } from '@/prisma/generated/client';
import {
  bilingualOrNull,
  byOne,
  DISCREPANCY_COLUMNS,
  ESTIMATE_COLUMNS,
  SOURCE_COLUMNS,
  toDiscrepancy,
  toEstimate,
  toSource,
} from './evidence.server';
import { TrialSchema, type Trial } from '../schema';
import { readFields, selectColumns, TrialFieldsSchema } from '../trials/stored-fields';

const TRIAL_COLUMNS: Prisma.TrialSelect = selectColumns(TrialFieldsSchema);
const REGISTRATION_COLUMNS = {
  registry: true,
  identifier: true,
  oneCurator: true,
} as const satisfies Prisma.RegistrationSelect;
const INTERVENTION_COLUMNS = {
  nameEn: true,
  nameRu: true,
  class: true,
  oneCurator: true,
} as const satisfies Prisma.InterventionSelect;
const ARM_COLUMNS = {
  slug: true,
  nameEn: true,
  nameRu: true,
  kind: true,
  descriptionEn: true,
  descriptionRu: true,
  n: true,
  oneCurator: true,
} as const satisfies Prisma.ArmSelect;
const STRATUM_COLUMNS = {
  riskGroup: true,
  localName: true,
  definitionEn: true,
  definitionRu: true,
  n: true,
  ...SOURCE_COLUMNS,
  oneCurator: true,
} as const satisfies Prisma.StratumSelect;
const DEFINITION_COLUMNS = {
  endpoint: true,
  timeZero: true,
  events: true,
  counts: true,
  ...SOURCE_COLUMNS,
  oneCurator: true,
} as const satisfies Prisma.EndpointDefinitionSelect;
export const REPORT_COLUMNS = {
  id: true,
  sourceRef: true,
  published: true,
  details: true,
} as const satisfies Prisma.ReportSelect;
export const BASELINE_COLUMNS = {
  characteristicEn: true,
  characteristicRu: true,
  percent: true,
  n: true,
  denominator: true,
  stratumEn: true,
  stratumRu: true,
  ...SOURCE_COLUMNS,
  oneCurator: true,
} as const satisfies Prisma.BaselineFactSelect;

/**
 * The whole trial, or null where there is none of this slug. The parts are read one after the other: within a transaction
 * Prisma would ask for the relations of one row all at once on a single connection, which the driver is giving up.
 */
export async function readTrial(tx: Prisma.TransactionClient, slug: string): Promise<Trial | null> {
  const row = await tx.trial.findUnique({ where: { slug }, select: TRIAL_COLUMNS });
  if (row === null) return null;
  const part = { where: { trialSlug: slug }, orderBy: { position: 'asc' } } as const;
  const registrations = await tx.registration.findMany({ ...part, select: REGISTRATION_COLUMNS });
  const interventions = await tx.intervention.findMany({ ...part, select: INTERVENTION_COLUMNS });
  const arms = await tx.arm.findMany({ ...part, select: ARM_COLUMNS });
  const strata = await tx.stratum.findMany({ ...part, select: STRATUM_COLUMNS });
  const definitions = await tx.endpointDefinition.findMany({ where: part.where, select: DEFINITION_COLUMNS });
  const estimates = await tx.estimate.findMany({ ...part, select: ESTIMATE_COLUMNS });
  const reports = await tx.report.findMany({ ...part, select: REPORT_COLUMNS });
  const baseline = await tx.baselineFact.findMany({ ...part, select: BASELINE_COLUMNS });
  const appraisals = await tx.appraisal.findMany({ where: part.where, orderBy: { tool: 'asc' } });
  const discrepancies = await tx.discrepancy.findMany({ ...part, select: DISCREPANCY_COLUMNS });
  return TrialSchema.parse({
    ...readFields(TrialFieldsSchema, row),
    registrations: registrations.map((row) => ({ registry: row.registry, id: row.identifier, ...byOne(row) })),
    interventions: interventions.map((intervention) => ({
      name: { en: intervention.nameEn, ru: intervention.nameRu },
      class: intervention.class,
      ...byOne(intervention),
    })),
    arms: arms.map(toArm),
    strata: strata.map(toStratum),
    endpointDefinitions: {
      EFS: null,
      OS: null,
      ...Object.fromEntries(
        definitions.map(({ endpoint, timeZero, events, counts, ...row }) => [
          endpoint,
          { timeZero, events, counts, source: toSource(row), ...byOne(row) },
        ]),
      ),
    },
    estimates: estimates.map(toEstimate),
    baseline: baseline.map(toBaselineFact),
    discrepancies: discrepancies.map(toDiscrepancy),
    reports: reports.map(toReport),
    appraisals: appraisals.map(({ tool, domains, overall, appraisedOn }) => ({
      tool,
      domains,
      overall,
      on: appraisedOn,
    })),
  });
}

function toArm({
  slug,
  nameEn,
  nameRu,
  kind,
  descriptionEn,
  descriptionRu,
  n,
  oneCurator,
}: Prisma.ArmGetPayload<{ select: typeof ARM_COLUMNS }>): object {
  return {
    slug,
    name: { en: nameEn, ru: nameRu },
    kind,
    description: { en: descriptionEn, ru: descriptionRu },
    n,
    ...byOne({ oneCurator }),
  };
}

function toStratum(row: Prisma.StratumGetPayload<{ select: typeof STRATUM_COLUMNS }>): object {
  return {
    group: row.riskGroup,
    localName: row.localName,
    definition: { en: row.definitionEn, ru: row.definitionRu },
    n: row.n,
    source: toSource(row),
    ...byOne(row),
  };
}

/** A report in the words of the data set, still to be checked by its schema. */
export function toReport({
  id,
  sourceRef,
  published,
  details,
}: Prisma.ReportGetPayload<{ select: typeof REPORT_COLUMNS }>): object {
  return { id, ref: sourceRef, published, ...(typeof details === 'object' ? details : {}) };
}

/** A presenting feature in the words of the data set, still to be checked by its schema. */
export function toBaselineFact(row: Prisma.BaselineFactGetPayload<{ select: typeof BASELINE_COLUMNS }>): object {
  return {
    characteristic: { en: row.characteristicEn, ru: row.characteristicRu },
    percent: row.percent,
    n: row.n,
    denominator: row.denominator,
    stratum: bilingualOrNull(row.stratumEn, row.stratumRu),
    source: toSource(row),
    ...byOne(row),
  };
}
