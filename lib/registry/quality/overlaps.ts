import type { Bilingual } from '../schema';

/**
 * Two records that share patients, with where that is said. `joint-report`: `whole` is the combined report of its parts;
 * `contains`: every patient of `part` is one of `whole`; `overlaps`: some are, or may be, and nobody has published how many.
 */
export type PatientOverlap = Readonly<{
  /** slugs of trials or cohorts */
  whole: string;
  part: string;
  /** figures of `part` that are meant, where only these share patients; null: all of them */
  figures: readonly string[] | null;
  how: 'joint-report' | 'contains' | 'overlaps';
  reason: Bilingual;
  source: Readonly<{ ref: string; locator: string }>;
}>;

const MLL9698: Pick<PatientOverlap, 'reason' | 'source'> = {
  reason: {
    en: 'MLL96/98 is the combined report of MLL96 and MLL98',
    ru: 'MLL96/98 — объединённый отчёт исследований MLL96 и MLL98',
  },
  source: { ref: 'mll9698-ash-2006', locator: 'abstract' },
};
const CCG1953: Pick<PatientOverlap, 'reason' | 'source'> = {
  reason: {
    en: 'the HSCT analysis takes its infants from CCG-1953 and P9407',
    ru: 'анализ ТГСК проведён у младенцев из CCG-1953 и P9407',
  },
  source: { ref: 'dreyer-2011', locator: 'abstract' },
};
const JSHCT: Pick<PatientOverlap, 'reason' | 'source'> = {
  reason: {
    en: 'the national transplant registry overlaps with the Japanese trials',
    ru: 'национальный регистр трансплантаций пересекается с японскими исследованиями',
  },
  source: { ref: 'kato-2015', locator: 'abstract' },
};

const COG_RELAPSE: Pick<PatientOverlap, 'reason' | 'source'> = {
  reason: {
    en: 'by its years (1996–2014) the COG relapse cohort includes the relapses of the COG infant trials; how many is not stated',
    ru: 'по годам (1996–2014) когорта рецидивов COG включает рецидивы в младенческих исследованиях COG; сколько их, не указано',
  },
  source: { ref: 'cog-relapse-2024', locator: 'abstract' },
};

/** What the sources say of shared patients. A pair that is not here has not been found to share any, which is not the same as none. */
export const PATIENT_OVERLAPS: readonly PatientOverlap[] = [
  { whole: 'mll-96-98-pooled', part: 'mll-96', figures: null, how: 'joint-report', ...MLL9698 },
  { whole: 'mll-96-98-pooled', part: 'mll-98', figures: null, how: 'joint-report', ...MLL9698 },
  { whole: 'ccg-1953', part: 'ccg-1953-p9407-hsct', figures: null, how: 'overlaps', ...CCG1953 },
  { whole: 'p9407', part: 'ccg-1953-p9407-hsct', figures: null, how: 'overlaps', ...CCG1953 },
  ...['mll-96', 'mll-98', 'mll-96-98-pooled', 'mll-03', 'mll-10'].map(
    (whole): PatientOverlap => ({ whole, part: 'jshct-infant-hsct', figures: null, how: 'overlaps', ...JSHCT }),
  ),
  {
    whole: 'interfant-06',
    part: 'interfant-06',
    figures: ['dfs-2y', 'os-2y', 'dfs-4y', 'os-4y'].map((figure) => `interfant-06-${figure}-kmt2a-r-blina-control`),
    how: 'contains',
    reason: {
      en: 'the historical control of the blinatumomab pilot is drawn from Interfant-06',
      ru: 'исторический контроль пилотного исследования блинатумомаба набран из Interfant-06',
    },
    source: { ref: 'van-der-sluis-2023', locator: 'abstract' },
  },
  {
    whole: 'interfant-99',
    part: 'relapsed-infant-all-interfant-99',
    figures: null,
    how: 'contains',
    reason: {
      en: 'the relapse cohort is the relapsed infants of Interfant-99',
      ru: 'когорта рецидивов — младенцы с рецидивом из Interfant-99',
    },
    source: { ref: 'driessen-2016', locator: 'opening of the abstract' },
  },
  ...['ccg-1953', 'p9407', 'aall0631'].map(
    (whole): PatientOverlap => ({ whole, part: 'cog-relapse', figures: null, how: 'overlaps', ...COG_RELAPSE }),
  ),
  {
    whole: 'mll-03',
    part: 'relapsed-infant-all-mll03',
    figures: null,
    how: 'contains',
    reason: { en: 'the survey covers the relapses of MLL03', ru: 'опрос охватывает рецидивы в MLL03' },
    source: { ref: 'mll03-relapse-ash-2010', locator: 'abstract' },
  },
  {
    whole: 'plat-02-all',
    part: 'plat-infant-cart',
    figures: null,
    how: 'overlaps',
    reason: {
      en: 'the infant report takes part of its patients from PLAT-02',
      ru: 'часть пациентов младенческого отчёта — из PLAT-02',
    },
    source: { ref: 'annesley-plat02-2025', locator: 'abstract' },
  },
];

type Figure = Readonly<{ id: string; trial: string }>;

/** The known overlap between the patients of two figures, in whichever order; null where none is known. */
export function overlapOf(one: Figure, other: Figure): PatientOverlap | null {
  return PATIENT_OVERLAPS.find((overlap) => isPair(overlap, one, other) || isPair(overlap, other, one)) ?? null;
}

function isPair({ whole, part, figures }: PatientOverlap, one: Figure, other: Figure): boolean {
  if (one.trial !== whole || other.trial !== part) return false;
  return figures === null || (figures.includes(other.id) && !figures.includes(one.id));
}

/** Records of which this one is the combined report: its patients are theirs. */
export function partsOfJointReport(slug: string): string[] {
  return PATIENT_OVERLAPS.flatMap(({ whole, part, how }) => (whole === slug && how === 'joint-report' ? [part] : []));
}
