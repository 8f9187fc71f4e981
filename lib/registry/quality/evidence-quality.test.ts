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
  // "286 estimates, 104 of them chartable", "200 rows" read twice, "no row has" a probable reading
  expect(quality).toMatchObject({ figures: 286, chartable: 104, readTwice: 200 });
  expect(quality.caveats.find(({ caveat }) => caveat === 'probable-reading')?.figures).toBe(0);
  expect(quality.levels.reduce((sum, { figures }) => sum + figures, 0)).toBe(286);
  expect(quality.levels.reduce((sum, { chartable }) => sum + chartable, 0)).toBe(104);
});
