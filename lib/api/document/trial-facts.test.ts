import { describe, expect, test } from 'vitest';
import { TRIAL_FACTS } from '@/lib/registry/trials/facts/trial-facts';
import { TrialSchema } from '@/lib/registry/schema';
import { openApiDocument } from './openapi';
import { TRIALS } from './routes';

const { schemas } = openApiDocument().components;
const answered = Object.entries(TRIAL_FACTS).filter(([, { scope }]) => scope === 'answered');

describe('the row of the trial list in the document', () => {
  test('has every answered fact, all of them required, each in the words of the list', () => {
    const { properties = {}, required } = schemas.TrialSummary ?? {};
    expect(Object.keys(properties)).toEqual(answered.map(([name]) => name));
    expect(required).toEqual(Object.keys(properties));
    for (const [name, { words }] of answered)
      expect([properties[name]?.description, properties[name]?.['x-description-ru']]).toEqual([words?.en, words?.ru]);
  });

  test('its CSV has the columns of the list', () => {
    const columns = answered
      .flatMap(([, fact]) => fact.columns.flatMap(({ api }) => (api === undefined ? [] : [api])))
      .sort(([a], [b]) => a - b);
    expect(Object.keys(TRIALS.columns)).toEqual(columns.map(([, name]) => name));
  });
});

test('every field of a whole trial is described', () => {
  const { properties = {} } = schemas.Trial ?? {};
  expect(Object.keys(properties)).toEqual(Object.keys(TrialSchema.shape));
  for (const [name, { description }] of Object.entries(properties))
    expect(description, name).toEqual(expect.any(String));
});
