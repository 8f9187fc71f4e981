import type { NotEstimable } from '@/lib/survival/not-estimable';

/** null: too small a number to be given to this viewer */
export type RiskCount = number | null;

/** The local curve read at a horizon; percentages are null exactly where `notEstimable` says why. */
export type HorizonReading = Readonly<{
  years: number;
  percent: number | null;
  low: number | null;
  high: number | null;
  atRisk: RiskCount;
  notEstimable: NotEstimable | null;
}>;

/** Median time in years; null: not reached. */
export type MedianReading = Readonly<{ years: number | null; low: number | null; high: number | null }>;
