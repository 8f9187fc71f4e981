import { criticalValue } from '@/lib/survival/math/normal-distribution';
import type { PublishedPoint } from '../figure/figure-model';
import type { NoEffect } from './model';
import { publishedEffect } from './published-effect';

const LEVEL = 95;

/** A stratum of the published patients and how many local ones belong to it. */
export type CaseMixStratum = Readonly<{
  localPatients: number;
  figure: Pick<PublishedPoint, 'percent' | 'interval' | 'printedError'>;
}>;

/** A published figure as it would be in patients with the local shares of its strata. */
export type Standardised = Readonly<{
  percent: number;
  /** percentage points; null with the reason in `why` */
  standardError: number | null;
  interval: PublishedPoint['interval'];
  why: NoEffect | null;
}>;

/**
 * Direct standardisation: the local share of each stratum times its published survival, Σ w S. The strata are
 * different patients, so that the variance is Σ w² SE²; an error on the cloglog scale becomes one of the survival by the
 * delta method, SE · |S log S|. The local shares count as exact: the local patients that the benchmark is laid beside are
 * the same ones. The limits are log-log, as those of the local curve. Null where no local patient is in any stratum.
 */
export function standardisedBenchmark(strata: readonly CaseMixStratum[]): Standardised | null {
  const total = strata.reduce((sum, { localPatients }) => sum + localPatients, 0);
  if (total === 0) return null;
  const parts = strata
    .filter(({ localPatients }) => localPatients > 0)
    .map(({ localPatients, figure }) => ({ share: localPatients / total, ...figure }));
  const percent = parts.reduce((sum, part) => sum + part.share * part.percent, 0);
  let variance = 0;
  for (const part of parts) {
    const { effect, reason } = publishedEffect(part, 'cloglog');
    if (effect === null) return { percent, standardError: null, interval: null, why: reason };
    variance += (part.share * effect.standardError * slope(part.percent)) ** 2;
  }
  const standardError = Math.sqrt(variance);
  const [survival, z] = [percent / 100, criticalValue(LEVEL / 100)];
  const width = Math.exp((z * standardError) / slope(percent));
  const interval = {
    low: 100 * survival ** width,
    high: 100 * survival ** (1 / width),
    level: LEVEL,
    clipped: false,
    how: 'published',
  } as const;
  return { percent, standardError, interval, why: null };
}

/** Percentage points of survival to one unit of log(−log S). */
function slope(percent: number): number {
  return -percent * Math.log(percent / 100);
}
