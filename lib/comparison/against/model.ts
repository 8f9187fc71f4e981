import type { Contrast } from '@/lib/survival/contrast';
import type { NotEstimable } from '@/lib/survival/not-estimable';
import type { OpenItem } from '../selection/open-items';
import type { HorizonReading, MedianReading, RiskCount } from '../figure/horizon-reading';

/** Why a published figure has no error on a scale. */
export type NoEffect = 'no-interval' | 'at-boundary' | 'limit-at-boundary' | 'limits-inconsistent';

/** Why a difference, or its interval, is missing: what the published figure lacks, or the local curve. */
export type NoDifference = NoEffect | 'time-zero' | 'beyond-follow-up' | 'local-at-boundary';

/** The least true difference in percentage points, to either side of the published figure, that a cohort of this size would show. */
export type SmallestDifference = Readonly<{
  below: number;
  above: number;
  /** no variance is known of the published figure, so that it counts as exact */
  publishedExact: boolean;
}>;

/** The local curve and one published figure at the horizon of the figure. */
export type MatchedHorizon = Readonly<{
  estimateId: string;
  local: HorizonReading;
  /** local minus published, in percentage points; null where one of the two cannot stand here */
  difference: number | null;
  /** 95 % limits of it; null with the reason in `why` */
  low: number | null;
  high: number | null;
  /** Cumulative hazard of the local patients over the published one, with the test on its logarithm; null with the limits. */
  ratio: Pick<Contrast, 'estimate' | 'standardError' | 'lower' | 'upper' | 'p'> | null;
  why: NoDifference | null;
  smallest: SmallestDifference | null;
}>;

/** What the events of the local patients are counted against. */
export type ReferenceBasis =
  | Readonly<{
      /** figures of one group of patients, exponential between them */
      kind: 'points';
      /** of how many sources: one, or several reports of the study itself, which may have different data cuts */
      sources: number;
      points: readonly Readonly<{ years: number; percent: number }>[];
    }>
  | Readonly<{ /** the published curve, rebuilt from its figure */ kind: 'reconstructed' }>;

/** Observed events over those that a published curve would have given in the local patients. */
export type ObservedExpected = Readonly<{
  /** the chosen figure of the same patients */
  estimateId: string;
  basis: ReferenceBasis;
  /** where the published information ends; what happened later to the local patients does not count */
  untilYears: number;
  /** null: too small a number to be given to this viewer, and with it all that it could be computed from */
  observed: RiskCount;
  expected: number | null;
  ratio: number | null;
  low: number | null;
  high: number | null;
  /** one-sample log-rank test; null where fewer than LEAST_EXPECTED events are expected */
  p: number | null;
  notEstimable: NotEstimable | null;
}>;

/** Below so many expected events the test has no place and the interval speaks. */
export const LEAST_EXPECTED = 5;

/** What makes a local curve say less than it seems to. */
export type LocalRemark = 'one-patient' | 'no-events' | 'no-follow-up' | 'all-at-zero' | 'everybody';

/** The local curve at one published horizon under one reading of what the source leaves open. */
export type OpenReading = Readonly<{
  /** up to the horizon and on its day */
  events: number;
  matched: MatchedHorizon;
}>;

/** An item that moves the local reading at the horizon of a figure whose source does not state it. */
export type OpenDifference = Readonly<{
  estimateId: string;
  item: OpenItem;
  readings: readonly [OpenReading, OpenReading];
}>;

/** Both readings need every course; those of more patients would make a page slow. */
export const MOST_READ = 200;

/** Why both readings are not shown: they would tell of single children, or there are too many courses to read. */
export type ReadingsRefusal = 'guarded' | 'too-many';

/** What the sources of the published figures leave open, and what it does to the local patients. */
export type OpenItems = Readonly<{
  items: readonly Readonly<{ item: OpenItem; estimateIds: readonly string[] }>[];
  /** kinds of event of which the answers of a source say nothing, and that count as usual */
  usual: readonly Readonly<{ kind: 'relapse' | 'death'; estimateIds: readonly string[] }>[];
  /** null with the reason in `why` */
  differences: readonly OpenDifference[] | null;
  why: ReadingsRefusal | null;
}>;

/** The local patients of a panel against its published figures, and how long they were followed. */
export type AgainstPublished = Readonly<{
  /** one for each published figure, in the order of the panel */
  matched: readonly MatchedHorizon[];
  /** one for each group of patients of which a curve is known */
  expected: readonly ObservedExpected[];
  /** figures of which only one horizon is known: compared there and not tested */
  single: readonly string[];
  /** the local curve at LANDMARK_YEARS */
  landmarks: readonly HorizonReading[];
  /** median follow-up by the reverse Kaplan–Meier method, years */
  followUp: MedianReading;
  /** share; null: not defined, or closed to the reader */
  completeness: number | null;
  remarks: readonly LocalRemark[];
  /** null: not asked for */
  open: OpenItems | null;
}>;
