import type { FigureTable, SlidePart } from '../../model/document';
import type { NativeChart } from '../../model/native-chart';
import type { Frame, PlotLayout, SlideRun, SlideText } from '../../model/slide';
import { INK_COLOURS } from '../../drawing/marks/inks';
import { fittedNames } from '../../drawing/text-width';
import { PAPER } from '../../drawing/svg/text';
import { lineHeight, lineWidth, TYPE } from './measure';
import { CHART_TYPE, END_CLEAR } from './chart/labels';

/** Points that a column is wide at most, and more than its widest number. */
const [WIDEST, AROUND] = [50, 8] as const;
/** Share of the width that the names of the rows take at most; longer ones are shortened. */
const WIDEST_NAME = 0.22;
/** Name of the shapes. */
export const RISK_TABLE = 'Risk table';
/** Points between the longest name and the first number, which is centred under 0. */
const GAP = 25;
/** Room around the plot of an editable chart, in points: for the levels and their name, the ticks and theirs, the last tick. */
const ROOM = { left: 70, bottom: 58, right: 24, top: 14 } as const;

/** Points that the names of the rows need left of the axis. */
export function namesWidth({ rows }: FigureTable, width: number): number {
  return (
    Math.min(WIDEST_NAME * width, Math.max(0, ...rows.map(([name]) => lineWidth(name?.text ?? '', TYPE.text, 600)))) +
    GAP
  );
}

/** Its heading and a line for each row. */
export function riskTableHeight({ rows }: FigureTable): number {
  return (rows.length + 1) * lineHeight(TYPE.text) + 4;
}

/** A fixed plot, so that it is known where its ticks are; right of it the labels at the ends of curves, below it its risk table. */
export function fixedLayout(chart: NativeChart, { w, h }: Frame, names: number): PlotLayout {
  const left = Math.max(ROOM.left, names);
  const ends = chart.series
    .filter(({ kind }) => kind === 'line')
    .flatMap(({ points }) => points.flatMap(({ label }) => label ?? []));
  const right = Math.max(ROOM.right, ...ends.map((label) => lineWidth(label, CHART_TYPE, 600) + END_CLEAR + 6));
  return { x: left / w, y: ROOM.top / h, w: (w - left - right) / w, h: (h - ROOM.top - ROOM.bottom) / h };
}

/** Points from the left edge of a chart's frame to each of the values. */
export function ticksOf({ x }: NativeChart, layout: PlotLayout, { w }: Frame, values: readonly number[]): number[] {
  return values.map((value) => w * (layout.x + (layout.w * (value - x.low)) / (x.high - x.low)));
}

/**
 * Numbers at risk under a heading, a text box for each column, centred on its tick, which every program puts where it
 * belongs (some ignore tab stops, and the columns of a table would not leave room for the names); `ticks` in points from
 * the left edge. `axisName`: what the ticks over it count, beside its heading.
 */
export function riskTableTexts(
  table: FigureTable,
  ticks: readonly number[],
  frame: Frame,
  axisName: SlidePart['axisName'] = null,
): SlideText[] {
  const apart = ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0));
  const numbers = table.rows.flatMap(([, ...cells]) => cells.map(({ text }) => lineWidth(text, TYPE.text)));
  // No wider than the numbers are: what is left of the first is the names'.
  const width = Math.min(WIDEST, ...apart, Math.max(0, ...numbers) + AROUND);
  const line = lineHeight(TYPE.text);
  const shared = { kind: 'text', size: TYPE.text, colour: PAPER.ink, wraps: false } as const;
  const nameRoom = Math.max(10, (ticks[0] ?? 70) - width / 2);
  const whole = table.rows.map(([name]) => name?.text ?? '');
  // Shortened as pictures are, in a wider font, only where they are too long in the slide's own.
  const fits = whole.every((name) => lineWidth(name, TYPE.text, 400) <= nameRoom);
  const names = fits ? whole : fittedNames(whole, nameRoom, TYPE.text);
  const column = (at: number, x: number, w: number): SlideText => ({
    ...shared,
    name: `${RISK_TABLE}: ${table.columns[at]?.label ?? ''}`,
    frame: { x, w, y: frame.y + line, h: riskTableHeight(table) - line },
    align: at === 0 ? 'left' : 'center',
    runs: table.rows.map(
      (row, i): SlideRun => ({
        text: at === 0 ? (names[i] ?? '') : (row[at]?.text ?? ''),
        colour: at === 0 ? PAPER.muted : row[at]?.faint === true ? INK_COLOURS.thin : PAPER.ink,
        ends: i + 1 < table.rows.length,
      }),
    ),
  });
  return [
    {
      ...shared,
      name: `${RISK_TABLE}: heading`,
      frame: { x: frame.x, y: frame.y, w: axisName === null ? frame.w : axisName.x, h: line },
      runs: [{ text: table.caption }],
      bold: true,
    },
    ...(axisName === null
      ? []
      : [
          {
            ...shared,
            name: 'Axis',
            frame: { x: frame.x + axisName.x, y: frame.y, w: axisName.w, h: line },
            runs: [{ text: axisName.text }],
            colour: PAPER.muted,
            align: 'center' as const,
          },
        ]),
    column(0, frame.x, nameRoom),
    ...ticks.map((tick, i) => column(i + 1, frame.x + tick - width / 2, width)),
  ];
}
