import type { Prisma } from '@/prisma/generated/client';
import {
  DiscrepancySchema,
  EstimateSchema,
  type Bilingual,
  type Discrepancy,
  type Estimate,
  type Interval,
  type Source,
} from '../schema';

// Which columns the evidence is read from, and how rows become the vocabulary of the data set again. Each result is
// parsed by its schema: a row that the vocabulary does not know stops the page rather than reach a chart.

export const SOURCE_COLUMNS = { sourceRef: true, sourceLocator: true, sourceUrl: true, sourceLevel: true } as const;

export const ESTIMATE_COLUMNS = {
  id: true,
  aliases: true,
  endpoint: true,
  endpointDetailEn: true,
  endpointDetailRu: true,
  timeZero: true,
  timeYears: true,
  estimate: true,
  se: true,
  ciLow: true,
  ciHigh: true,
  ciLevel: true,
  n: true,
  nAnalysed: true,
  events: true,
  atRisk: true,
  stratumKmt2a: true,
  stratumRisk: true,
  stratumArm: true,
  stratumAge: true,
  stratumOtherEn: true,
  stratumOtherRu: true,
  stratumAlsoProtocol: true,
  stratumAlsoRisk: true,
  labelEn: true,
  labelRu: true,
  comparisonAgainstEn: true,
  comparisonAgainstRu: true,
  hazardRatio: true,
  hrLow: true,
  hrHigh: true,
  hrLevel: true,
  comparisonP: true,
  ...SOURCE_COLUMNS,
  chartable: true,
  preferred: true,
  caveats: true,
  extraction: true,
  transcription: true,
  noteEn: true,
  noteRu: true,
} as const satisfies Prisma.EstimateSelect;

export const DISCREPANCY_COLUMNS = {
  fieldEn: true,
  fieldRu: true,
  reviewSaysEn: true,
  reviewSaysRu: true,
  primarySaysEn: true,
  primarySaysRu: true,
  reason: true,
  resolutionEn: true,
  resolutionRu: true,
  ...SOURCE_COLUMNS,
  oneCurator: true,
} as const satisfies Prisma.DiscrepancySelect;

type EstimateRow = Prisma.EstimateGetPayload<{ select: typeof ESTIMATE_COLUMNS }>;
type DiscrepancyRow = Prisma.DiscrepancyGetPayload<{ select: typeof DISCREPANCY_COLUMNS }>;
type SourceRow = { sourceRef: string; sourceLocator: string; sourceUrl: string | null; sourceLevel: string };

/** A figure as the data set spells it. Throws where a row is outside the vocabulary. */
export function toEstimate(row: EstimateRow): Estimate {
  const against = bilingualOrNull(row.comparisonAgainstEn, row.comparisonAgainstRu);
  return EstimateSchema.parse({
    id: row.id,
    ...namedBefore(row),
    endpoint: row.endpoint,
    endpointDetail: bilingualOrNull(row.endpointDetailEn, row.endpointDetailRu),
    timeZero: row.timeZero,
    timeYears: row.timeYears,
    estimate: row.estimate,
    se: row.se,
    ci: intervalOrNull(row.ciLow, row.ciHigh, row.ciLevel),
    n: row.n,
    nAnalysed: row.nAnalysed,
    events: row.events,
    atRisk: row.atRisk ?? [],
    stratum: {
      kmt2a: row.stratumKmt2a,
      risk: row.stratumRisk,
      arm: row.stratumArm,
      age: row.stratumAge,
      other: bilingualOrNull(row.stratumOtherEn, row.stratumOtherRu),
      ...(row.stratumAlsoProtocol === null
        ? {}
        : { alsoGroup: { protocol: row.stratumAlsoProtocol, risk: row.stratumAlsoRisk } }),
    },
    label: { en: row.labelEn, ru: row.labelRu },
    comparison:
      against === null
        ? null
        : {
            against,
            hazardRatio: row.hazardRatio,
            hrCi: intervalOrNull(row.hrLow, row.hrHigh, row.hrLevel),
            p: row.comparisonP,
          },
    source: toSource(row),
    chartable: row.chartable,
    preferred: row.preferred,
    caveats: row.caveats,
    extraction: row.extraction,
    transcription: row.transcription,
    note: bilingualOrNull(row.noteEn, row.noteRu),
  });
}

/** Columns of before figures had earlier names hold none. */
function namedBefore({ aliases }: Readonly<{ aliases: string[] | null }>): { aliases?: string[] } {
  return aliases === null || aliases.length === 0 ? {} : { aliases };
}

/** A figure by the names of its columns; a column that is left out is empty. Throws where it is outside the vocabulary. */
export function estimateOfColumns(columns: Readonly<Record<string, unknown>>): Estimate {
  const named = (column: string): string => column.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  const fields = Object.keys(ESTIMATE_COLUMNS).map((column) => [column, columns[named(column)] ?? null]);
  return toEstimate(Object.fromEntries(fields) as EstimateRow);
}

/** What the data set says of a row that one curator approved alone; of others nothing. */
export function byOne({ oneCurator }: Readonly<{ oneCurator: boolean }>): { oneCurator?: true } {
  return oneCurator ? { oneCurator } : {};
}

/** A disagreement between sources as the data set spells it. */
export function toDiscrepancy(row: DiscrepancyRow): Discrepancy {
  return DiscrepancySchema.parse({
    field: { en: row.fieldEn, ru: row.fieldRu },
    reviewSays: { en: row.reviewSaysEn, ru: row.reviewSaysRu },
    primarySays: { en: row.primarySaysEn, ru: row.primarySaysRu },
    reason: row.reason,
    resolution: { en: row.resolutionEn, ru: row.resolutionRu },
    source: toSource(row),
    ...byOne(row),
  });
}

/** The columns of a source as one; `level` is checked where the whole is parsed. */
export function toSource(row: SourceRow): Omit<Source, 'level'> & { level: string } {
  return { ref: row.sourceRef, locator: row.sourceLocator, url: row.sourceUrl, level: row.sourceLevel };
}

/** A text that may be absent. Throws where only one language is stored. */
export function bilingualOrNull(en: string | null, ru: string | null): Bilingual | null {
  if (en === null && ru === null) return null;
  if (en === null || ru === null) throw new Error('a text is stored in one language only');
  return { en, ru };
}

function intervalOrNull(low: number | null, high: number | null, level: number | null): Interval | null {
  if (low === null && high === null && level === null) return null;
  if (low === null || high === null || level === null)
    throw new Error('an interval is stored without one of its bounds or its level');
  return { low, high, level };
}
