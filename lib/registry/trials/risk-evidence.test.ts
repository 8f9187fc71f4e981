import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { riskEvidence } from './risk-evidence';
import { ReferencesSchema } from '../schema';
import { readTrials } from '../testing/catalogue';
import { COPY_SITES } from '../testing/copy-sites';

test('no address of a copy goes to the browser with the evidence beside the rules', () => {
  const references = ReferencesSchema.parse(JSON.parse(readFileSync('seed/references.json', 'utf8')));
  const figures = readTrials().flatMap(({ slug, acronym, estimates }) =>
    estimates.map((figure) => ({ ...figure, trial: slug, acronym })),
  );
  const whole = JSON.stringify(figures);
  expect(COPY_SITES.filter((site) => whole.includes(site)).length).toBeGreaterThan(0);
  const sent = JSON.stringify(riskEvidence([], figures, references));
  expect(COPY_SITES.filter((site) => sent.includes(`//${site}`) || sent.includes(`.${site}`))).toEqual([]);
});
