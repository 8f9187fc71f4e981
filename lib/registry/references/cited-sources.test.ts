import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citeTrial } from './cited-sources';
import { ReferencesSchema, TrialSchema } from '../schema';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../seed/${file}`, import.meta.url), 'utf8'));
const references = ReferencesSchema.parse(read('references.json'));
const trial = TrialSchema.parse(read('trials/interfant-06.json'));

test('numbers the references in the order in which the page cites them, each once', () => {
  const cited = citeTrial(trial, references);
  expect([...cited.values()].map(({ number }) => number)).toEqual(
    Array.from({ length: cited.size }, (_, index) => index + 1),
  );
  expect(cited.get('nct00550992')?.number).toBe(1);
  expect(cited.get('pieters-2018-ash')?.number).toBe(2);
  expect(cited.get('pieters-2019')?.number).toBe(3);
});

test('every source of the trial has a number', () => {
  const cited = citeTrial(trial, references);
  for (const { source } of [...trial.strata, ...trial.estimates, ...trial.baseline, ...trial.discrepancies])
    expect(cited.has(source.ref)).toBe(true);
});
