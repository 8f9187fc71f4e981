import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hsctPolicyOf } from './hsct-policy';
import { TrialSchema } from '../schema';

const folder = new URL('../../../seed/trials/', import.meta.url);
const trials = readdirSync(folder).map((file) =>
  TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);

// A new trial is shown as not classed until somebody has read its text; what is classed must fit it.
test('of the classed trials, exactly those whose texts state nothing are classed so', () => {
  const classed = trials.filter(({ slug }) => hsctPolicyOf(slug) !== 'not-classed');
  expect(classed.filter(({ slug }) => hsctPolicyOf(slug) === 'not-stated').map(({ slug }) => slug)).toEqual(
    classed.filter(({ hsctPolicy }) => hsctPolicy.en.startsWith('Not stated')).map(({ slug }) => slug),
  );
  expect(classed.length).toBeGreaterThan(0);
});

// The words of the text that decided; a text that no longer holds them must be classed anew.
test.each([
  ['aall01p1', 'the rule was not read', 'rule-unknown'],
  ['blinatumomab-hsct-infants-2021', 'after blinatumomab', 'after-blinatumomab'],
  ['ccg-1953', 'related or unrelated donor', 'donor'],
  ['ccg-1953-p9407-hsct', 'an appropriate donor', 'donor'],
  ['interfant-06', 'also medium-risk infants with MRD', 'high-risk-and-mrd'],
  ['interfant-21', 'insufficient MRD response', 'high-risk-and-mrd'],
  ['interfant-99', 'The protocol indication was not found', 'rule-unknown'],
  ['interfant-blina-pilot', 'others by MRD', 'high-risk-and-mrd'],
  ['jshct-infant-hsct', 'All transplanted', 'all'],
  ['mll-03', 'All:', 'all'],
  ['mll-10', 'High risk only', 'high-risk'],
  ['mll-96', 'if a suitable donor was available', 'donor'],
  ['mll-96-98-pooled', 'KMT2A-rearranged: HSCT', 'kmt2a-rearranged'],
  ['mll-98', 'KMT2A-rearranged: HSCT', 'kmt2a-rearranged'],
  ['p9407', 'no transplant', 'none'],
  ['pog-9107', 'Not part of the protocol', 'none'],
  ['ponte-di-legno-kmt2a-noninfant', 'No benefit of HSCT', 'result-only'],
  ['relapsed-infant-all-interfant-99', 'HSCT helped after early relapse only', 'result-only'],
  ['uk-blinatumomab-infants', 'planned after blinatumomab', 'after-blinatumomab'],
  ['uk-infant-87', 'Option', 'option'],
  ['uk-infant-92', 'permitted', 'option'],
])('%s: “%s” is %s', (slug, words, policy) => {
  expect(trials.find((trial) => trial.slug === slug)?.hsctPolicy.en).toContain(words);
  expect(hsctPolicyOf(slug)).toBe(policy);
});

test.each(['interfant-2050', '__proto__', 'constructor'])('%s is not classed', (slug) =>
  expect(hsctPolicyOf(slug)).toBe('not-classed'),
);
