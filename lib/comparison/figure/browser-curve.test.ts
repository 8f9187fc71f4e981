import { expect, test } from 'vitest';
import { child, figureOf, TEN_CHILDREN } from '../testing/figures';
import { forBrowser } from './browser-curve';
import { localSeries } from './figure-model';

/** Two or three children leave on each of 3,601 days, with and without an event. */
const MANY = Array.from({ length: 9000 }, (_, place) => child(1 + (place % 3601), place % 2 === 0));
const PIXELS = 1998;

test('a curve of thousands of steps reaches a browser with 2,000 points, none of which moves by a pixel', () => {
  const whole = figureOf([], MANY);
  const thin = forBrowser(whole);
  const [all, some] = [localSeries(whole), localSeries(thin)];
  const endYears = whole.panels[0]?.axis.endYears ?? 0;
  if (all === null || some === null) throw new Error('no local curve');
  expect(all.steps.length).toBeGreaterThan(2000);
  expect(some.steps.length).toBeLessThanOrEqual(2000);
  expect(some.censorMarks.length).toBeLessThanOrEqual(2000);
  // Where the whole curve has come down to a level, the thin one has by the next pixel, and never before.
  let at = 0;
  for (const step of all.steps) {
    while ((some.steps[at]?.percent ?? -1) > step.percent) at += 1;
    const later = (some.steps[at]?.years ?? Infinity) - step.years;
    expect(later).toBeGreaterThanOrEqual(-1e-9);
    expect((later / endYears) * PIXELS).toBeLessThan(1);
  }
  const count = (marks: typeof all.censorMarks): number => marks.reduce((sum, mark) => sum + mark.count, 0);
  expect(count(some.censorMarks)).toBe(count(all.censorMarks));
});

test('a curve of few steps is left as it is', () => {
  const few = figureOf([], TEN_CHILDREN);
  expect(forBrowser(few)).toEqual(few);
});
