import { describe, expect, test } from 'vitest';
import { SurvivalInputError } from '../errors';
import {
  fromLimits,
  fromObservedExpected,
  fromPValue,
  fromPValueAndEvents,
  fromPValueAndEventsPerArm,
} from './published-hazard-ratio';

/** Expected values by hand: log and critical values of the normal distribution. */
describe('hazard ratio from published summaries', () => {
  test('limits: half their distance on the log scale in critical values', () => {
    const { logHazardRatio, standardError } = fromLimits(0.8, 0.6, 1.0666666666666667);
    expect(logHazardRatio).toBeCloseTo(Math.log(0.8), 15);
    expect(standardError).toBeCloseTo(Math.log(0.8 / 0.6) / 1.9599639845400536, 14);
  });
  test('a two-sided p value gives back the error that made it', () => {
    expect(fromPValue(0.7, 0.05).standardError).toBeCloseTo(-Math.log(0.7) / 1.9599639845400536, 14);
  });
  test('observed minus expected and its variance', () => {
    expect(fromObservedExpected(-8, 25)).toEqual({
      method: 'observed-expected',
      logHazardRatio: -0.32,
      standardError: 0.2,
    });
  });
  test('equal arms: a quarter of the events is the variance, both ways', () => {
    const total = fromPValueAndEvents(0.05, 'favours-research', 100, 150, 150);
    const perArm = fromPValueAndEventsPerArm(0.05, 'favours-research', 50, 50);
    expect(total.standardError).toBeCloseTo(0.2, 15);
    expect(total.logHazardRatio).toBeCloseTo(-1.9599639845400536 / 5, 14);
    expect([perArm.logHazardRatio, perArm.standardError]).toEqual([total.logHazardRatio, total.standardError]);
    expect(fromPValueAndEvents(0.05, 'favours-control', 100, 150, 150).logHazardRatio).toBe(0 - total.logHazardRatio);
  });
  test('a p value of 1 means no difference where the variance is known', () => {
    expect(fromPValueAndEventsPerArm(1, 'favours-research', 10, 30)).toMatchObject({ logHazardRatio: 0 });
  });
  test.each<[string, () => unknown]>([
    ['limits the wrong way round', () => fromLimits(0.8, 1.2, 0.6)],
    ['a ratio outside its limits', () => fromLimits(2, 0.5, 1.5)],
    ['a ratio of 1 with a p value', () => fromPValue(1, 0.5)],
    ['a p value of 0', () => fromPValue(0.5, 0)],
    ['a p value of 1 with a ratio other than 1', () => fromPValue(0.5, 1)],
    ['no variance', () => fromObservedExpected(1, 0)],
    ['no events', () => fromPValueAndEvents(0.05, 'favours-research', 0, 10, 10)],
  ])('%s is refused', (_, call) => {
    expect(call).toThrow(SurvivalInputError);
  });
});
