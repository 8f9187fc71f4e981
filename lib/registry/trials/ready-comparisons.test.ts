import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TrialSchema } from '../schema';
import { READY_COMPARISONS, readySides } from './ready-comparisons';

const folder = new URL('../../../seed/trials/', import.meta.url);
const estimates = readdirSync(folder).flatMap((file) => {
  const trial = TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return trial.estimates.map((estimate) => ({ ...estimate, trial: trial.slug, acronym: trial.acronym }));
});

describe.each(READY_COMPARISONS)('the ready comparison $key', (comparison) => {
  const figures = readySides(comparison, estimates).flatMap((side) => side.figures);

  test('has all its figures, each of which may be charted under its endpoint', () => {
    expect(figures.map(({ id }) => id)).toEqual(comparison.ids);
    expect(figures.filter(({ chartable, endpoint }) => !chartable || endpoint !== comparison.endpoint)).toEqual([]);
  });

  test('sets two sides against each other, at horizons no more than a year apart and from the same day', () => {
    const [a, b, ...more] = readySides(comparison, estimates);
    expect(more).toEqual([]);
    const years = (side: typeof a) => (side?.figures ?? []).map(({ timeYears }) => timeYears ?? Number.NaN);
    expect(years(a)).toHaveLength(years(b).length);
    years(a).forEach((horizon, i) => expect(Math.abs(horizon - (years(b)[i] ?? Number.NaN))).toBeLessThanOrEqual(1));
    expect(new Set(figures.map(({ timeZero }) => timeZero)).size).toBe(1);
  });
});
