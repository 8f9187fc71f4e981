import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FACT_NAMES } from './facts';
import { factsFromFragment, factsToFragment } from './facts-fragment';

/** What a computer writes is enough here; the program's reader is brought by who calls. */
const numberOf = (text: string): number | null =>
  /^-?\d/u.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
const read = (fragment: string) => factsFromFragment(fragment, numberOf);

describe('facts in the address after #', () => {
  test('are written by name, in the order of the table of facts, without what is unknown', () => {
    expect(factsToFragment({ wbc: 800, ageDays: 60, kmt2a: 'rearranged', cns: null })).toBe(
      'ageDays=60&kmt2a=rearranged&wbc=800',
    );
    expect(factsToFragment({ kmt2aEvaluable: false, remissionEoi: true, mrdEoi: 0.05 })).toBe(
      'kmt2aEvaluable=false&remissionEoi=true&mrdEoi=0.05',
    );
    expect(factsToFragment({})).toBe('');
  });

  test('are read back with or without the sign', () => {
    const expected = {
      facts: { ageDays: 60, kmt2a: 'rearranged', remissionEoi: false, mrdBlina1: 0.01 },
      problems: [],
    };
    expect(read('#ageDays=60&kmt2a=rearranged&remissionEoi=false&mrdBlina1=0.01')).toEqual(expected);
    expect(read('ageDays=60&kmt2a=rearranged&remissionEoi=false&mrdBlina1=0.01')).toEqual(expected);
  });

  test('survive the way there and back, however small or large', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            ageDays: fc.nat(),
            kmt2aPartner: fc.constantFrom('AFF1' as const, 'other' as const),
            wbc: fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }).map((value) => value + 0),
            mrdEoi: fc.constantFrom(1e-7, 1e21, 0, 0.1),
            kmt2aEvaluable: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        (facts) => {
          expect(read(factsToFragment(facts))).toEqual({ facts: { ...facts }, problems: [] });
        },
      ),
    );
  });

  test.each([
    ['ageDays=60&wbc=many', { ageDays: 60 }, 'wbc', 'wrong-type', 'many'],
    ['ageDays=60.5&kmt2a=germline', { kmt2a: 'germline' }, 'ageDays', 'not-an-integer', '60.5'],
    ['wbc=-3', {}, 'wbc', 'out-of-range', '-3'],
    ['kmt2a=Rearranged&cns=CNS3', { cns: 'CNS3' }, 'kmt2a', 'not-in-list', 'Rearranged'],
    ['age=60&cns=CNS1', { cns: 'CNS1' }, 'age', 'unknown-fact', '60'],
    ['__proto__=60&cns=CNS1', { cns: 'CNS1' }, '__proto__', 'unknown-fact', '60'],
    ['ageDays=60&ageDays=70&cns=CNS1', { cns: 'CNS1' }, 'ageDays', 'given-twice', '60, 70'],
    ['ageDays=60&%E0%A4%A=1', { ageDays: 60 }, '\uFFFD%A', 'unknown-fact', '1'],
  ])('%s keeps what is right and names what is wrong', (fragment, facts, fact, problem, value) => {
    const found = read(fragment);
    expect(found.facts).toEqual(facts);
    expect(found.problems).toMatchObject([{ fact, problem, value }]);
  });

  test('an empty value is unknown, and an anchor of the page holds no facts', () => {
    expect(read('#ageDays=&kmt2a=germline')).toEqual({ facts: { kmt2a: 'germline' }, problems: [] });
    expect(read('#content')).toEqual({ facts: {}, problems: [] });
    expect(read('')).toEqual({ facts: {}, problems: [] });
  });

  test('every fact has a place', () => {
    const found = read(FACT_NAMES.map((name) => `${name}=?`).join('&'));
    expect(found.problems.map(({ fact }) => fact)).toEqual(FACT_NAMES);
  });
});
