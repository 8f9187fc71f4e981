import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { evidenceQuality } from './evidence-quality';
import { TrialSchema } from '../schema';

test('counts the shipped figures as the description of the data set gives them', () => {
  const folder = new URL('../../../seed/trials/', import.meta.url);
  const estimates = readdirSync(folder).flatMap((file) => {
    const trial = TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    return trial.estimates.map((estimate) => ({ ...estimate, trial: trial.slug, acronym: trial.acronym }));
  });
  const quality = evidenceQuality(estimates);
  const chartableOnes = estimates.filter(({ chartable }) => chartable);
  expect(quality).toMatchObject({ figures: estimates.length, chartable: chartableOnes.length });
  expect(quality.caveats.find(({ caveat }) => caveat === 'probable-reading')?.figures).toBe(
    estimates.filter(({ caveats }) => caveats.includes('probable-reading')).length,
  );
  expect(quality.levels.reduce((sum, { figures }) => sum + figures, 0)).toBe(estimates.length);
  expect(quality.levels.reduce((sum, { chartable }) => sum + chartable, 0)).toBe(chartableOnes.length);
});
