import { expect } from 'vitest';

/** R's number to eleven digits, or nothing where R gives none. */
export function expectClose(value: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(value ?? null).toBeNull();
  else expect(value).toBeCloseTo(expected, 9 - Math.ceil(Math.log10(Math.abs(expected) + 1)));
}

type Shares = Readonly<{ survival: number | null; lower: number | null; upper: number | null }>;
type Percents = Readonly<{ percent: number | null; low: number | null; high: number | null }>;

/** R's survival with its limits in percent; the limits 1 and 1 that R prints before the first exit are none. */
export function expectReading(found: Percents | undefined, { survival, lower, upper }: Shares): void {
  const percent = (share: number | null) => (share === null ? null : 100 * share);
  expectClose(found?.percent, percent(survival));
  expectClose(found?.low, lower === 1 ? null : percent(lower));
  expectClose(found?.high, lower === 1 ? null : percent(upper));
}
