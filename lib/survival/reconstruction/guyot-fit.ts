import type { DigitisedCurve } from './digitised-curve';
import { eventTables } from '../data/event-table-building';
import { kaplanMeierOfTable } from '../curves/kaplan-meier';
import { checkObservations, type Column } from '../data/observations';
import { lastAtOrBefore } from '../data/tied-times';
import { riskTable } from '../curves/risk-table';

/** How well rebuilt data give back the figure they came from. */
export type ReconstructionFit = Readonly<{
  /** Root mean squared and largest difference of the rebuilt curve at the digitised points. */
  rootMeanSquaredError: number;
  largestError: number;
  risk: readonly Readonly<{ time: number; published: number; rebuilt: number }>[];
}>;

/** Compares the rebuilt Kaplan–Meier curve and numbers at risk with the published ones. */
export function reconstructionFit(
  digitised: DigitisedCurve,
  risk: Readonly<{ time: Column; atRisk: Column }>,
  rows: Readonly<{ time: Float64Array; event: Uint8Array }>,
): ReconstructionFit {
  const tables = eventTables(checkObservations(rows));
  const errors = tables.flatMap((table) => {
    const curve = kaplanMeierOfTable(table);
    return Array.from(digitised.time, (time, i) => {
      const row = lastAtOrBefore(curve.time, time);
      return Math.abs((row < 0 ? 1 : (curve.survival[row] ?? 0)) - (digitised.survival[i] ?? 0));
    });
  });
  const rebuilt = tables.flatMap((table) => riskTable(table, risk.time));
  return {
    rootMeanSquaredError: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length),
    largestError: errors.reduce((most, error) => Math.max(most, error), 0),
    risk: rebuilt.map(({ time, atRisk }, i) => ({ time, published: risk.atRisk[i] ?? 0, rebuilt: atRisk })),
  };
}
