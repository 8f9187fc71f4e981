import { expect } from 'vitest';

/** R's number to eleven digits, or nothing where R gives none. */
export function expectClose(value: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(value ?? null).toBeNull();
  else expect(value).toBeCloseTo(expected, 9 - Math.ceil(Math.log10(Math.abs(expected) + 1)));
}
