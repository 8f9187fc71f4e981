import { describe, expect, test } from 'vitest';
import { fitCox } from '../cox/fit';
import { kaplanMeier, kaplanMeierByGroup } from '../curves/kaplan-meier';
import { survivalAt } from '../curves/survival-at-times';
import { SurvivalInputError } from '../errors';
import { readColumns, readObservations } from '../golden/reference';
import { logRankTest } from '../tests/log-rank/log-rank';

const numbers = (values: readonly string[] | undefined): number[] => (values ?? []).map(Number);

describe('the persons behind the rows', () => {
  test('the patients of heart count once, as in survfit(Surv(start, stop, event) ~ 1, id = id)', () => {
    const curve = kaplanMeier({ ...readObservations('heart'), subject: numbers(readColumns('heart')['id']) });
    // R 4.2.2, survival 3.5.3: 172 rows of 103 patients, sum(n.event) 75, sum(n.censor) 28; summary(f, times = c(30, 100, 365)).
    expect([curve.n, curve.totalEvents, curve.censored.reduce((sum, one) => sum + one, 0)]).toEqual([103, 75, 28]);
    [0.775608159703284, 0.494008259839502, 0.321224014934242].forEach((survival, i) =>
      expect(survivalAt(curve, [30, 100, 365][i] ?? 0).survival).toBeCloseTo(survival, 14),
    );
  });

  test('who is cut in two at half of the follow-up gives the same curves and the same test', () => {
    const whole = readObservations('veteran', 'group');
    const [time, event, group] = [whole.time, whole.event, whole.group ?? []].map((column) => Array.from(column));
    const halves = (time ?? []).map((one) => one / 2);
    const cut = {
      start: [...halves, ...halves.map(() => 0)],
      time: [...(time ?? []), ...halves],
      event: [...(event ?? []), ...halves.map(() => 0)],
      group: [...(group ?? []), ...(group ?? [])],
      subject: [...halves.keys(), ...halves.keys()],
    };
    const table = (curves: ReturnType<typeof kaplanMeierByGroup>): unknown =>
      curves.map(({ n, time: at, atRisk, censored, survival, lower }) => [n, at, atRisk, censored, survival, lower]);
    expect(table(kaplanMeierByGroup(cut))).toEqual(table(kaplanMeierByGroup(whole)));
    expect(logRankTest(cut).chiSquared).toBe(logRankTest(whole).chiSquared);
  });

  test('a gap keeps two times of observation, another group as well', () => {
    const gap = { start: [0, 5], time: [3, 8], event: [0, 1], subject: [1, 1] };
    expect(kaplanMeier(gap)).toMatchObject({ n: 2 });
    const moved = { start: [0, 3], time: [3, 8], event: [0, 1], group: [0, 1], subject: [1, 1] };
    expect(kaplanMeierByGroup(moved).map(({ n }) => n)).toEqual([1, 1]);
  });

  test.each<[string, number[], number[], number[], number]>([
    ['overlapping_intervals', [0, 2], [3, 8], [0, 1], 1],
    ['overlapping_intervals', [2, 0], [8, 3], [1, 0], 0],
    ['overlapping_intervals', [0, 0], [3, 3], [0, 0], 1],
    ['after_event', [0, 3], [3, 8], [1, 0], 1],
    ['after_event', [0, 5], [3, 8], [1, 1], 1],
  ])('%s of one person is refused by its row', (reason, start, time, event, row) => {
    const refused = new SurvivalInputError('subject', reason as 'after_event', row);
    expect(() => kaplanMeier({ start, time, event, subject: [4, 4] })).toThrow(refused);
    const covariates = [{ name: 'x', values: [0, 1] }];
    expect(() => fitCox({ start, time, event, covariates, subject: [4, 4] })).toThrow(refused);
    expect(kaplanMeier({ start, time, event, subject: [4, 5] }).n).toBe(2);
  });

  test('two rows of one person without intervals are two follow-ups from 0, which overlap', () => {
    expect(() => kaplanMeier({ time: [3, 8], event: [0, 1], subject: [4, 4] })).toThrow(/overlapping_intervals/u);
  });

  test('intervals that meet but for rounding are one', () => {
    const start = [0, 0.1 + 0.2];
    expect(kaplanMeier({ start, time: [0.3, 1], event: [0, 1], subject: [0, 0] }).n).toBe(1);
  });
});
