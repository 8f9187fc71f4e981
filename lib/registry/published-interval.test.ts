import { describe, expect, test } from 'vitest';
import { publishedInterval } from './published-interval';

describe('publishedInterval', () => {
  test('keeps a printed interval before a standard error', () =>
    expect(publishedInterval({ estimate: 22.5, se: 3, ci: { low: 12, high: 37, level: 95 } })).toEqual({
      low: 12,
      high: 37,
      level: 95,
      clipped: false,
      how: 'published',
    }));

  test('computes estimate ± 1.96 standard errors: Interfant-06, 46.1 (2.1)', () => {
    const interval = publishedInterval({ estimate: 46.1, se: 2.1, ci: null });
    expect(interval).toMatchObject({ level: 95, how: 'from-se' });
    expect(interval?.low).toBeCloseTo(41.984, 10);
    expect(interval?.high).toBeCloseTo(50.216, 10);
  });

  test('stays within 0–100: MLL-10, 93.3 (6.4), and 5 (5)', () => {
    expect(publishedInterval({ estimate: 93.3, se: 6.4, ci: null })?.high).toBe(100);
    expect(publishedInterval({ estimate: 5, se: 5, ci: null })?.low).toBe(0);
  });

  test('invents nothing where there is no error or no estimate', () => {
    expect(publishedInterval({ estimate: 36, se: null, ci: null })).toBeNull();
    expect(publishedInterval({ estimate: null, se: null, ci: null })).toBeNull();
  });
});
