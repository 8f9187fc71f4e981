import type { Prisma } from '@/prisma/generated/client';
import type { Bilingual } from '../../schema';
import type { TrialTexts } from './trials';
import type { TrialSummary } from '../summary';

const TRIAL_COLUMNS = {
  slug: true,
  sponsor: true,
  designEn: true,
  designRu: true,
  eligibilityEn: true,
  eligibilityRu: true,
  backboneEn: true,
  backboneRu: true,
  hsctPolicyEn: true,
  hsctPolicyRu: true,
  notesEn: true,
  notesRu: true,
} as const satisfies Prisma.TrialSelect;
const ARM_COLUMNS = {
  trialSlug: true,
  nameEn: true,
  nameRu: true,
  descriptionEn: true,
  descriptionRu: true,
} as const satisfies Prisma.ArmSelect;
const STRATUM_COLUMNS = {
  trialSlug: true,
  localName: true,
  definitionEn: true,
  definitionRu: true,
} as const satisfies Prisma.StratumSelect;

/** The searched texts of these trials, all of which the database holds. */
export async function readTrialTexts(
  tx: Prisma.TransactionClient,
  summaries: readonly TrialSummary[],
): Promise<TrialTexts[]> {
  const rows = new Map((await tx.trial.findMany({ select: TRIAL_COLUMNS })).map((row) => [row.slug, row]));
  const arms = textsBySlug(await tx.arm.findMany({ select: ARM_COLUMNS }), (arm) => [
    { en: arm.nameEn, ru: arm.nameRu },
    { en: arm.descriptionEn, ru: arm.descriptionRu },
  ]);
  const strata = textsBySlug(await tx.stratum.findMany({ select: STRATUM_COLUMNS }), (stratum) => [
    { en: stratum.localName, ru: stratum.localName },
    { en: stratum.definitionEn, ru: stratum.definitionRu },
  ]);
  return summaries.flatMap(({ slug, acronym, title, group, registrations, interventions, countries }) => {
    const row = rows.get(slug);
    if (row === undefined) return [];
    return {
      ...{ slug, acronym, title, group, registrations, interventions, countries },
      sponsor: row.sponsor,
      design: { en: row.designEn, ru: row.designRu },
      eligibility: { en: row.eligibilityEn, ru: row.eligibilityRu },
      backbone: { en: row.backboneEn, ru: row.backboneRu },
      hsct: { en: row.hsctPolicyEn, ru: row.hsctPolicyRu },
      notes: { en: row.notesEn, ru: row.notesRu },
      arms: arms.get(slug) ?? [],
      strata: strata.get(slug) ?? [],
    };
  });
}

function textsBySlug<Row extends { trialSlug: string }>(
  rows: readonly Row[],
  textsOf: (row: Row) => Bilingual[],
): Map<string, Bilingual[]> {
  const texts = new Map<string, Bilingual[]>();
  for (const row of rows) {
    const kept = texts.get(row.trialSlug);
    if (kept === undefined) texts.set(row.trialSlug, textsOf(row));
    else kept.push(...textsOf(row));
  }
  return texts;
}
