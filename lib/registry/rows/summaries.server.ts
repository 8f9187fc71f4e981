import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import type { Prisma } from '@/prisma/generated/client';
import { z } from 'zod';
import { EnrolmentSchema, InterventionSchema } from '../schema';
import { ENDPOINTS, KMT2A_STRATA, PHASES, RISK_STRATA, SOURCE_LEVELS, STATUSES, TRIAL_KINDS } from '../vocabulary';
import type { TrialEntry, TrialSummary } from '../trials/summary';

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
const REGISTRATION_COLUMNS = {
  trialSlug: true,
  registry: true,
  identifier: true,
} as const satisfies Prisma.RegistrationSelect;
const INTERVENTION_COLUMNS = {
  trialSlug: true,
  nameEn: true,
  nameRu: true,
  class: true,
} as const satisfies Prisma.InterventionSelect;
/** Protocols that the program can classify a patient under; a definition in words alone is none. */
const WITH_RULES = new Set(ALL_RULE_SETS.map(({ protocol }) => protocol));

/** What the figures of one trial say together; a list is null where no figure says anything. */
const FiguresSchema = z.object({
  trialSlug: z.string(),
  estimates: z.int(),
  chartable: z.int(),
  endpoints: z.array(z.enum(ENDPOINTS)).nullable(),
  kmt2a: z.array(z.enum(KMT2A_STRATA)),
  risk: z.array(z.enum(RISK_STRATA)),
  levels: z.array(z.enum(SOURCE_LEVELS)),
});
type Figures = z.infer<typeof FiguresSchema>;
const NO_FIGURES: Omit<Figures, 'trialSlug'> = {
  estimates: 0,
  chartable: 0,
  endpoints: null,
  kmt2a: [],
  risk: [],
  levels: [],
};

type TrialRow = Prisma.TrialGetPayload<{ select: typeof TRIAL_COLUMNS }>;
type Parts = {
  registrations: Prisma.RegistrationGetPayload<{ select: typeof REGISTRATION_COLUMNS }>[];
  interventions: Prisma.InterventionGetPayload<{ select: typeof INTERVENTION_COLUMNS }>[];
  figures: Omit<Figures, 'trialSlug'>;
};

/** Every trial as a row of the list, by slug; the parts one after the other, as in `readTrial`. */
export async function readSummaries(tx: Prisma.TransactionClient): Promise<TrialSummary[]> {
  return (await readEntries(tx)).map(({ sourceLevels: _sourceLevels, ...summary }) => summary);
}

/** The same with what the list's filters ask besides. */
export async function readEntries(tx: Prisma.TransactionClient): Promise<TrialEntry[]> {
  const orderBy = { position: 'asc' } as const;
  const trials = await tx.trial.findMany({ orderBy: { slug: 'asc' }, select: TRIAL_COLUMNS });
  const registrations = bySlug(await tx.registration.findMany({ orderBy, select: REGISTRATION_COLUMNS }));
  const interventions = bySlug(await tx.intervention.findMany({ orderBy, select: INTERVENTION_COLUMNS }));
  const figures = new Map((await readFigures(tx)).map((row) => [row.trialSlug, row]));
  return trials.map((row) =>
    toEntry(row, {
      registrations: registrations(row.slug),
      interventions: interventions(row.slug),
      figures: figures.get(row.slug) ?? NO_FIGURES,
    }),
  );
}

/** Counted where they lie: a list of trials needs a line of each trial's figures, not the figures. */
async function readFigures(tx: Prisma.TransactionClient): Promise<Figures[]> {
  const rows = await tx.$queryRaw`
    SELECT trial_slug AS "trialSlug", count(*)::int AS estimates, (count(*) FILTER (WHERE chartable))::int AS chartable,
           array_agg(DISTINCT endpoint) FILTER (WHERE estimate IS NOT NULL) AS endpoints,
           array_agg(DISTINCT stratum_kmt2a) AS kmt2a, array_agg(DISTINCT stratum_risk) AS risk, array_agg(DISTINCT source_level) AS levels
    FROM estimate GROUP BY trial_slug`;
  return z.array(FiguresSchema).parse(rows);
}

function bySlug<Row extends { trialSlug: string }>(rows: readonly Row[]): (slug: string) => Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.trialSlug);
    if (group === undefined) groups.set(row.trialSlug, [row]);
    else group.push(row);
  }
  return (slug) => groups.get(slug) ?? [];
}

function toEntry(row: TrialRow, { registrations, interventions, figures }: Parts): TrialEntry {
  const endpoints = ENDPOINTS.filter((endpoint) => figures.endpoints?.includes(endpoint));
  return {
    slug: row.slug,
    acronym: row.acronym,
    title: { en: row.titleEn, ru: row.titleRu },
    kind: z.enum(TRIAL_KINDS).parse(row.kind),
    group: row.studyGroup,
    phase: z.enum(PHASES).nullable().parse(row.phase),
    status: z.enum(STATUSES).parse(row.status),
    enrolment: EnrolmentSchema.parse({
      start: row.enrolmentStart,
      end: row.enrolmentEnd,
      planned: row.enrolmentPlanned,
      actual: row.enrolmentActual,
    }),
    countries: row.countries,
    registrations: registrations.map(({ registry, identifier }) => ({ registry, id: identifier })),
    interventions: interventions.map((intervention) =>
      InterventionSchema.parse({
        name: { en: intervention.nameEn, ru: intervention.nameRu },
        class: intervention.class,
      }),
    ),
    kmt2aStrata: KMT2A_STRATA.filter((stratum) => figures.kmt2a.includes(stratum)),
    riskStrata: RISK_STRATA.filter((stratum) => figures.risk.includes(stratum)),
    endpoints,
    sourceLevels: SOURCE_LEVELS.filter((level) => figures.levels.includes(level)),
    estimates: figures.estimates,
    chartable: figures.chartable,
    hasEfs: endpoints.includes('EFS'),
    hasOs: endpoints.includes('OS'),
    hasRiskRules: WITH_RULES.has(row.slug),
  };
}
