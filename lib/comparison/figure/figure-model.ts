import type { Endpoint as LocalEndpoint, EventKind, LocalTimeZero } from '@/lib/patients/timeline';
import type { Citation } from '@/lib/registry/references/citation';
import type { ReadFrom, SecondCurveReading } from '@/lib/registry/curves/records';
import type { Bilingual, EstimateStratum, Source } from '@/lib/registry/schema';
import type { Caveat, Kmt2aStratum, SurvivalEndpoint, TimeZero } from '@/lib/registry/vocabulary';
import type { PublishedInterval } from '@/lib/registry/published-interval';
import type { HorizonReading, MedianReading, RiskCount } from './horizon-reading';
import type { FigureTimeZero } from '../time-zero';
import type { FigureCaveat } from './figure-caveat';
import type { Departure } from '../selection/local-definition';
import type { SeriesStyle } from '../selection/series/style';
import type { AgainstPublished } from '../against/model';
import type { NetworkGroup } from '../network/groups';

/** Why a marker is drawn open. */
export type HollowReason = 'time-zero-not-stated' | 'no-interval';

/** One published figure: a point with its interval, never part of a line. */
export type PublishedPoint = Readonly<{
  estimateId: string;
  trialSlug: string;
  acronym: string;
  /** `a`, `b`, … where a trial gives several figures to this comparison */
  suffix: string | null;
  /** the reader's own label on the chart; tables and caveats keep the trial's name */
  relabelled: string | null;
  /** the patients behind it, as the data set words them */
  population: Bilingual;
  kmt2a: Kmt2aStratum;
  stratum: EstimateStratum;
  /** the population is narrower than its KMT2A status: a risk group, an arm, an age or another selection */
  selected: boolean;
  timeZero: TimeZero;
  /** years from time zero */
  years: number;
  percent: number;
  interval: Readonly<PublishedInterval> | null;
  /** standard error in percentage points, as printed */
  printedError: number | null;
  n: number | null;
  events: number | null;
  /** printed numbers at risk, by years */
  atRisk: readonly Readonly<{ years: number; n: number }>[];
  source: Source;
  /** its number in the list of citations */
  citation: number;
  caveats: readonly Caveat[];
  hollow: readonly HollowReason[];
  /** false: its horizon lies beyond the axis; it stands in the table only */
  drawn: boolean;
  style: SeriesStyle;
}>;

/** A corner of the local step line: from `years` on the curve is at `percent`. Limits are null where there are none (S = 0). */
export type CurveStep = Readonly<{
  years: number;
  percent: number;
  low: number | null;
  high: number | null;
  /** under observation just before the step; not told of corners that are no step, nor to who may not see the patients */
  atRisk?: number;
}>;
/** A published curve, read off its figure and rebuilt: a dashed line in the style of the figure of the same patients, never a figure itself. */
export type ReconstructedLine = Readonly<{
  curveId: string;
  /** the chosen figure of the same patients */
  estimateId: string;
  trialSlug: string;
  population: Bilingual;
  timeZero: TimeZero;
  n: number;
  events: number;
  /** corners of the step line, to its end or the end of the axis */
  steps: readonly Readonly<{ years: number; percent: number }>[];
  lastYears: number;
  readFrom: ReadFrom;
  secondReading: SecondCurveReading | null;
  source: Source;
  /** its number in the list of citations */
  citation: number;
  style: SeriesStyle;
}>;

export type CensorMark = Readonly<{ years: number; percent: number; count: number }>;
/** Numbers under one tick; they add up to the cohort's n where none is withheld. Events and censorings strictly before the tick. */
export type RiskColumn = Readonly<{
  years: number;
  atRisk: RiskCount;
  eventsBefore: RiskCount;
  censoredBefore: RiskCount;
}>;
/** Which release of the network, of how many sites, and of which of its groups. */
export type NetworkSource = Readonly<{ number: number; releasedOn: string; sites: number; group: NetworkGroup }>;
/** Who is in the local cohort, and under which definition the curve was computed. */
export type LocalDescription = Readonly<{
  endpoint: LocalEndpoint;
  timeZero: LocalTimeZero;
  countedEvents: readonly EventKind[];
  /** acronym of the trial whose definition was taken; null: the program's own definition */
  definedBy: string | null;
  /** where the reader departed from what is usual */
  departures: readonly Departure[];
  siteNames: readonly string[];
  kmt2a: 'r' | 'g' | 'all';
  /** years of diagnosis, first and last; null without patients */
  diagnosed: Readonly<{ from: number; to: number }> | null;
  madeUp: boolean;
  /** observations whose time zero or deciding date is known in part: the middle of its month or year counts */
  imputedDates: number;
  /** no remission at the end of induction, and nobody has said whether that was an induction failure */
  failureUndecided: number;
  /** patients of the cohort whose record has an open error by the rules of quality, and those not checked yet; absent: not looked for */
  openErrors?: Readonly<{ count: number; unchecked?: number; n: number }>;
  /** later follow-up does not count, by the reader's choice; null: all of it does */
  analysedYears: number | null;
  /** the patients are a released pool of several sites; absent: the reader's own */
  network?: NetworkSource;
  /** times are rounded to whole months and small numbers withheld: the viewer may not see the patients themselves */
  guarded: boolean;
}>;

/** The local cohort as an observed curve, in percent and years from its time zero. */
export type LocalSeries = Readonly<{
  description: LocalDescription;
  n: number;
  events: number;
  /** patients without an observation under this definition: time zero never reached or not recorded */
  withoutObservation: number;
  /** of them: who died, and of the others who had an induction failure; null to who may not see the patients */
  neverReached: Readonly<{ died: number; failed: number }> | null;
  /** drawn part of the curve, from (0, 100) to the last observation or the end of the axis */
  steps: readonly CurveStep[];
  censorMarks: readonly CensorMark[];
  riskTable: readonly RiskColumn[];
  /** years of the last observation, of all follow-up */
  lastYears: number;
  /** from here on fewer than THIN_BELOW patients remain; null: not within the curve */
  thinFromYears: number | null;
  median: MedianReading;
  atHorizons: readonly HorizonReading[];
  confidence: Readonly<{ type: 'log-log'; level: number }>;
}>;

/** One plot: everything in it counts years from the same time zero, unless the reader confirmed otherwise. */
export type FigurePanel = Readonly<{
  /** one time zero, or several after confirmation */
  timeZeros: readonly FigureTimeZero[];
  axis: Readonly<{ endYears: number; ticks: readonly number[] }>;
  local: LocalSeries | null;
  published: readonly PublishedPoint[];
  reconstructed: readonly ReconstructedLine[];
  /** empty unless the reader asked to join */
  joined: readonly JoinedLine[];
  /** the local patients against the published figures of the panel; null without them */
  against: AgainstPublished | null;
}>;

/** Horizons of one source and one group of patients, joined at the reader's request; ids by rising horizon. */
export type JoinedLine = Readonly<{ series: readonly string[]; style: SeriesStyle }>;

export type FigureCitation = Readonly<{ number: number; citation: Citation }>;

/** What the figure compares, in codes. */
export type FigureSubject = Readonly<{
  endpoint: SurvivalEndpoint;
  /** the common KMT2A status of everything drawn; null: they differ */
  kmt2a: Kmt2aStratum | null;
  timeZeros: readonly FigureTimeZero[];
  /** years that the reader chose as the end of the axis; null: by the data */
  displayYears: number | null;
}>;

/**
 * The comparison that a page, a table and every export draw from. Language-neutral: codes, numbers, and the data set's
 * bilingual texts. Nothing downstream computes a statistic again.
 */
export type ComparisonFigure = Readonly<{
  subject: FigureSubject;
  panels: readonly FigurePanel[];
  citations: readonly FigureCitation[];
  caveats: readonly FigureCaveat[];
  /** several time zeros stand on one axis because the reader confirmed it */
  oneAxis: boolean;
  /** the local patients are a demonstration */
  madeUp: boolean;
  /** a data manager has let exactly this figure of local patients leave the site */
  released: boolean;
}>;

/** Local patients are drawn whose figure nobody has released. */
export function isInternal(figure: Pick<ComparisonFigure, 'panels' | 'released'>): boolean {
  return !figure.released && figure.panels.some(({ local }) => local !== null);
}

/** Every published figure of the comparison, in the order of the reader's selection within panels. */
export function publishedPoints(figure: Pick<ComparisonFigure, 'panels'>): PublishedPoint[] {
  return figure.panels.flatMap((panel) => panel.published);
}

/** The local curve, wherever it stands; null without one. */
export function localSeries(figure: ComparisonFigure): LocalSeries | null {
  return figure.panels.find((panel) => panel.local !== null)?.local ?? null;
}

/**
 * Whether the title of a calendar’s plot leaves it open whose figure this is: of a part of its study, or one of several of that
 * study in the plot. Only these have a letter or a sign there.
 */
export function isUntold(point: PublishedPoint, plot: readonly PublishedPoint[]): boolean {
  return point.selected || plot.filter(({ trialSlug }) => trialSlug === point.trialSlug).length > 1;
}
