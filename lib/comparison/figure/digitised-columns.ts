import type { TableView } from '@/lib/tables/table';

/** Columns of one curve in the export of a digitiser. */
export type CurvePlace = Readonly<{ name: string; time: number; value: number }>;

const TIME = /^(x|time|t|years?|months?|время|годы|месяцы)$/iu;
const VALUE = /^(y|survival|s|percent|value|выживаемость)$/iu;
const NUMBERED = /\s*#\d+$/u;

/**
 * The curves of a table with names: pairs of columns X, Y under the names of the data sets, as WebPlotDigitizer writes all of
 * them, or one column of times with a column for each curve. Empty where the table is no more than one curve.
 */
export function digitisedCurves({ columns, format }: TableView): CurvePlace[] {
  if (format.header === null || columns.length < 3) return [];
  const names = columns.map(({ name }) => name.replace(NUMBERED, ''));
  const last = (name: string): string => name.split(' ').at(-1) ?? '';
  const paired = columns.length % 2 === 0 && names.every((name, i) => (i % 2 === 0 ? TIME : VALUE).test(last(name)));
  const blankPairs = columns.length % 2 === 0 && names.every((name, i) => (name === '') === (i % 2 === 1));
  if (paired || blankPairs)
    return Array.from({ length: columns.length / 2 }, (_, i) => {
      const name = names[2 * i] ?? '';
      const own = paired ? name.slice(0, name.length - last(name).length).trim() : name;
      return { name: own === '' ? String(i + 1) : own, time: 2 * i, value: 2 * i + 1 };
    });
  return columns.slice(1).map(({ name }, i) => ({ name, time: 0, value: i + 1 }));
}
