import { describe, expect, test } from 'vitest';
import type { PatientRecord } from '../records/record';
import { factsUpTo, toFacts, type PatientFacts } from './facts';
import { PatientInput } from '../schema';

type Sample = PatientRecord['records']['mrd'][number];
const TYPED = { pseudonym: 'A-1', ageDays: '120', diagnosisDate: '2021-03-01' };

function read(mrd: readonly Sample[], typed: Record<string, string> = {}): PatientFacts {
  const records: PatientRecord['records'] = {
    mrd: [...mrd],
    treatment: [],
    transplant: [],
    event: [],
    'follow-up': [],
  };
  return toFacts({ ...PatientInput.parse({ ...TYPED, ...typed }), records });
}
const sample = (changes: Partial<Sample>): Sample => ({
  id: 'm',
  date: '2021-04-05',
  timePoint: 'end-of-induction',
  method: 'ig-tr-pcr',
  result: 'quantified',
  valuePercent: null,
  sensitivityPercent: null,
  quantificationPercent: null,
  ...changes,
});
const quantified = (valuePercent: number, changes: Partial<Sample> = {}): Sample =>
  sample({ result: 'quantified', valuePercent, ...changes });
const negative = (sensitivityPercent: number | null, changes: Partial<Sample> = {}): Sample =>
  sample({ result: 'negative', sensitivityPercent, ...changes });
const notesOf = ({ notes }: PatientFacts): string[] => notes.map(({ note }) => note);

// Lowest cut points of the rules: 0.05 % for the end of induction (subgroup of Interfant-21), 0.01 % after the first
// blinatumomab cycle (gpoh-interfant21). The expected values follow from them by hand.
describe('the stored record as facts', () => {
  test('holds what is recorded and nothing else', () => {
    expect(read([])).toEqual({ facts: { ageDays: 120 }, notes: [] });
    const typed = {
      kmt2a: 'rearranged',
      kmt2aPartner: 'AFF1',
      wbc: '0',
      cns: 'CNS3',
      day8Blasts: '0',
      prednisoneResponse: 'good',
      cnsDay8: 'CNS1',
      remissionEoi: 'no',
    };
    expect(read([], typed).facts).toEqual({
      ageDays: 120,
      kmt2a: 'rearranged',
      kmt2aEvaluable: true,
      kmt2aPartner: 'AFF1',
      wbc: 0,
      cns: 'CNS3',
      day8Blasts: 0,
      prednisoneResponse: 'good',
      cnsDay8: 'CNS1',
      remissionEoi: false,
    });
  });

  test.each([
    ['awaited', { kmt2aEvaluable: true }],
    ['not-evaluable', { kmt2aEvaluable: false }],
  ])('a KMT2A status that is %s is no status', (kmt2a, facts) => {
    expect(read([], { kmt2a }).facts).toEqual({ ageDays: 120, ...facts });
  });

  test('derives no remission from its date', () => {
    expect(read([], { remissionDate: '2021-04-05' }).facts).toEqual({ ageDays: 120 });
  });

  test('holds at each point what is available by then', () => {
    const { facts } = read(
      [quantified(0.02), quantified(0.2, { timePoint: 'after-blina-1' }), negative(0.001, { timePoint: 'after-hr1' })],
      { wbc: '20', day8Blasts: '500', remissionEoi: 'yes' },
    );
    expect(factsUpTo(facts, 'diagnosis')).toEqual({ ageDays: 120, wbc: 20 });
    expect(factsUpTo(facts, 'day-8')).toEqual({ ageDays: 120, wbc: 20, day8Blasts: 500 });
    expect(factsUpTo(facts, 'end-of-induction')).toEqual({
      ageDays: 120,
      wbc: 20,
      day8Blasts: 500,
      remissionEoi: true,
      mrdEoi: 0.02,
    });
    expect(factsUpTo(facts, 'after-blina-1')).toMatchObject({ mrdEoi: 0.02, mrdBlina1: 0.2 });
    expect(factsUpTo(facts, 'after-blina-1')).not.toHaveProperty('mrdHr1');
    expect(factsUpTo(facts, 'after-hr1')).toMatchObject({ mrdHr1: 'negative' });
  });
});

describe('one MRD result', () => {
  test('that is quantified is its value', () => {
    expect(read([quantified(0.05)])).toEqual({ facts: { ageDays: 120, mrdEoi: 0.05 }, notes: [] });
  });

  test.each([
    [0.001, 0, 'negative-below-limits'],
    [0.05, 0, 'negative-below-limits'],
    [0.0501, undefined, 'negative-not-sensitive'],
    [1, undefined, 'negative-not-sensitive'],
    [null, undefined, 'negative-without-sensitivity'],
  ])('that is negative at the end of induction with a sensitivity of %s %% is %s', (sensitivity, value, note) => {
    const found = read([negative(sensitivity)]);
    expect(found.facts.mrdEoi).toBe(value);
    expect(found.notes).toEqual([{ fact: 'mrdEoi', note, date: '2021-04-05', sensitivity, limit: 0.05 }]);
  });

  test.each([
    [0.01, 0, 'negative-below-limits'],
    [0.011, undefined, 'negative-not-sensitive'],
  ])('that is negative after blinatumomab with a sensitivity of %s %% is %s', (sensitivity, value, note) => {
    const found = read([negative(sensitivity, { timePoint: 'after-blina-1' })]);
    expect(found.facts.mrdBlina1).toBe(value);
    expect(found.notes).toMatchObject([{ fact: 'mrdBlina1', note, limit: 0.01 }]);
  });

  test('that is positive but not quantifiable is unknown, whatever the sensitivity', () => {
    const found = read([sample({ result: 'positive-not-quantifiable', sensitivityPercent: 0.001 })]);
    expect(found.facts).toEqual({ ageDays: 120 });
    expect(notesOf(found)).toEqual(['not-quantifiable']);
  });

  test.each(['end-of-consolidation', 'before-hsct', 'other'] as const)('%s belongs to no rule', (timePoint) => {
    expect(read([quantified(5, { timePoint })])).toEqual({ facts: { ageDays: 120 }, notes: [] });
  });
});

describe('several MRD results of one time point', () => {
  test('that no rule can tell apart: the earliest counts, in any order, and that is said', () => {
    const [early, late] = [quantified(0.2, { date: '2021-04-05' }), quantified(0.9, { date: '2021-04-12' })];
    for (const list of [
      [early, late],
      [late, early],
    ]) {
      const found = read(list);
      expect(found.facts.mrdEoi).toBe(0.2);
      expect(found.notes).toMatchObject([{ note: 'one-of-several', date: '2021-04-05' }]);
    }
  });

  test.each([
    [0.2, 1],
    [0.04, 0.05],
    [0.09, 0.1],
  ])('of %s and %s %%, parted by a cut point, are unknown', (a, b) => {
    const found = read([quantified(a), quantified(b, { date: '2021-04-12' })]);
    expect(found.facts).toEqual({ ageDays: 120 });
    expect(found.notes).toMatchObject([{ note: 'results-disagree', date: '2021-04-12' }]);
  });

  test('of one day, negative by flow and quantified by PCR below the lowest limit: the quantified one', () => {
    const found = read([negative(0.01, { method: 'flow' }), quantified(0.004)]);
    expect(found.facts.mrdEoi).toBe(0.004);
    expect(notesOf(found)).toEqual(['one-of-several']);
  });

  test('of which only a later one gives a value: that one', () => {
    const found = read([sample({ result: 'positive-not-quantifiable' }), quantified(0.002, { date: '2021-04-09' })]);
    expect(found.facts.mrdEoi).toBe(0.002);
    expect(found.notes).toMatchObject([{ note: 'one-of-several', date: '2021-04-09' }]);
  });

  test('none of which gives a value are each explained', () => {
    expect(notesOf(read([negative(null), negative(0.5), sample({ result: 'positive-not-quantifiable' })]))).toEqual([
      'negative-without-sensitivity',
      'negative-not-sensitive',
      'not-quantifiable',
    ]);
  });
});

describe('MRD after block HR1', () => {
  const at = (changes: Partial<Sample>): Sample => sample({ timePoint: 'after-hr1', ...changes });

  test.each([
    [at({ result: 'negative' }), 'negative'],
    [at({ result: 'positive-not-quantifiable' }), 'positive'],
    [at({ result: 'quantified', valuePercent: 0.0001, method: 'kmt2a-fusion-pcr' }), 'positive'],
  ])('by PCR is the word of the laboratory', (one, word) => {
    expect(read([one])).toEqual({ facts: { ageDays: 120, mrdHr1: word }, notes: [] });
  });

  test.each([
    ['flow', 'method-not-pcr'],
    ['ngs', 'method-not-pcr'],
    [null, 'method-not-recorded'],
  ] as const)('by %s is no answer', (method, note) => {
    const found = read([at({ result: 'quantified', valuePercent: 3, method })]);
    expect(found.facts).toEqual({ ageDays: 120 });
    expect(notesOf(found)).toEqual([note]);
  });

  test('by PCR goes before another method, and two that contradict each other are unknown', () => {
    const [flow, pcr] = [
      at({ result: 'negative', method: 'flow', date: '2021-06-01' }),
      at({ result: 'positive-not-quantifiable', date: '2021-06-02' }),
    ];
    expect(read([flow, pcr]).facts.mrdHr1).toBe('positive');
    const found = read([pcr, at({ result: 'negative', date: '2021-06-09' })]);
    expect(found.facts).toEqual({ ageDays: 120 });
    expect(notesOf(found)).toEqual(['results-disagree']);
  });
});
