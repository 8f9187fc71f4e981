import type { CurveReading, PanelReading, TimeUnit } from '../reading';
import { corrected, registryRows, unseen, yearsOf, type RegistryRows } from './corrected';
import { survivalOf } from './overlay';
import { contradiction, countCells, type Arm, type CountCell, type Sheet } from './sheet';

/** Why a number at risk cannot stand: no whole number, larger than the one before, or more than the curve leaves. */
export type CountFault = Readonly<{ time: number; code: 'not-whole' | 'rising' | 'above-curve' }>;
export type ReadCounts = Readonly<{
  counts: readonly Readonly<{ years: number; atRisk: number }>[];
  faults: readonly CountFault[];
}>;

/** One curve with everything that was said of it. */
export type ReadArm = Readonly<{
  /** Its number among the arms of the sheet. */
  index: number;
  arm: Arm;
  read: CurveReading;
  curve: CurveReading;
  cells: readonly CountCell[];
  left: ReturnType<typeof unseen>;
}>;

/** What still keeps a figure from being proposed; the first is said. */
export type Open = 'unit' | 'confirm' | 'contradiction' | 'curves' | 'stretches' | 'counts' | 'proposedCounts' | null;

/** The curves that were read and are taken, corrected. In a picture they stand under the number of their arm. */
export function readArms(panel: PanelReading | null, sheet: Sheet): ReadArm[] {
  if (panel === null) return [];
  return panel.curves.flatMap((read, i) => {
    const index = panel.method === 'raster' ? Number(read.label) : i;
    const arm = sheet.arms[index];
    if (arm === undefined || !arm.taken) return [];
    const curve = corrected(read, arm);
    const cells = arm.counts.length > 0 ? arm.counts : countCells(read, panel);
    return [{ index, arm, read, curve, cells, left: unseen(curve, arm) }];
  });
}

/** The numbers at risk in years. Of n patients, no more than n S are at risk: censoring only takes away. */
export function readCounts({ curve, cells }: Pick<ReadArm, 'curve' | 'cells'>, unit: TimeUnit): ReadCounts {
  const counts: { years: number; atRisk: number }[] = [];
  const faults: CountFault[] = [];
  for (const { time, text } of cells) {
    const typed = text.trim();
    if (typed === '') continue;
    if (!/^\d{1,6}$/.test(typed)) {
      faults.push({ time, code: 'not-whole' });
      continue;
    }
    const atRisk = Number(typed);
    const [first, before] = [counts[0], counts.at(-1)];
    if (before !== undefined && atRisk > before.atRisk) faults.push({ time, code: 'rising' });
    else if (first !== undefined && atRisk > first.atRisk * survivalOf(curve, time - 1e-9) + 1)
      faults.push({ time, code: 'above-curve' });
    counts.push({ years: Number(yearsOf(time, unit).toFixed(6)), atRisk });
  }
  return { counts, faults };
}

/** A curve with its numbers at risk as they stand in the fields, in the unit of the axis; what was looked at is in no doubt. */
export function withCounts({ curve, cells, left }: Pick<ReadArm, 'curve' | 'cells' | 'left'>): CurveReading {
  const atRisk = cells.flatMap(({ time, text }) =>
    /^\d{1,6}$/.test(text.trim()) ? [[time, Number(text)] as const] : [],
  );
  return { ...curve, doubtful: left, atRisk, patients: atRisk[0]?.[0] === 0 ? atRisk[0][1] : curve.patients };
}

/** Of the axis: as near to its last number, a line ends with the axis and not before. */
const NEAR_END = 0.01;

/** Whether a line with patients left ends where the axis does: what happened later is not drawn. */
export function endsWithAxis(panel: PanelReading, arms: readonly ReadArm[]): boolean {
  const last = panel.x.ticks.at(-1) ?? Infinity;
  return arms.some(({ curve }) => curve.end >= (1 - NEAR_END) * last && survivalOf(curve, curve.end) > 0);
}

export function whatIsOpen(panel: PanelReading | null, sheet: Sheet, arms: readonly ReadArm[]): Open {
  if (panel === null || arms.length === 0) return 'curves';
  if (sheet.unit === null) return 'unit';
  if (contradiction(panel, sheet) !== null) return 'contradiction';
  if (!sheet.confirmed) return 'confirm';
  if (arms.some(({ left }) => left.length > 0)) return 'stretches';
  const { unit } = sheet;
  if (arms.some((arm) => readCounts(arm, unit).faults.length > 0)) return 'counts';
  return arms.some(({ cells }) => cells.some(({ proposed }) => proposed === true)) ? 'proposedCounts' : null;
}

/** The rows of a curve as the registry keeps them. */
export function rowsOfArm({ curve }: ReadArm, unit: TimeUnit, panel: PanelReading): RegistryRows {
  return registryRows(curve, unit, panel.method);
}
