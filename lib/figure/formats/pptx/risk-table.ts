import type PptxGenJS from 'pptxgenjs';
import type { FigureTable, NativeChart } from '../../model/document';
import { textWidth } from '../../drawing/text-width';
import { PAPER } from '../../drawing/svg/text';
import type { Frame } from './measure';
import { hex, SLIDE_FONT } from './text';

/** Points of the numbers at risk, and inches of a line of them. */
const SIZE = 14;
const LINE = (SIZE * 1.25) / 72;
/** Inches that a column is wide at most. */
const WIDEST = 0.7;
/** Name of the shapes. */
export const RISK_TABLE = 'Risk table';
/** Inches between the longest name and the first number, which is centred under 0. */
const GAP = 0.35;
/** Room around the plot of an editable chart, in inches: for the levels and their name, the ticks and theirs, the last tick, the title. */
const ROOM = { left: 0.85, bottom: 0.75, right: 0.3, top: 0.15, title: 0.35, legend: 0.26 } as const;
/** Type of a legend in points, and inches beside each of its words. */
const LEGEND = { size: 11, sign: 0.45 } as const;

/** Where the plot of a chart stands, as shares of its frame. */
export type PlotLayout = Readonly<{ x: number; y: number; w: number; h: number }>;

/** Inches that the names of the rows need left of the axis. */
export function namesWidth({ rows }: FigureTable): number {
  return Math.max(0, ...rows.map(([name]) => textWidth(name?.text ?? '', SIZE) / 72)) + GAP;
}

export function riskTableHeight({ rows }: FigureTable): number {
  return rows.length * LINE + 0.05;
}

/** A fixed plot, so that it is known where its ticks are; its legend stands above it, its risk table below. */
export function fixedLayout(chart: NativeChart, { w, h }: Frame, names: number): PlotLayout {
  const left = Math.max(ROOM.left, names);
  const words = chart.series.reduce((sum, { name }) => sum + textWidth(name, LEGEND.size) / 72 + LEGEND.sign, 0);
  const top = ROOM.top + (chart.title === null ? 0 : ROOM.title) + Math.ceil(words / (0.9 * w)) * ROOM.legend;
  return { x: left / w, y: top / h, w: (w - left - ROOM.right) / w, h: (h - top - ROOM.bottom) / h };
}

/** Inches from the left edge of a chart's frame to each of the values. */
export function ticksOf({ x }: NativeChart, layout: PlotLayout, { w }: Frame, values: readonly number[]): number[] {
  return values.map((value) => w * (layout.x + (layout.w * (value - x.low)) / (x.high - x.low)));
}

/**
 * Numbers at risk, a text box for each column, centred on its tick, which every program puts where it belongs (some ignore
 * tab stops, and the columns of a table would not leave room for the names); `ticks` in inches from the left edge.
 */
export function addRiskTable(slide: PptxGenJS.Slide, table: FigureTable, ticks: readonly number[], frame: Frame): void {
  const apart = ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0));
  const width = Math.min(WIDEST, ...apart);
  const add = (column: number, place: Readonly<{ x: number; w: number }>, align: 'left' | 'center'): void => {
    slide.addText(
      table.rows.map((row, i) => ({
        text: row[column]?.text ?? '',
        options: { align, breakLine: i + 1 < table.rows.length },
      })),
      {
        ...place,
        y: frame.y,
        h: riskTableHeight(table),
        margin: 0,
        wrap: false,
        fit: 'none',
        valign: 'top',
        fontFace: SLIDE_FONT,
        fontSize: SIZE,
        color: hex(column === 0 ? PAPER.muted : PAPER.ink),
        objectName: `${RISK_TABLE}: ${table.columns[column]?.label ?? ''}`,
      },
    );
  };
  add(0, { x: frame.x, w: Math.max(0.1, (ticks[0] ?? 1) - width / 2) }, 'left');
  ticks.forEach((tick, i) => add(i + 1, { x: frame.x + tick - width / 2, w: width }, 'center'));
}
