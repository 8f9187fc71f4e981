import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coxConcordance, type Concordance } from './concordance';
import { prepareCox } from './data';

type Row = { time: number; event: number; risk: number; stratum: number };

const rowsUpTo = (times: number, risks: number, most: number): fc.Arbitrary<Row[]> =>
  fc.array(
    fc.record({
      time: fc.integer({ min: 1, max: times }),
      event: fc.integer({ min: 0, max: 1 }),
      risk: fc.integer({ min: 0, max: risks }),
      stratum: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 2, maxLength: most },
  );

function prepared(rows: readonly Row[]): ReturnType<typeof prepareCox> {
  const column = (name: keyof Row): number[] => rows.map((row) => row[name]);
  const covariates = [{ name: 'risk', values: column('risk') }];
  return prepareCox({ time: column('time'), event: column('event'), strata: column('stratum'), covariates });
}

/** Pair by pair, as the definition says; the error from every row's share of the pairs. */
function byDefinition(rows: readonly Row[]): Omit<Concordance, 'concordance' | 'notEstimable'> {
  const counts = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTime: 0, tiedBoth: 0 };
  const [excess, pairs] = [rows.map(() => 0), rows.map(() => 0)];
  const compare = (a: number, b: number, first: Row, second: Row): void => {
    const sign = Math.sign(first.risk - second.risk);
    if (sign > 0) counts.concordant += 1;
    if (sign < 0) counts.discordant += 1;
    if (sign === 0) counts.tiedRisk += 1;
    for (const row of [a, b]) {
      excess[row] = (excess[row] ?? 0) + sign;
      pairs[row] = (pairs[row] ?? 0) + 1;
    }
  };
  rows.forEach((first, a) => {
    rows.forEach((second, b) => {
      if (first.stratum !== second.stratum || first.event === 0) return;
      if (first.time < second.time || (first.time === second.time && second.event === 0)) compare(a, b, first, second);
      if (!(first.time === second.time && second.event === 1 && a < b)) return;
      if (first.risk === second.risk) counts.tiedBoth += 1;
      else counts.tiedTime += 1;
    });
  });
  const comparable = counts.concordant + counts.discordant + counts.tiedRisk;
  const somers = (counts.concordant - counts.discordant) / comparable;
  const squares = excess.reduce((sum, value, row) => sum + ((value - somers * (pairs[row] ?? 0)) / comparable) ** 2, 0);
  return { ...counts, standardError: comparable === 0 ? null : Math.sqrt(squares) / 2 };
}

describe('coxConcordance', () => {
  test.each([
    [3, 2, 40],
    [20, 300, 40],
    [1000, 5, 40],
  ])('counts pairs as by definition, times up to %d, risks up to %d', (times, risks, most) => {
    fc.assert(
      fc.property(rowsUpTo(times, risks, most), (rows) => {
        const { riskSets, order } = prepared(rows);
        const { standardError, ...counts } = byDefinition(rows);
        const found = coxConcordance(riskSets, riskSets.x, order, null);
        expect(found).toMatchObject(counts);
        if (standardError === null) expect(found.standardError).toBeNull();
        else expect(found.standardError).toBeCloseTo(standardError, 13);
      }),
    );
  });

  test('without weights the same as with the weight 1, which is counted in another way', () => {
    fc.assert(
      fc.property(rowsUpTo(60, 2000, 900), (rows) => {
        const { riskSets, order } = prepared(rows);
        const weight = new Float64Array(rows.length).fill(1);
        const weighted = coxConcordance({ ...riskSets, weight }, riskSets.x, order, null);
        const found = coxConcordance(riskSets, riskSets.x, order, null);
        expect({ ...found, standardError: 0 }).toEqual({ ...weighted, standardError: 0 });
        expect(found.standardError ?? 0).toBeCloseTo(weighted.standardError ?? 0, 13);
      }),
      { numRuns: 40 },
    );
  });
});
