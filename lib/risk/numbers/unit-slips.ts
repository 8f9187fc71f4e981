import type { Facts } from '../facts';
import { DAYS_PER_MONTH } from './age-in-months';
import type { NumberFact } from './number-intervals';
import { timesPowerOfTen } from './powers-of-ten';

/** A number that looks as if it had been meant in another unit, and what it would be in the right one; null where that is not plain. */
export type UnitSlip = {
  fact: NumberFact;
  slip:
    | 'age-in-months'
    | 'wbc-per-microlitre'
    | 'wbc-very-low'
    | 'blasts-in-10^9/L'
    | 'mrd-over-100-percent'
    | 'mrd-as-share';
  value: number;
  instead: number | null;
};

type Suspicion = Pick<UnitSlip, 'slip' | 'instead'> | null;

const SUSPICIONS: Readonly<Record<NumberFact, (value: number) => Suspicion>> = {
  // Whole numbers from 1 to 12 are the usual ages of infants in months; at birth they are rare ages in days.
  ageDays: (value) =>
    value >= 1 && value <= 12 ? { slip: 'age-in-months', instead: Math.round(value * DAYS_PER_MONTH) } : null,
  // The highest counts at diagnosis are a few thousand ×10⁹/L; the lowest are above 1.
  wbc: (value) => {
    if (value >= 10_000) return { slip: 'wbc-per-microlitre', instead: timesPowerOfTen(value, -3) };
    return value < 1 ? { slip: 'wbc-very-low', instead: null } : null;
  },
  // A count of cells per µL is a whole number.
  day8Blasts: (value) =>
    value < 100 && !Number.isInteger(value) ? { slip: 'blasts-in-10^9/L', instead: timesPowerOfTen(value, 3) } : null,
  mrdEoi: mrdSuspicion,
  mrdBlina1: mrdSuspicion,
};

/** Below 0.001 % (10⁻⁵) no routine method can count, so such a number is rather a share of cells written into percent. */
function mrdSuspicion(value: number): Suspicion {
  if (value > 100) return { slip: 'mrd-over-100-percent', instead: null };
  return value > 0 && value < 0.001 ? { slip: 'mrd-as-share', instead: timesPowerOfTen(value, 2) } : null;
}

/** Likely slips of unit among the facts, which are in the units of `Facts`. They may be right: it only warns. */
export function unitSlips(facts: Facts): UnitSlip[] {
  return (Object.keys(SUSPICIONS) as NumberFact[]).flatMap((fact) => {
    const value = facts[fact];
    if (value === null || value === undefined) return [];
    const suspicion = SUSPICIONS[fact](value);
    return suspicion === null ? [] : [{ fact, value, ...suspicion }];
  });
}
