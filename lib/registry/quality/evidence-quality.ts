import type { PublishedEstimate } from '../estimate-filter';
import { CAVEATS, SOURCE_LEVELS, type Caveat, type SourceLevel } from '../vocabulary';

/** How much of the published evidence stands on what, in numbers of figures. */
export type EvidenceQuality = Readonly<{
  figures: number;
  /** with a value: a row without one says that it is withheld, and why */
  reported: number;
  chartable: number;
  levels: readonly Readonly<{ level: SourceLevel; figures: number; chartable: number }>[];
  /** read from the accessible text twice, independently */
  readTwice: number;
  withInterval: number;
  withNumber: number;
  caveats: readonly Readonly<{ caveat: Caveat; figures: number }>[];
}>;

/** Counts every figure once by the level of its own source, and separately those that a chart may draw. */
export function evidenceQuality(estimates: readonly PublishedEstimate[]): EvidenceQuality {
  const count = (holds: (estimate: PublishedEstimate) => boolean): number => estimates.filter(holds).length;
  return {
    figures: estimates.length,
    reported: count(({ estimate }) => estimate !== null),
    chartable: count(({ chartable }) => chartable),
    levels: SOURCE_LEVELS.map((level) => ({
      level,
      figures: count(({ source }) => source.level === level),
      chartable: count(({ source, chartable }) => chartable && source.level === level),
    })),
    readTwice: count(({ extraction }) => extraction === 'double'),
    withInterval: count(({ se, ci }) => se !== null || ci !== null),
    withNumber: count(({ n }) => n !== null),
    // Whether a source states the time zero is a field of a figure; curators add the caveat where it matters most.
    caveats: CAVEATS.map((caveat) => ({
      caveat,
      figures: count(
        ({ caveats, timeZero }) =>
          caveats.includes(caveat) || (caveat === 'time-zero-not-stated' && timeZero === 'unknown'),
      ),
    })),
  };
}
