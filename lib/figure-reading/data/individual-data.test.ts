import { expect, test } from 'vitest';
import type { CurveReading } from '../reading';
import { individualData } from './individual-data';

/**
 * By hand: of 20 patients one has an event at 1, two are censored at 2 under one mark, one has an event at 3 (17 at risk),
 * one is censored at 4, and one each has an event at 5, 6, 7 and 8 (15, 14, 13 and 12 at risk); eleven are left at 10.
 */
const LEVELS = [19 / 20, 16 / 17, 14 / 15, 13 / 14, 12 / 13, 11 / 12];
const TIMES = [1, 3, 5, 6, 7, 8];
const LAST_TICK = 12;
const CURVE: CurveReading = {
  label: 'A',
  colour: '#000000',
  dash: [],
  points: [[0, 1], ...TIMES.map((time, i) => [time, LEVELS.slice(0, i + 1).reduce((s, x) => s * x, 1)] as const)],
  end: 10,
  censored: [2, 4],
  atRisk: [],
  patients: null,
  doubtful: [],
};

test('steps and marks alone say how many patients there were, also where one mark hides two', () => {
  const data = individualData(CURVE, 1e-5, LAST_TICK);
  expect(data?.rows).toHaveLength(20);
  expect(data?.rows.filter(([, event]) => event === 1)).toHaveLength(6);
  expect(data?.rows.filter(([time, event]) => time === 2 && event === 0)).toHaveLength(2);
});

test('where a multiple explains the steps as well, nobody is counted', () => {
  // Without the censorings between them the steps of 20 are also those of 40, each event twice.
  const levels = TIMES.map((_, i) => 1 - (i + 1) / 20);
  const points = [[0, 1] as const, ...TIMES.map((time, i) => [time, levels[i] ?? 0] as const)];
  expect(individualData({ ...CURVE, points, censored: [9] }, 1e-5, LAST_TICK)).toBeNull();
});

test('marks that are in doubt are not counted: those that melt into one would be events', () => {
  const printed = { patients: 20, atRisk: [[0, 20] as const, [9, 11] as const] };
  expect(individualData({ ...CURVE, ...printed }, 1e-5, LAST_TICK)?.method).toBe('counted');
  const doubtful = [{ from: 1.9, to: 2.1, doubt: 'marks_unsure' as const }];
  expect(individualData({ ...CURVE, ...printed, doubtful }, 1e-5, LAST_TICK)?.method).toBe('guyot');
});
