import {
  correctNoise,
  curveFaults,
  type AtRiskCount,
  type Correction,
  type CurvePoint,
  type RowFaultCode,
  type TableFaultCode,
} from '@/lib/registry/curves/rules';
import { readNumber } from '@/lib/analysis/cells';
import { readTable, type OwnTable } from '@/lib/analysis/table';

/** How a digitiser wrote the numbers. */
export type CurveUnits = Readonly<{ time: 'years' | 'months'; survival: 'percent' | 'proportion' }>;

const MONTHS_PER_YEAR = 12;
/** Sums in binary leave dust behind the digits that anybody reads off a figure. */
const DIGITS = 1e9;

export type CurveColumn = 'time' | 'survival' | 'atRisk';
export type CellFaultCode = 'missing' | 'not-a-number' | 'not-whole' | 'too-many-cells';

/** One thing that is wrong, by its row in a spreadsheet (from 1) and its column. `value` is the cell as it was typed. */
export type CurveProblem =
  | Readonly<{ line: number; column: CurveColumn; code: CellFaultCode; value: string }>
  | Readonly<{ line: number; column: CurveColumn; code: RowFaultCode; value: number; before: number | null }>
  | Readonly<{ line: null; code: TableFaultCode }>;

export type Lined<Row> = Row & Readonly<{ line: number }>;
type Pair = Readonly<{ line: number; years: number; value: number }>;
type TextReading = Readonly<{ table: OwnTable; pairs: readonly Pair[]; problems: readonly CurveProblem[] }>;

/** What both texts say. `points` and `counts` are complete only without problems. */
export type CurveReading = Readonly<{
  points: readonly Lined<CurvePoint>[];
  counts: readonly Lined<AtRiskCount>[];
  pointProblems: readonly CurveProblem[];
  countProblems: readonly CurveProblem[];
  /** changes that would take the noise of digitising away */
  corrections: readonly Correction<Lined<CurvePoint>>[];
}>;

/**
 * Reads the digitised points and the numbers at risk, each a table of two columns. Delimiter, decimal comma and a row of
 * names are recognised. Noise is taken away only where the curator has agreed to it. A text with a wrong cell is judged
 * cell by cell first, and as a curve when all of it can be read.
 */
export function readCurve(pointText: string, countText: string, units: CurveUnits, corrected: boolean): CurveReading {
  const readPoints = readText(pointText, units, 'survival');
  const readCounts = readText(countText, units, 'atRisk');
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
    corrections: noise.corrections,
  };
}

function columnOf(code: RowFaultCode, table: 'points' | 'counts'): CurveColumn {
  if (code === 'time-negative' || code === 'time-not-rising' || code === 'count-start') return 'time';
  return table === 'points' ? 'survival' : 'atRisk';
}

function readText(text: string, units: CurveUnits, second: 'survival' | 'atRisk'): TextReading {
  const table = readTable(text);
  const pairs: Pair[] = [];
  const problems: CurveProblem[] = [];
  for (const { line, cells } of table.rows) {
    const [time = '', value = ''] = cells;
    const found = [...cellProblems(time, 'time', line, table), ...cellProblems(value, second, line, table)];
    if (cells.slice(2).some((cell) => cell !== ''))
      found.push({ line, column: second, code: 'too-many-cells', value: String(cells.length) });
    problems.push(...found);
    const [years, number] = [readNumber(time, table.format.decimalComma), readNumber(value, table.format.decimalComma)];
    if (found.length === 0 && years !== null && number !== null)
      pairs.push({ line, years: units.time === 'years' ? years : tidy(years / MONTHS_PER_YEAR), value: number });
  }
  return { table, pairs, problems };
}

function cellProblems(cell: string, column: CurveColumn, line: number, { format }: OwnTable): CurveProblem[] {
  const number = readNumber(cell, format.decimalComma);
  if (cell === '') return [{ line, column, code: 'missing', value: cell }];
  if (number === null) return [{ line, column, code: 'not-a-number', value: cell }];
  return column === 'atRisk' && !Number.isInteger(number) ? [{ line, column, code: 'not-whole', value: cell }] : [];
}

function tidy(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}
