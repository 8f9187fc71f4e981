import { checkGiven } from './choices';
import { SurvivalInputError } from './errors';

/**
 * What a field of an earlier answer must be before another function goes on with it. `column` is a Float64Array as long as the
 * other columns, `shorter` one that may end before them, `columns` a list of columns.
 */
export type FieldKind = 'number' | 'number or null' | 'column' | 'shorter' | 'columns' | 'list' | 'text or null';

/**
 * Refuses what is not an answer of the engine, by the name of the field: untyped callers pass an empty object, or a column that went
 * through JSON, which would end in an error without a name.
 */
export function checkFields(argument: string, value: unknown, fields: Readonly<Record<string, FieldKind>>): void {
  checkGiven(argument, value);
  const given = value as Readonly<Record<string, unknown>>;
  let rows: number | null = null;
  for (const [name, kind] of Object.entries(fields)) {
    const field = given[name];
    if (!isKind(field, kind))
      throw new SurvivalInputError(
        `${argument}.${name}`,
        field === null || field === undefined ? 'empty' : 'inconsistent',
      );
    const columns = kind === 'columns' ? (field as Float64Array[]) : kind === 'column' ? [field as Float64Array] : [];
    for (const { length } of columns) {
      rows ??= length;
      if (length !== rows) throw new SurvivalInputError(`${argument}.${name}`, 'length_mismatch');
    }
  }
}

function isKind(field: unknown, kind: FieldKind): boolean {
  if (kind === 'number') return isNumber(field);
  if (kind === 'number or null') return field === null || isNumber(field);
  if (kind === 'text or null') return field === null || typeof field === 'string';
  if (kind === 'list') return Array.isArray(field);
  if (kind === 'columns') return Array.isArray(field) && field.every(isColumn);
  return isColumn(field);
}

/** By its tag: a column may come from another realm. */
function isColumn(field: unknown): boolean {
  return Object.prototype.toString.call(field) === '[object Float64Array]';
}

function isNumber(field: unknown): field is number {
  return typeof field === 'number' && Number.isFinite(field);
}

/** A list of lists of the same length with numbers, as covariances are; null where `orNull`. */
export function checkSquare(argument: string, rows: unknown, size: number, orNull = false): void {
  const isCell = (cell: unknown): boolean => isNumber(cell) || (orNull && cell === null);
  const isRow = (row: unknown): boolean => Array.isArray(row) && row.length === size && row.every(isCell);
  if (!Array.isArray(rows) || rows.length !== size || !rows.every(isRow))
    throw new SurvivalInputError(argument, 'inconsistent');
}

/** The same for one list. */
export function checkNumbers(argument: string, list: unknown, size: number): void {
  if (!Array.isArray(list) || list.length !== size || !list.every(isNumber))
    throw new SurvivalInputError(argument, 'inconsistent');
}
