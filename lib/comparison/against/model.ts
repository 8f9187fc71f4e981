import type { Contrast } from '@/lib/survival/contrast';
import type { HorizonReading } from '../figure/horizon-reading';

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

/** The local patients of a panel against its published figures. */
export type AgainstPublished = Readonly<{
  /** one for each published figure, in the order of the panel */
  matched: readonly MatchedHorizon[];
}>;
