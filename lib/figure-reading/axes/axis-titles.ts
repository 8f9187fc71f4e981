import type { Word } from '../pdf/words';
import type { Printed, TimeUnit } from '../reading';
import type { AxisLabel } from './label-runs';

const UNITS: readonly Readonly<{ unit: TimeUnit; words: RegExp }>[] = [
  { unit: 'months', words: /\b(months?|mos?\.?|monate?n?|mois|meses)\b|месяц/i },
  { unit: 'years', words: /\b(years?|yrs?\.?|jahren?|années|ans|años)\b|\bлет\b|год/i },
  { unit: 'weeks', words: /\b(weeks?|wks?\.?|wochen?|semaines|semanas)\b|недел/i },
  { unit: 'days', words: /\b(days?|tagen?|jours|días)\b|\bдн(и|ей|ях)\b|сут(ки|ок)/i },
];

/** The unit that stands under the axis; null where no title, or more than one unit, is printed. */
export function unitOf(words: readonly Word[]): TimeUnit | null {
  for (const word of words.toSorted((a, b) => a.y - b.y)) {
    const found = UNITS.filter(({ words: pattern }) => pattern.test(word.text));
    if (found.length === 1) return found[0]?.unit ?? null;
    // “Years from diagnosis (months)” is nobody's title; two units need a person.
    if (found.length > 1) return null;
  }
  return null;
}

/** Values above 1.5 are per cent; an axis that ends at 1 or below is in fractions unless its labels carry a per cent sign. */
export function printedOf(labels: readonly AxisLabel[], _titles: readonly Word[]): Printed {
  if (labels.some(({ word }) => word.text.includes('%'))) return 'percent';
  return Math.max(...labels.map(({ value }) => value)) > 1.5 ? 'percent' : 'fraction';
}

export function titleSaysIncidence(words: readonly Word[]): boolean {
  return words.some((word) => /incidence|inzidenz|частот|инцидент/i.test(word.text));
}
