import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doublesAmong, mayBeOneChild, type PatientMarks } from './doubled-patients';

const one: PatientMarks = {
  id: 'a',
  siteId: 'site',
  diagnosisDate: '2021-03-05',
  ageDays: 120,
  sex: 'female',
  kmt2a: 'rearranged',
};

describe('two entries that may be one child', () => {
  test.each<[Partial<PatientMarks>, boolean]>([
    [{}, true],
    [{ diagnosisDate: '2021-03-08', ageDays: 123 }, true],
    [{ diagnosisDate: '2021-03-02', ageDays: 117 }, true],
    [{ sex: null, kmt2a: null }, true],
    [{ diagnosisDate: '2021-03-09' }, false],
    [{ ageDays: 124 }, false],
    [{ sex: 'male' }, false],
    [{ kmt2a: 'germline' }, false],
    [{ siteId: 'other' }, false],
    [{ id: 'a' }, false],
  ])('%o: %s', (changes, expected) => {
    expect(mayBeOneChild(one, { ...one, id: 'b', ...changes })).toBe(expected);
  });

  test('are found among many exactly as by comparing all with all', () => {
    const marks = fc.record({
      siteId: fc.constantFrom('s', 't'),
      diagnosisDate: fc.constantFrom(
        '2021-03-01',
        '2021-03-03',
        '2021-03-05',
        '2021-03-08',
        '2021-03-31',
        '2021-04-02',
      ),
      ageDays: fc.integer({ min: 100, max: 106 }),
      sex: fc.constantFrom(null, 'female', 'male'),
      kmt2a: fc.constantFrom(null, 'rearranged', 'germline'),
    });
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 12 }), (drawn) => {
        const patients = drawn.map((each, place) => ({ ...each, id: String(place) }));
        const among = doublesAmong(patients);
        for (const patient of patients) {
          const expected = patients.filter((other) => mayBeOneChild(patient, other)).map(({ id }) => id);
          expect([...(among(patient)?.others ?? [])].sort()).toEqual(expected.sort());
          expect(among(patient)?.count ?? 0).toBe(expected.length);
        }
      }),
    );
  });

  test('are counted, and some of them named, where all of a large site have the same marks', () => {
    const patients = Array.from({ length: 100_000 }, (_, place) => ({ ...one, id: String(place) }));
    const among = doublesAmong(patients);
    expect(patients.filter((each) => among(each) !== null)).toHaveLength(100_000);
    expect(among({ ...one, id: '0' })).toEqual({
      count: 99_999,
      others: Array.from({ length: 20 }, (_, at) => String(at + 1)),
    });
    expect(among({ ...one, id: '99999' })?.others).not.toContain('99999');
  });
});
