import { cleanDigitisedPoints } from '@/lib/survival/reconstruction/digitised-curve';
import { reconstructFromCurve } from '@/lib/survival/reconstruction/guyot';
import type { CurveReading, TimeValue } from '../reading';
import { countedData, type IndividualRow } from './counted-data';
import { patientsFromSteps } from './patients-from-steps';

/**
 * Individual data behind a curve and how they were found: counted from steps and marks, or by Guyot's method. `misfit` is
 * what of the drawing they do not explain: the patients by whom they miss the printed numbers at risk, summed over the
 * printed times, the marks at which they censor nobody, and the steps that are no whole number of their patients.
 */
export type ArmData = Readonly<{ method: 'counted' | 'guyot'; rows: readonly IndividualRow[]; misfit: number }>;

/** Of the length of a curve: as near as this, a censoring is at its mark. */
const SAME_TIME = 1e-3;
/** Patients: a large arm's steps are too small to be counted one by one. */
const MOST_PATIENTS = 5000;

/**
 * The data of a curve by whichever method meets the printed numbers better; by counting where they are met alike, because
 * it uses every step and mark. Where marks are in doubt nothing is counted from them. Null where nobody says how many
 * patients there were, or nothing can be counted.
 */
export function individualData(curve: CurveReading, precision: number, lastTick: number): ArmData | null {
  const goesOn = curve.end >= lastTick * (1 - SAME_TIME);
  const patients = curve.patients ?? patientsFromSteps({ ...curve, atRisk: [], goesOn }, precision);
  if (patients === null || patients < 1 || patients > MOST_PATIENTS) return null;
  const atRisk =
    curve.atRisk.length > 0 && curve.atRisk[0]?.[0] === 0 ? curve.atRisk : [[0, patients] as const, ...curve.atRisk];
  const known = atRisk.filter(([time], i) => time <= curve.end || i === 0);
  const byGuyot = guyotData(curve, known);
  const marksKnown = curve.censored.length > 0 && curve.doubtful.every(({ doubt }) => doubt !== 'marks_unsure');
  const isExact = marksKnown || (curve.censored.length === 0 && precision * patients < 0.05);
  if (!isExact) return byGuyot;
  const counted = countedData({
    points: curve.points,
    end: curve.end,
    goesOn,
    censored: curve.censored,
    atRisk: known,
    patients,
    precision,
  });
  const byCounting: ArmData = {
    method: 'counted',
    rows: counted.rows,
    misfit: missedOf(counted.rows, known) + counted.misfit,
  };
  return byGuyot === null || byCounting.misfit <= byGuyot.misfit ? byCounting : byGuyot;
}

function guyotData(curve: CurveReading, atRisk: readonly TimeValue[]): ArmData | null {
  if (curve.points.length < 2) return null;
  const points =
    curve.points.at(-1)?.[0] === curve.end
      ? curve.points
      : [...curve.points, [curve.end, curve.points.at(-1)?.[1] ?? 1] as const];
  const cleaned = cleanDigitisedPoints(
    points.map(([time]) => time),
    points.map(([, value]) => value),
  );
  const falling = atRisk.filter(([, value], i) => atRisk.slice(0, i).every(([, earlier]) => earlier >= value));
  const { time, event } = reconstructFromCurve(cleaned, {
    time: falling.map(([at]) => at),
    atRisk: falling.map(([, value]) => value),
  });
  const rows = Array.from(time, (at, i): IndividualRow => [at, event[i] === 1 ? 1 : 0]);
  return { method: 'guyot', rows, misfit: missedOf(rows, atRisk) + marksWithout(rows, curve) };
}

/** Guyot's method spreads the censorings and looks at no mark: of the marks, those where it leaves nobody out. */
function marksWithout(rows: readonly IndividualRow[], { censored, end }: CurveReading): number {
  const near = end * SAME_TIME;
  return censored.filter((mark) => !rows.some(([at, event]) => event === 0 && Math.abs(at - mark) <= near)).length;
}

function missedOf(rows: readonly IndividualRow[], atRisk: readonly TimeValue[]): number {
  return atRisk.reduce(
    (sum, [time, printed]) => sum + Math.abs(rows.filter(([at]) => at >= time - 1e-9).length - printed),
    0,
  );
}
