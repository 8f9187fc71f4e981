import type { Prisma } from '@/prisma/generated/client';
import { z } from 'zod';
import { InterventionSchema } from '../schema';
import { ENDPOINTS, KMT2A_STRATA, RISK_STRATA, SOURCE_LEVELS, TIME_ZEROS } from '../vocabulary';
import { entryOf, figuresOf, summaryOf } from '../trials/facts/outlets';
import { hasRiskRules } from '../trials/protocols-with-rules';
import { ListedFieldsSchema, readFields, selectColumns } from '../trials/stored-fields';
import type { TrialEntry, TrialSummary } from '../trials/summary';

const TRIAL_COLUMNS: Prisma.TrialSelect = selectColumns(ListedFieldsSchema);
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
const FiguresSchema = z.object({
  trialSlug: z.string(),
  estimates: z.int(),
  chartable: z.int(),
  /** null where no figure has a value */
  endpoints: z
    .array(z.object({ endpoint: z.enum(ENDPOINTS), timeZero: z.enum(TIME_ZEROS) }))
    .nullable()
    .transform((endpoints) => endpoints ?? []),
  kmt2a: z.array(z.enum(KMT2A_STRATA)),
  risk: z.array(z.enum(RISK_STRATA)),
  levels: z.array(z.enum(SOURCE_LEVELS)),
});
type Figures = z.infer<typeof FiguresSchema>;
const NO_FIGURES = figuresOf([]);

/** Every trial as a row of the list, by slug; the parts one after the other, as in `readTrial`. */
export async function readSummaries(tx: Prisma.TransactionClient): Promise<TrialSummary[]> {
  return (await readEntries(tx)).map(summaryOf);
}

/** The same with what the list's filters ask besides. */
export async function readEntries(tx: Prisma.TransactionClient): Promise<TrialEntry[]> {
  const orderBy = { position: 'asc' } as const;
  const trials = await tx.trial.findMany({ orderBy: { slug: 'asc' }, select: TRIAL_COLUMNS });
  const registrations = bySlug(await tx.registration.findMany({ orderBy, select: REGISTRATION_COLUMNS }));
  const interventions = bySlug(await tx.intervention.findMany({ orderBy, select: INTERVENTION_COLUMNS }));
  const figures = new Map((await readFigures(tx)).map((row) => [row.trialSlug, row]));
  return trials.map((row) => {
    const fields = readFields(ListedFieldsSchema, row);
    return entryOf({
      ...fields,
      registrations: registrations(fields.slug).map(({ registry, identifier }) => ({ registry, id: identifier })),
      interventions: interventions(fields.slug).map((intervention) =>
        InterventionSchema.parse({
          name: { en: intervention.nameEn, ru: intervention.nameRu },
          class: intervention.class,
        }),
      ),
      figures: figures.get(fields.slug) ?? NO_FIGURES,
      hasRiskRules: hasRiskRules(fields.slug),
    });
  });
}

/** Counted where they lie: a list of trials needs a line of each trial's figures, not the figures. */
async function readFigures(tx: Prisma.TransactionClient): Promise<Figures[]> {
  const rows = await tx.$queryRaw`
    SELECT trial_slug AS "trialSlug", count(*)::int AS estimates, (count(*) FILTER (WHERE chartable))::int AS chartable,
           jsonb_agg(DISTINCT jsonb_build_object('endpoint', endpoint, 'timeZero', time_zero))
             FILTER (WHERE estimate IS NOT NULL) AS endpoints,
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
