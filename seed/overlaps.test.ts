import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PATIENT_OVERLAPS } from '@/lib/registry/quality/overlaps';
import { readEvidence } from './read';

test('every overlap names records, figures and references of the data set', async () => {
  const { dataset } = await readEvidence(path.dirname(fileURLToPath(import.meta.url)));
  const trials = dataset.trials.map(({ trial }) => trial);
  const slugs = trials.map(({ slug }) => slug);
  const figures = trials.flatMap(({ estimates }) => estimates.map(({ id }) => id));
  const references = dataset.references.map(({ id }) => id);
  for (const { whole, part, figures: named, source } of PATIENT_OVERLAPS) {
    expect(slugs).toEqual(expect.arrayContaining([whole, part]));
    expect(figures).toEqual(expect.arrayContaining([...(named ?? [])]));
    expect(references).toContain(source.ref);
  }
});
