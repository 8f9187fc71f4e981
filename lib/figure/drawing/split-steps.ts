import type { CurveStep } from '@/lib/comparison/figure/figure-model';

/** The step line before and after the time from which few remain; both parts meet there. */
export function splitAt(steps: readonly CurveStep[], years: number | null): [full: CurveStep[], thin: CurveStep[]] {
  if (years === null) return [[...steps], []];
  const before = steps.filter((step) => step.years <= years);
  const level = before.at(-1);
  if (level === undefined || years === 0) return [[], [...steps]];
  const joint = { ...level, years };
  return [level.years === years ? before : [...before, joint], [joint, ...steps.filter((step) => step.years > years)]];
}
