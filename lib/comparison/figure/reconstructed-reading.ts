import {
  correctNoise,
  curveFaults,
  type AtRiskCount,
  type Correction,
  type CurvePoint,
  type RowFaultCode,
  type TableFaultCode,
} from '@/lib/registry/curves/rules';
import {
  isAmbiguous,
  readNumber,
  signOfSmallNumbers,
  signOfWholeNumbers,
  withoutPercent,
  type DecimalSign,
} from '@/lib/tables/numbers';
import { readTable } from '@/lib/tables/read-text';
import { cellOf, type Table, type TableNote, type TableView } from '@/lib/tables/table';

/** How a digitiser wrote the numbers. */
export type CurveUnits = Readonly<{ time: 'years' | 'months'; survival: 'percent' | 'proportion' }>;

const MONTHS_PER_YEAR = 12;
/** Sums in binary leave dust behind the digits that anybody reads off a figure. */
const DIGITS = 1e9;

export type CurveColumn = 'time' | 'survival' | 'atRisk';
export type CellFaultCode = 'missing' | 'not-a-number' | 'not-whole' | 'ambiguous' | 'too-many-cells';

/** One thing that is wrong, by its row in a spreadsheet (from 1) and its column. `value` is the cell as it was typed. */
export type CurveProblem =
  | Readonly<{ line: number; column: CurveColumn; code: CellFaultCode; value: string }>
  | Readonly<{ line: number; column: CurveColumn; code: RowFaultCode; value: number; before: number | null }>
  | Readonly<{ line: null; code: TableFaultCode | 'several-curves' }>;

export type Lined<Row> = Row & Readonly<{ line: number }>;
type Pair = Readonly<{ line: number; years: number; value: number }>;
type TextReading = Readonly<{
  pairs: readonly Pair[];
  problems: readonly CurveProblem[];
  curves: readonly string[];
  notes: readonly TableNote[];
}>;

/** What both texts say. `points` and `counts` are complete only without problems. */
export type CurveReading = Readonly<{
  points: readonly Lined<CurvePoint>[];
  counts: readonly Lined<AtRiskCount>[];
  pointProblems: readonly CurveProblem[];
  countProblems: readonly CurveProblem[];
  /** names of the curves, where the text holds several; one of them has to be chosen */
  curves: readonly string[];
  /** what was done to each text beyond cutting it */
  pointNotes: readonly TableNote[];
  countNotes: readonly TableNote[];
  /** changes that would take the noise of digitising away */
  corrections: readonly Correction<Lined<CurvePoint>>[];
}>;

/**
 * Reads the digitised points and the numbers at risk, each a table of two columns. Delimiter, decimal comma and a row of
 * names are recognised. Noise is taken away only where the curator has agreed to it. A text with a wrong cell is judged
 * cell by cell first, and as a curve when all of it can be read. `curve` is the place of the curve that is meant where a
 * digitiser wrote several beside each other.
 */
export function readCurve(
  pointText: string,
  countText: string,
  units: CurveUnits,
  corrected: boolean,
  curve: number | null = null,
): CurveReading {
  const readPoints = readText(pointText, units, 'survival', curve);
  const readCounts = readText(countText, units, 'atRisk', null);
  const raw = readPoints.pairs.map(({ line, years, value }) => ({
    line,
    years,
    percent: tidy(units.survival === 'percent' ? value : 100 * value),
  }));
  const noise = readPoints.problems.length === 0 ? correctNoise(raw) : { corrected: raw, corrections: [] };
  const points = corrected ? noise.corrected : raw;
  const counts = readCounts.pairs.map(({ line, years, value }) => ({ line, years, atRisk: value }));
  const faults = curveFaults(points, counts);
  const problemsOf = (table: 'points' | 'counts', rows: readonly { line: number }[]): CurveProblem[] =>
    faults.flatMap((fault): CurveProblem[] => {
      if (fault.table !== table) return [];
      if (fault.row === null) return [{ line: null, code: fault.code }];
      return [
        {
          line: rows[fault.row]?.line ?? 0,
          column: columnOf(fault.code, table),
          code: fault.code,
          value: fault.value,
          before: fault.before,
        },
      ];
    });
  return {
    points,
    counts,
    pointProblems: readPoints.problems.length > 0 ? readPoints.problems : problemsOf('points', points),
    countProblems: readCounts.problems.length > 0 ? readCounts.problems : problemsOf('counts', counts),
    curves: readPoints.curves,
    pointNotes: readPoints.notes,
    countNotes: readCounts.notes,
    corrections: noise.corrections,
  };
}

function columnOf(code: RowFaultCode, table: 'points' | 'counts'): CurveColumn {
  if (code === 'time-negative' || code === 'time-not-rising' || code === 'count-start') return 'time';
  return table === 'points' ? 'survival' : 'atRisk';
}

function readText(text: string, units: CurveUnits, second: 'survival' | 'atRisk', chosen: number | null): TextReading {
  const table = readTable(text);
  const { notes } = table.view;
  const curves = second === 'survival' ? digitisedCurves(table.view) : [];
  const names = curves.map(({ name }) => name);
  const columns = curves.length > 1 ? curves[chosen ?? -1] : { name: '', time: 0, value: 1 };
  if (columns === undefined)
    return { pairs: [], problems: [{ line: null, code: 'several-curves' }], curves: names, notes };
  const signs = [columns.time, columns.value].map((column) => signOf(table, column, second));
  const pairs: Pair[] = [];
  const problems: CurveProblem[] = [];
  table.lines.forEach((line, row) => {
    const read = readRow(table, row, columns, signs, second, curves.length > 1);
    if (read === null) return;
    problems.push(...read.problems.map((problem): CurveProblem => ({ line, ...problem })));
    const { time, value } = read;
    if (read.problems.length > 0 || time === null || value === null) return;
    // A cell that says it is a percentage is one, whatever the others are.
    const share = units.survival === 'proportion' && cellOf(table, columns.value, row).endsWith('%');
    const years = units.time === 'years' ? time : tidy(time / MONTHS_PER_YEAR);
    pairs.push({ line, years, value: share ? tidy(value / 100) : value });
  });
  return { pairs, problems, curves: names, notes };
}

/** Times and shares of a curve stay below a thousand; numbers at risk are whole. Null where a column allows two whole numbers. */
function signOf({ view }: Table, column: number, second: 'survival' | 'atRisk'): DecimalSign | null {
  const style = view.columns[column]?.numbers ?? { decimal: 'point', examples: [] };
  if (second !== 'atRisk' || column !== 1) return signOfSmallNumbers(style);
  // `50.000` may be fifty with three decimals; `1.020` can be no other whole number than 1020.
  return style.examples.length > 0 && style.examples.every((cell) => /000$/u.test(cell))
    ? null
    : signOfWholeNumbers(style);
}

type CellFault = Readonly<{ column: CurveColumn; code: CellFaultCode; value: string }>;
type RowReading = Readonly<{ time: number | null; value: number | null; problems: readonly CellFault[] }>;

/** One row of a curve; null where a longer curve beside it goes on alone. */
function readRow(
  table: Table,
  row: number,
  { time, value }: CurvePlace,
  [timeSign = null, valueSign = null]: readonly (DecimalSign | null)[],
  second: 'survival' | 'atRisk',
  several: boolean,
): RowReading | null {
  const wide = table.wide.get(row);
  const cells = table.columns.map((_, column) => cellOf(table, column, row));
  const filled = wide ?? cells.findLastIndex((cell) => cell !== '') + 1;
  if (wide !== undefined || (!several && filled > 2))
    return { time: null, value: null, problems: [{ column: second, code: 'too-many-cells', value: String(filled) }] };
  const [timeCell, written] = [cells[time] ?? '', cells[value] ?? ''];
  const valueCell = second === 'survival' ? withoutPercent(written) : written;
  // Curves under one column of times have gaps where another has a point.
  if (several && valueCell === '') return null;
  return {
    time: readNumber(timeCell, timeSign ?? 'point'),
    value: readNumber(valueCell, valueSign ?? 'point'),
    problems: [...cellFaults(timeCell, 'time', timeSign), ...cellFaults(valueCell, second, valueSign)],
  };
}

function cellFaults(cell: string, column: CurveColumn, sign: DecimalSign | null): CellFault[] {
  if (isAmbiguous(cell, { decimal: sign, examples: [] })) return [{ column, code: 'ambiguous', value: cell }];
  const number = readNumber(cell, sign ?? 'point');
  if (cell === '') return [{ column, code: 'missing', value: cell }];
  if (number === null) return [{ column, code: 'not-a-number', value: cell }];
  return column === 'atRisk' && !Number.isInteger(number) ? [{ column, code: 'not-whole', value: cell }] : [];
}

function tidy(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}

/** Columns of one curve in the export of a digitiser. */
type CurvePlace = Readonly<{ name: string; time: number; value: number }>;

const TIME = /^(x|time|t|years?|months?|время|годы|месяцы)$/iu;
const VALUE = /^(y|survival|s|percent|value|выживаемость)$/iu;
const NUMBERED = /\s*#\d+$/u;

/**
 * The curves of a table with names: pairs of columns X, Y under the names of the data sets, as WebPlotDigitizer writes all of
 * them, or one column of times with a column for each curve. Empty where the table is no more than one curve.
 */
function digitisedCurves({ columns, format }: TableView): CurvePlace[] {
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
