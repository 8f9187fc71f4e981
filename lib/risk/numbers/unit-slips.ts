import type { Facts } from '../facts';
import { DAYS_PER_MONTH } from './age-in-months';
import type { NumberFact } from './number-intervals';
import type { Text } from '../sources';
import { timesPowerOfTen } from './powers-of-ten';

export const UNIT_SLIPS = [
  'age-in-months',
  'wbc-per-microlitre',
  'wbc-very-low',
  'blasts-in-10^9/L',
  'mrd-over-100-percent',
  'mrd-as-share',
] as const;
/** A number that looks as if it had been meant in another unit, and what it would be in the right one; null where that is not plain. */
export type UnitSlip = {
  fact: NumberFact;
  slip: (typeof UNIT_SLIPS)[number];
  value: number;
  instead: number | null;
};

type Suspicion = Pick<UnitSlip, 'slip' | 'instead'> | null;

const SUSPICIONS: Readonly<Record<NumberFact, (value: number) => Suspicion>> = {
  // Whole numbers from 1 to 12 are the usual ages of infants in months; at birth they are rare ages in days.
  ageDays: (value) =>
    value >= 1 && value <= 12 ? { slip: 'age-in-months', instead: Math.round(value * DAYS_PER_MONTH) } : null,
  // Counts from 1,500 ×10⁹/L on are very rare, as records say, too; per µL the lowest are about as many. The lowest are above 1.
  wbc: (value) => {
    if (value >= WBC_RARE) return { slip: 'wbc-per-microlitre', instead: timesPowerOfTen(value, -3) };
    return value < 1 ? { slip: 'wbc-very-low', instead: null } : null;
  },
  // A count of cells per µL is a whole number.
  day8Blasts: (value) =>
    value < 100 && !Number.isInteger(value) ? { slip: 'blasts-in-10^9/L', instead: timesPowerOfTen(value, 3) } : null,
  mrdEoi: mrdSuspicion,
  mrdBlina1: mrdSuspicion,
};

/** As in the hint at a record's count. */
const WBC_RARE = 1500;

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

/** The question that a slip raises, for whoever reads no page. */
export const SLIP_QUESTIONS: Readonly<Record<UnitSlip['slip'], Text>> = {
  'age-in-months': {
    en: 'Were months meant? The age is in days.',
    ru: 'Возможно, имелись в виду месяцы? Возраст указывают в днях.',
  },
  'wbc-per-microlitre': {
    en: 'Were the white cells counted per µL? They are given in 10⁹/L.',
    ru: 'Возможно, лейкоциты указаны в 1 мкл? Нужны × 10⁹/л.',
  },
  'wbc-very-low': {
    en: 'The white cells are very low. Check the unit.',
    ru: 'Лейкоцитов очень мало. Проверьте единицу.',
  },
  'blasts-in-10^9/L': {
    en: 'Were the blasts counted in 10⁹/L? They are given per µL.',
    ru: 'Возможно, бласты указаны в × 10⁹/л? Нужно число в 1 мкл.',
  },
  'mrd-over-100-percent': {
    en: 'More than all cells. Check the number and the unit.',
    ru: 'Больше, чем всех клеток. Проверьте число и единицу.',
  },
  'mrd-as-share': {
    en: 'Below what methods can measure. Was it a share of cells? It is given in percent.',
    ru: 'Ниже чувствительности методов. Возможно, это доля клеток? Нужны проценты.',
  },
};
