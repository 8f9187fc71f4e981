import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { course, dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import type { ChartableEstimate } from '../../figure/published-point';
import { child, estimate } from '../../testing/figures';

const number = z.number().nullable();
const Reading = z.object({ atRisk: z.number(), survival: number, error: number, lower: number, upper: number });
const Quantile = z.object({ estimate: number, lower: number, upper: number });
const Cohort = z.object({
  time: z.array(z.number()),
  cause: z.array(z.number()),
  group: z.array(z.number()),
  published: z.array(
    z.object({
      years: z.number(),
      percent: z.number(),
      low: z.number().optional(),
      high: z.number().optional(),
      se: z.number().optional(),
    }),
  ),
  matched: z.array(
    z.object({
      local: Reading,
      difference: number,
      low: number,
      high: number,
      ratio: number,
      ratioLow: number,
      ratioHigh: number,
      p: number,
      smallestBelow: z.number(),
      smallestAbove: z.number(),
    }),
  ),
  oneSample: z.object({
    observed: z.number(),
    expected: z.number(),
    ratio: z.number(),
    lower: z.number(),
    upper: z.number(),
    p: number,
  }),
  landmarks: z.array(Reading),
  median: Quantile,
  followUp: Quantile,
  incidence: z.array(z.array(z.object({ estimate: number, error: number }))),
  groups: z.lazy(() => Groups.nullable()),
});

const Groups = z.object({
  chisq: z.number(),
  df: z.number(),
  p: z.number(),
  holm: z.array(number),
  hazardRatio: number,
  hazardLower: number,
  hazardUpper: number,
  proportional: number,
  tau: z.number(),
  meanDifference: z.number(),
  meanError: z.number(),
  gray: z.array(z.number()),
  grayP: z.array(z.number()),
});

export type ExpectedCohort = z.infer<typeof Cohort>;

/** Twenty made-up cohorts and ten odd ones, and what R says of them (`cohorts.R`). */
export const EXPECTED: readonly ExpectedCohort[] = z
  .object({ cohorts: z.array(Cohort) })
  .parse(JSON.parse(readFileSync(new URL('cohorts.json', import.meta.url), 'utf8'))).cohorts;

/** The children of a cohort; the cause is a relapse or a death. */
export function childrenOf({ time, cause }: ExpectedCohort): PatientCourse[] {
  return time.map((days, i) => {
    if (cause[i] !== 2) return child(days, cause[i] === 1);
    return course({
      remissionDate: dayAfterDiagnosis(0),
      events: [{ id: 'e', kind: 'death', date: dayAfterDiagnosis(days) }],
    });
  });
}

export function figuresOf({ published }: ExpectedCohort): ChartableEstimate[] {
  return published.map(({ years, percent, low, high, se }) =>
    estimate(`at-${years}`, {
      timeYears: years,
      estimate: percent,
      se: se ?? null,
      ci: low === undefined || high === undefined ? null : { low, high, level: 95 },
    }),
  );
}
