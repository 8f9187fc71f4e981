import type { FigurePanel } from '@/lib/comparison/figure/figure-model';
import { printedRisk } from '@/lib/comparison/figure/printed-risk';
import type { PlotScale } from '../panel-layout';
import { fittedName, textWidth } from '../text-width';
import type { Mark } from './marks';
import { RISK_ROW, TYPE_SIZE } from './measures';
import { riskTableMarks } from './risk-table';

/** Room for the name of a series, and between it and the axis: half of its first numbers. */
const [NAME, AFTER] = [170, 26] as const;

/** Height of the printed numbers under a plot; 0 without any. */
export function printedRiskHeight(panel: FigurePanel, narrow: boolean): number {
  const rows = printedRisk(panel).length;
  return rows === 0 ? 0 : RISK_ROW.wide + rows * (narrow ? RISK_ROW.narrow : RISK_ROW.wide);
}

/** Room left of the axis for the names of the series with printed numbers; 0 without any. */
export function printedRiskGutter(panel: FigurePanel, labels: Readonly<Record<string, string>>): number {
  const widths = printedRisk(panel).map(({ estimateId }) => textWidth(nameOf(labels, estimateId), TYPE_SIZE));
  return widths.length === 0 ? 0 : Math.max(...widths) + AFTER + 6;
}

/** Numbers at risk as they are printed, a row for each series that has them without a curve, each number at its own time. */
export function printedRiskMarks(
  panel: FigurePanel,
  { title, labels }: Readonly<{ title: string; labels: Readonly<Record<string, string>> }>,
  { x, frame }: PlotScale,
  top: number,
  narrow: boolean,
): Mark[] {
  const rows = printedRisk(panel);
  if (rows.length === 0) return [];
  const heading: Mark = {
    kind: 'cell',
    at: [narrow ? 0 : frame.left, top + 14],
    text: title,
    size: TYPE_SIZE,
    weight: 600,
    ink: 'muted',
    anchor: 'start',
  };
  const height = narrow ? RISK_ROW.narrow : RISK_ROW.wide;
  return [
    heading,
    ...rows.flatMap(({ estimateId, counts }, row) =>
      riskTableMarks([{ label: nameOf(labels, estimateId), values: counts.map(({ n }) => n) }], {
        columns: counts.map(({ years }) => x(years)),
        names: frame.left - AFTER,
        top: top + RISK_ROW.wide + row * height,
        narrow,
      }),
    ),
  ];
}

function nameOf(labels: Readonly<Record<string, string>>, id: string): string {
  return fittedName((labels[id] ?? '').replaceAll('\n', ' '), NAME, TYPE_SIZE);
}
