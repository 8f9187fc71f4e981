import { describe, expect, test } from 'vitest';
import type { AtRiskCount, CurvePoint } from '@/lib/registry/curves/rules';
import { printedFor, reconstruction, type PrintedFigure } from './reconstructed-curve';

const points = (...rows: [number, number][]): CurvePoint[] => rows.map(([years, percent]) => ({ years, percent }));
const counts = (...rows: [number, number][]): AtRiskCount[] => rows.map(([years, atRisk]) => ({ years, atRisk }));
/** Ten patients: 2 events at 1, 3 at 2, 3 at 4, as in the engine's own hand calculation. */
const TEN = { points: points([0, 100], [1, 80], [2, 50], [4, 20]), counts: counts([0, 10], [2, 8]), totalEvents: 8 };
const figure = (changes: Partial<PrintedFigure> = {}): PrintedFigure => ({
  id: 'a',
  trial: 'x',
  endpoint: 'EFS',
  timeZero: 'diagnosis',
  timeYears: 2,
  estimate: 51,
  stratum: { kmt2a: 'r', risk: 'all', arm: null, age: null, other: null },
  ...changes,
});

describe('reconstruction', () => {
  test('gives the curve back, its median and its numbers (by hand)', () => {
    const rebuilt = reconstruction(TEN);
    expect(rebuilt).toMatchObject({ n: 10, events: 8, eventsGiven: 8, lastYears: 4, checks: [] });
    expect(rebuilt?.steps.map(({ years, percent }) => [years, Math.round(percent * 1e9) / 1e9])).toEqual([
      [0, 100],
      [1, 80],
      [2, 50],
      [4, 20],
    ]);
    expect(rebuilt?.risk).toEqual([
      { years: 0, published: 10, rebuilt: 10 },
      { years: 2, published: 8, rebuilt: 8 },
    ]);
    // S is one half from 2 to 4: R takes the middle.
    expect(rebuilt?.medianYears).toBe(3);
    expect(rebuilt?.largest.points).toBeCloseTo(0, 9);
    expect(rebuilt?.rootMeanSquare).toBeCloseTo(0, 9);
  });

  test('begins at 100 % where the digitiser began later', () => {
    expect(reconstruction({ ...TEN, points: TEN.points.slice(1) })).toEqual(reconstruction(TEN));
  });

  test('half a patient is near enough where few are at risk: 96 % of ten is nobody', () => {
    const rebuilt = reconstruction({
      points: points([0, 100], [1, 96], [2, 96]),
      counts: counts([0, 10], [2, 10]),
      totalEvents: null,
    });
    expect(rebuilt).toMatchObject({ events: 0, checks: [] });
    expect(rebuilt?.largest).toEqual({ years: 1, points: expect.closeTo(4, 9) });
  });

  test('numbers at risk that the curve contradicts are named', () => {
    // Half of ten have the event at 1: five are left at 2, not ten.
    const halved = reconstruction({
      points: points([0, 100], [1, 50], [2, 50], [3, 50]),
      counts: counts([0, 10], [2, 10]),
      totalEvents: null,
    });
    expect(halved?.checks).toContainEqual({ code: 'counts', years: 2, published: 10, rebuilt: 5 });
    const ended = reconstruction({ ...TEN, counts: counts([0, 10], [2, 8], [5, 1]) });
    expect(ended?.checks).toContainEqual({ code: 'counts', years: 5, published: 1, rebuilt: 0 });
  });

  test('a total of events that the curve contradicts is named', () => {
    // Five events happen by 2, when the last interval begins with the fall to one half.
    expect(reconstruction({ ...TEN, totalEvents: 1 })?.checks).toContainEqual({ code: 'events', given: 1, rebuilt: 2 });
  });

  test('printed figures stand beside the curve; more than two points apart is named, the end of the curve is no difference', () => {
    const rebuilt = reconstruction(TEN, [
      figure({ id: 'late', timeYears: 5 }),
      figure({ id: 'near', estimate: 51.9 }),
      figure({ id: 'early', timeYears: 1, estimate: 77.9 }),
    ]);
    expect(
      rebuilt?.printed.map(({ estimateId, reconstructed }) => [
        estimateId,
        reconstructed === null ? null : Math.round(reconstructed),
      ]),
    ).toEqual([
      ['early', 80],
      ['near', 50],
      ['late', null],
    ]);
    expect(rebuilt?.checks).toEqual([
      { code: 'printed', years: 1, printed: 77.9, reconstructed: expect.closeTo(80, 9) },
    ]);
  });

  test('what the engine refuses is no reconstruction', () => {
    expect(reconstruction({ ...TEN, points: points([0, 100], [1, 50], [2, 60]) })).toBeNull();
  });
});

test('only figures of exactly the same patients, endpoint and time zero are compared', () => {
  const curve = { trial: 'x', endpoint: 'EFS', timeZero: 'diagnosis', stratum: { kmt2a: 'r', risk: 'all', arm: null } };
  const stratum = figure().stratum;
  const others = [
    figure({ trial: 'y' }),
    figure({ endpoint: 'OS' }),
    figure({ timeZero: 'unknown' }),
    figure({ stratum: { ...stratum, kmt2a: 'all' } }),
    figure({ stratum: { ...stratum, risk: 'HR' } }),
    figure({ stratum: { ...stratum, arm: 'a' } }),
    figure({ stratum: { ...stratum, age: '<6 mo' } }),
    figure({ stratum: { ...stratum, other: { en: 'x', ru: 'x' } } }),
  ];
  expect(printedFor(curve, [...others, figure({ id: 'same' })]).map(({ id }) => id)).toEqual(['same']);
});
