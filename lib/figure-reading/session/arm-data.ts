import { fitCox } from '@/lib/survival/cox/fit';
import { individualData, type ArmData } from '../data/individual-data';
import type { CurveReading } from '../reading';

/** What is rebuilt of an arm without its rows, which of a small arm are nearly its patients. */
export type ArmSummary = Readonly<{
  method: ArmData['method'];
  patients: number;
  events: number;
  /** What of the drawing the data do not explain: printed numbers at risk missed, marks and steps without a patient. */
  misfit: number;
}>;
/** Of an arm against the first one; null where either has no data or the model gives none. */
export type ArmRatio = Readonly<{ hazardRatio: number; lower: number; upper: number }>;
export type FigureData = Readonly<{ arms: readonly (ArmSummary | null)[]; ratios: readonly (ArmRatio | null)[] }>;

/**
 * Individual data of every arm, and the hazard ratio of each against the first (Cox, Efron). `precision` is of S, `lastTick`
 * the last number of the axis of time: a line that reaches it goes on behind it.
 */
export function figureData(curves: readonly CurveReading[], precision: number, lastTick: number): FigureData {
  const data = curves.map((curve) => individualData(curve, precision, lastTick));
  const arms = data.map((arm) =>
    arm === null
      ? null
      : {
          method: arm.method,
          patients: arm.rows.length,
          events: arm.rows.filter(([, event]) => event === 1).length,
          misfit: arm.misfit,
        },
  );
  return { arms, ratios: data.slice(1).map((arm) => ratioOf(data[0] ?? null, arm)) };
}

function ratioOf(reference: ArmData | null, arm: ArmData | null): ArmRatio | null {
  if (reference === null || arm === null) return null;
  const rows = [...reference.rows, ...arm.rows];
  const time = Float64Array.from(rows, ([at]) => at);
  const event = Uint8Array.from(rows, ([, happened]) => happened);
  const values = Uint8Array.from(rows, (_, i) => (i < reference.rows.length ? 0 : 1));
  if (!event.includes(1)) return null;
  const [term] = fitCox({ time, event, covariates: [{ name: 'arm', values }] }, { concordance: false }).terms;
  if (term === undefined || term.hazardRatio === null || term.lower === null || term.upper === null) return null;
  return { hazardRatio: term.hazardRatio, lower: term.lower, upper: term.upper };
}
