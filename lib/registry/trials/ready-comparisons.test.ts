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

  test('sets two sides against each other, at the same horizons and from the same day', () => {
    const [a, b, ...more] = readySides(comparison, estimates);
    expect(more).toEqual([]);
    expect(a?.figures.map(({ timeYears }) => timeYears)).toEqual(b?.figures.map(({ timeYears }) => timeYears));
    expect(new Set(figures.map(({ timeZero }) => timeZero)).size).toBe(1);
  });
});
