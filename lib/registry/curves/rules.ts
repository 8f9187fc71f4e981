/** A point read off a published curve, and a number at risk printed under it; years from time zero. */
export type CurvePoint = Readonly<{ years: number; percent: number }>;
export type AtRiskCount = Readonly<{ years: number; atRisk: number }>;

/** Percentage points up to which a click beside the line is taken for noise, and may be corrected in the curator's sight. */
export const DIGITISING_NOISE = 0.5;
const FEWEST_ROWS = 2;
/** Nobody was followed for longer, in years: such times are months. */
const LONGEST_FOLLOW_UP = 50;
/** Survival that never exceeds this after time 0, in percent, is a share of 1. */
const WHOLE_SHARE = 1;

/** What makes rows no curve. Those of one row name it. */
export type RowFaultCode =
  | 'time-negative'
  | 'time-not-rising'
  | 'percent-range'
  | 'start-not-whole'
  | 'survival-rising'
  | 'count-start'
  | 'count-nobody'
  | 'count-negative'
  | 'count-rising';
export type TableFaultCode = 'too-few-points' | 'too-few-counts' | 'shares' | 'months';
export type CurveTable = 'points' | 'counts';

/** `row` is the position in its table, null for the whole table; `before` the value of the row above that it contradicts. */
export type CurveFault =
  | Readonly<{ table: CurveTable; row: number; code: RowFaultCode; value: number; before: number | null }>
  | Readonly<{ table: CurveTable; row: null; code: TableFaultCode }>;

/** Everything that keeps these rows from being a survival curve with its numbers at risk. */
export function curveFaults(points: readonly CurvePoint[], counts: readonly AtRiskCount[]): CurveFault[] {
  const fewPoints: CurveFault[] =
    points.filter(({ years }) => years > 0).length < FEWEST_ROWS
      ? [{ table: 'points', row: null, code: 'too-few-points' }]
      : [];
  const fewCounts: CurveFault[] =
    counts.length < FEWEST_ROWS ? [{ table: 'counts', row: null, code: 'too-few-counts' }] : [];
  return [
    ...points.flatMap((point, row) => pointFaults(point, points[row - 1], row)),
    ...fewPoints,
    ...unitFaults(points, counts),
    ...counts.flatMap((count, row) => countFaults(count, counts[row - 1], row)),
    ...fewCounts,
  ];
}

/** What no curve has in these units, and every curve in the other ones. */
function unitFaults(points: readonly CurvePoint[], counts: readonly AtRiskCount[]): CurveFault[] {
  const later = points.filter(({ years }) => years > 0);
  const shares = later.some(({ percent }) => percent > 0) && later.every(({ percent }) => percent <= WHOLE_SHARE);
  const tooLong = (rows: readonly { years: number }[]): boolean => rows.some(({ years }) => years > LONGEST_FOLLOW_UP);
  return [
    ...(shares ? [{ table: 'points', row: null, code: 'shares' } as const] : []),
    ...(tooLong(points) ? [{ table: 'points', row: null, code: 'months' } as const] : []),
    ...(tooLong(counts) ? [{ table: 'counts', row: null, code: 'months' } as const] : []),
  ];
}

function pointFaults({ years, percent }: CurvePoint, above: CurvePoint | undefined, row: number): CurveFault[] {
  const fault = (code: RowFaultCode, value: number, before: number | null = null): CurveFault => ({
    table: 'points',
    row,
    code,
    value,
    before,
  });
  const faults = timeFaults(years, above?.years, fault);
  if (percent < 0 || percent > 100) faults.push(fault('percent-range', percent));
  else if (years === 0 && percent !== 100) faults.push(fault('start-not-whole', percent));
  else if (above !== undefined && percent > above.percent)
    faults.push(fault('survival-rising', percent, above.percent));
  return faults;
}

function countFaults({ years, atRisk }: AtRiskCount, above: AtRiskCount | undefined, row: number): CurveFault[] {
  const fault = (code: RowFaultCode, value: number, before: number | null = null): CurveFault => ({
    table: 'counts',
    row,
    code,
    value,
    before,
  });
  const faults = timeFaults(years, above?.years, fault);
  if (row === 0 && years > 0) faults.push(fault('count-start', years));
  if (atRisk < 0) faults.push(fault('count-negative', atRisk));
  else if (row === 0 && atRisk === 0) faults.push(fault('count-nobody', atRisk));
  else if (above !== undefined && atRisk > above.atRisk) faults.push(fault('count-rising', atRisk, above.atRisk));
  return faults;
}

function timeFaults(
  years: number,
  above: number | undefined,
  fault: (code: RowFaultCode, value: number, before?: number | null) => CurveFault,
): CurveFault[] {
  if (years < 0) return [fault('time-negative', years)];
  return above !== undefined && years <= above ? [fault('time-not-rising', years, above)] : [];
}

export type CorrectionCode = 'before-zero' | 'start' | 'range' | 'rise' | 'same-time' | 'order' | 'outlier';
/** What would be changed in a row: `to` is its new percentage, null where the row is left out or only moved. */
export type Correction<Row extends CurvePoint = CurvePoint> = Readonly<{
  row: Row;
  code: CorrectionCode;
  to: number | null;
}>;

/** Share of the curve's length up to which a click before time zero is taken for noise. */
const TIME_NOISE = 0.01;
/** Percentage points up to which a single click above or below its neighbours may be left out. */
const OUTLIER = 5;

type Kept<Row> = { row: Row; years: number; percent: number };

/**
 * The points without the noise of digitising, and every single change: a first click just before time zero is drawn to it,
 * clicks are put in the order of their times, a start beside 100 %, values beside 0–100 % and rises are drawn back by at most
 * DIGITISING_NOISE, of two points on one vertical the lower stays, and a single click beside a falling line is left out. What
 * is further off is left as it is, for the rules to name.
 */
export function correctNoise<Row extends CurvePoint>(
  rows: readonly Row[],
): { corrected: Row[]; corrections: Correction<Row>[] } {
  const corrections: Correction<Row>[] = [];
  const kept: Kept<Row>[] = [];
  const ordered = inOrder(fromZero(rows, corrections), corrections);
  for (const [i, { row, years }] of ordered.entries()) {
    const above = kept.at(-1);
    if (above !== undefined && above.years === years && (years > 0 || isNear(row.percent, above.percent))) {
      const lower = years > 0 && row.percent <= above.percent;
      corrections.push({ row: lower ? above.row : row, code: 'same-time', to: null });
      if (!lower) continue;
      kept.pop();
    }
    const outlier = outlierOf(row, kept, ordered[i + 1]?.row);
    if (outlier !== null) {
      corrections.push({ row: outlier, code: 'outlier', to: null });
      if (outlier === row) continue;
      kept.pop();
    }
    const [code, percent] = withoutNoise({ years, percent: row.percent }, kept.at(-1)?.percent ?? 100);
    if (code !== null) corrections.push({ row, code, to: percent });
    kept.push({ row, years, percent });
  }
  return { corrected: kept.map(({ row, years, percent }) => ({ ...row, years, percent })), corrections };
}

/** Clicks before time zero that are within its noise stand at zero; of several of them the first. */
function fromZero<Row extends CurvePoint>(
  rows: readonly Row[],
  corrections: Correction<Row>[],
): Readonly<{ row: Row; years: number }>[] {
  const length = rows.reduce((longest, { years }) => Math.max(longest, years), 0);
  return rows.map((row) => {
    const near = row.years < 0 && row.years >= -TIME_NOISE * length;
    if (near) corrections.push({ row, code: 'before-zero', to: null });
    return { row, years: near ? 0 : row.years };
  });
}

/** By time; rows that stood behind a later one are named. Rows of one time keep their order. */
function inOrder<Row extends CurvePoint>(
  points: readonly Readonly<{ row: Row; years: number }>[],
  corrections: Correction<Row>[],
): readonly Readonly<{ row: Row; years: number }>[] {
  let latest = -Infinity;
  for (const { row, years } of points) {
    if (years < latest) corrections.push({ row, code: 'order', to: null });
    latest = Math.max(latest, years);
  }
  return [...points].sort((a, b) => a.years - b.years);
}

/**
 * A rise beyond noise by one click: the click itself where the line goes on below it, the one before where the line goes on as
 * if that were not there.
 */
function outlierOf<Row extends CurvePoint>(row: Row, kept: readonly Kept<Row>[], next: Row | undefined): Row | null {
  const [before, above] = [kept.at(-2), kept.at(-1)];
  if (above === undefined || above.years === 0) return null;
  const rise = row.percent - above.percent;
  if (rise <= DIGITISING_NOISE || rise > OUTLIER) return null;
  const goesOnBelow = next === undefined || next.percent <= above.percent + DIGITISING_NOISE;
  return goesOnBelow || row.percent > (before?.percent ?? 100) + DIGITISING_NOISE ? row : above.row;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 2 * DIGITISING_NOISE;
}

function withoutNoise({ years, percent }: CurvePoint, limit: number): [CorrectionCode | null, number] {
  const near = (to: number): boolean => percent !== to && Math.abs(percent - to) <= DIGITISING_NOISE;
  if (years === 0 && near(100)) return ['start', 100];
  if (percent > 100 && limit === 100 && near(100)) return ['range', 100];
  if (percent < 0 && near(0)) return ['range', 0];
  return percent > limit && near(limit) ? ['rise', limit] : [null, percent];
}
