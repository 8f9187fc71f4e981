import { readTarget, takesOf } from './fields';

/** What the cells of a column leave open, whatever field it goes to. */
export type ColumnFacts = Readonly<{
  /** dates of which nothing says whether the day or the month comes first */
  orderOpen: boolean;
  /** numbers of which nothing says which sign is the decimal one */
  decimalOpen: boolean;
  highest: number;
}>;
/** What the person says of a column: where it goes, and what its cells leave open. */
export type ColumnChoice = Readonly<{
  target: string | null;
  order?: 'day-first' | 'month-first' | undefined;
  decimal?: 'point' | 'comma' | undefined;
  unit?: 'per-litre' | 'per-microlitre' | undefined;
}>;
/** What has to be said of a column before its cells can be read. */
export type Question = 'order' | 'decimal' | 'unit';

/** From here on a count of white cells (×10⁹/L) is rather one per µL. */
const HIGH_WBC = 1500;

/** What the cells of a column leave open for the field that it goes to, answered or not. */
export function questionsOf({ orderOpen, decimalOpen, highest }: ColumnFacts, target: string | null): Question[] {
  const read = target === null ? null : readTarget(target);
  if (read === null) return [];
  const takes = takesOf(read);
  if (takes === 'date') return orderOpen ? ['order'] : [];
  if (takes !== 'number') return [];
  const asked: Question[] = decimalOpen ? ['decimal'] : [];
  return read.field === 'wbc' && highest >= HIGH_WBC ? [...asked, 'unit'] : asked;
}

/** Whether somebody has to say something before the column can be read. */
export function isOpen(facts: ColumnFacts, choice: ColumnChoice): boolean {
  return questionsOf(facts, choice.target).some((question) => choice[question] === undefined);
}
