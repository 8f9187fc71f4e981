import type { Prisma } from '@/prisma/generated/client';
import { z } from 'zod';
import { ENDPOINTS, EnrolmentSchema, InterventionSchema, KMT2A_STRATA, PHASES, RISK_STRATA, STATUSES, TRIAL_KINDS } from './schema';
import type { TrialSummary } from './trial-summary';

const TRIAL_COLUMNS = {
  slug: true,
  acronym: true,
  titleEn: true,
  titleRu: true,
  kind: true,
  studyGroup: true,
  phase: true,
  status: true,
  enrolmentStart: true,
  enrolmentEnd: true,
  enrolmentPlanned: true,
  enrolmentActual: true,
  countries: true,
} as const satisfies Prisma.TrialSelect;
const REGISTRATION_COLUMNS = { trialSlug: true, registry: true, identifier: true } as const satisfies Prisma.RegistrationSelect;
const INTERVENTION_COLUMNS = { trialSlug: true, nameEn: true, nameRu: true, class: true } as const satisfies Prisma.InterventionSelect;
const STRATUM_COLUMNS = { trialSlug: true, riskGroup: true } as const satisfies Prisma.StratumSelect;
const ESTIMATE_COLUMNS = { trialSlug: true, endpoint: true, estimate: true, stratumKmt2a: true, stratumRisk: true, chartable: true } as const satisfies Prisma.EstimateSelect;

type TrialRow = Prisma.TrialGetPayload<{ select: typeof TRIAL_COLUMNS }>;
type Parts = {
  registrations: Prisma.RegistrationGetPayload<{ select: typeof REGISTRATION_COLUMNS }>[];
  interventions: Prisma.InterventionGetPayload<{ select: typeof INTERVENTION_COLUMNS }>[];
  strata: Prisma.StratumGetPayload<{ select: typeof STRATUM_COLUMNS }>[];
  estimates: Prisma.EstimateGetPayload<{ select: typeof ESTIMATE_COLUMNS }>[];
};

/** Every trial as a row of the list, by slug; the parts one after the other, as in `readTrial`. */
export async function readSummaries(tx: Prisma.TransactionClient): Promise<TrialSummary[]> {
  const orderBy = { position: 'asc' } as const;
  const trials = await tx.trial.findMany({ orderBy: { slug: 'asc' }, select: TRIAL_COLUMNS });
  const registrations = bySlug(await tx.registration.findMany({ orderBy, select: REGISTRATION_COLUMNS }));
  const interventions = bySlug(await tx.intervention.findMany({ orderBy, select: INTERVENTION_COLUMNS }));
  const strata = bySlug(await tx.stratum.findMany({ orderBy, select: STRATUM_COLUMNS }));
  const estimates = bySlug(await tx.estimate.findMany({ orderBy, select: ESTIMATE_COLUMNS }));
  return trials.map((row) => toSummary(row, { registrations: registrations(row.slug), interventions: interventions(row.slug), strata: strata(row.slug), estimates: estimates(row.slug) }));
}

function bySlug<Row extends { trialSlug: string }>(rows: readonly Row[]): (slug: string) => Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.trialSlug, [...(groups.get(row.trialSlug) ?? []), row]);
  return (slug) => groups.get(slug) ?? [];
}

function toSummary(row: TrialRow, { registrations, interventions, strata, estimates }: Parts): TrialSummary {
  const reported = estimates.filter(({ estimate }) => estimate !== null);
  const endpoints = ENDPOINTS.filter((endpoint) => reported.some((estimate) => estimate.endpoint === endpoint));
  return {
    slug: row.slug,
    acronym: row.acronym,
    title: { en: row.titleEn, ru: row.titleRu },
    kind: z.enum(TRIAL_KINDS).parse(row.kind),
    group: row.studyGroup,
    phase: z.enum(PHASES).nullable().parse(row.phase),
    status: z.enum(STATUSES).parse(row.status),
    enrolment: EnrolmentSchema.parse({ start: row.enrolmentStart, end: row.enrolmentEnd, planned: row.enrolmentPlanned, actual: row.enrolmentActual }),
    countries: row.countries,
    registrations: registrations.map(({ registry, identifier }) => ({ registry, id: identifier })),
    interventions: interventions.map((intervention) => InterventionSchema.parse({ name: { en: intervention.nameEn, ru: intervention.nameRu }, class: intervention.class })),
    kmt2aStrata: KMT2A_STRATA.filter((stratum) => estimates.some(({ stratumKmt2a }) => stratumKmt2a === stratum)),
    riskStrata: RISK_STRATA.filter((stratum) => estimates.some(({ stratumRisk }) => stratumRisk === stratum)),
    endpoints,
    estimates: estimates.length,
    chartable: estimates.filter(({ chartable }) => chartable).length,
    hasEfs: endpoints.includes('EFS'),
    hasOs: endpoints.includes('OS'),
    hasRiskRules: strata.some(({ riskGroup }) => riskGroup !== 'not-stratified'),
  };
}
