import type { Landscape, LandscapeEntry, LandscapeLane, PlacedTrial } from './landscape';
import { connectEntries, type Connection } from './connections';
import { packLane } from './packing';

/** Measures and breaks text; sizes in px. */
export type Pen = Readonly<{
  width: (text: string, size: number, weight: 400 | 600) => number;
  wrap: (text: string, width: number, size: number, weight: 400 | 600) => string[];
}>;
/** What stands over a bar or in the list beside the lane: the name, and after it what the trial gives and follows. */
export type LandscapeLabel = Readonly<{ name: string; detail: string }>;
export type LayoutWords = Readonly<{
  labelOf: (entry: LandscapeEntry, drawn: ReadonlySet<string>) => LandscapeLabel;
  groupName: (group: string) => string;
}>;

/** Font sizes in px. */
export const TYPE = { name: 13.5, detail: 12, lane: 13.5, axis: 12.5 } as const;
export const ROW = 36;
const BAR = { trial: 10, cohort: 6 } as const;
/** Middle of a bar under the top of its row, and the baseline of its label. */
const [MIDDLE, BASELINE] = [26, 15] as const;
/** Length of an open end's arrow beyond the bar, and the least length of a bar. */
export const TAIL = 16;
const SHORTEST = 7;
const [NAMES, SIDE, GAP] = [138, 246, 22] as const;
const [PAD, TOP, BOTTOM] = [6, 44, 34] as const;
const LINE = 17;
const ITEM_GAP = 8;

export type DrawnEntry = Readonly<{
  entry: PlacedTrial;
  /** the bar */
  left: number;
  right: number;
  top: number;
  height: number;
  /** middle of the bar */
  y: number;
  /** the bar with its open ends, where lines to other bars begin and end */
  outer: Readonly<{ left: number; right: number }>;
  /** end of a line that says that the trial goes on */
  continues: number | null;
  label: Readonly<{ x: number; baseline: number; name: string; detail: string; detailX: number; width: number }>;
  /** top of its row */
  rowTop: number;
}>;
export type ListedEntry = Readonly<{
  entry: LandscapeEntry;
  x: number;
  top: number;
  height: number;
  lines: readonly Readonly<{ text: string; baseline: number; detail: boolean }>[];
}>;
export type LaneLayout = Readonly<{
  group: string;
  top: number;
  bottom: number;
  name: readonly Readonly<{ text: string; baseline: number }>[];
  drawn: readonly DrawnEntry[];
  listed: readonly ListedEntry[];
}>;

export type LandscapeLayout = Readonly<{
  width: number;
  height: number;
  plot: Readonly<{ left: number; right: number; top: number; bottom: number }>;
  /** left edge of the list of studies without years; null: every study has some */
  side: number | null;
  ticks: readonly Readonly<{ year: number; x: number }>[];
  today: number | null;
  lanes: readonly LaneLayout[];
  connections: readonly Connection[];
}>;

type Place = Readonly<{
  x: (year: number) => number;
  left: number;
  right: number;
  side: number;
  pen: Pen;
  words: LayoutWords;
  shown: ReadonlySet<string>;
}>;

/** The picture at a width in px: labels are measured, and rows packed so that neither bars nor labels meet. */
export function layoutLandscape(landscape: Landscape, width: number, pen: Pen, words: LayoutWords): LandscapeLayout {
  const { lanes, years, today } = landscape;
  const listed = lanes.some(({ unplaced }) => unplaced.length > 0);
  const [left, right] = [NAMES, width - TAIL - (listed ? SIDE + GAP : 0)];
  const x = (year: number): number => left + ((year - years.from) / (years.to - years.from)) * (right - left);
  const shown = new Set(lanes.flatMap(({ placed }) => placed.map(({ slug }) => slug)));
  const place: Place = { x, left, right: right + 6, side: right + TAIL + GAP, pen, words, shown };
  let y: number = TOP;
  const drawn = lanes.map((lane) => {
    const layout = layoutLane(lane, y, place);
    y = layout.bottom;
    return layout;
  });
  const first = Math.ceil(years.from / 5) * 5;
  return {
    width,
    height: y + BOTTOM,
    plot: { left, right, top: TOP, bottom: y },
    side: listed ? place.side : null,
    ticks: Array.from({ length: Math.floor((years.to - first) / 5) + 1 }, (_, i) => first + 5 * i).map((year) => ({
      year,
      x: x(year),
    })),
    today: today >= years.from && today <= years.to ? x(today) : null,
    lanes: drawn,
    connections: connectEntries(drawn.flatMap((lane) => lane.drawn)),
  };
}

function layoutLane({ group, placed, unplaced }: LandscapeLane, top: number, place: Place): LaneLayout {
  const measured = placed.map((entry) => measureEntry(entry, place));
  const { rows, count } = packLane(
    measured.map(({ entry, outer, label, continues }) => ({
      slug: entry.slug,
      predecessor: entry.predecessor,
      kind: entry.kind,
      start: outer.left,
      left: Math.min(outer.left, label.x),
      right: Math.max(outer.right, continues ?? 0, label.x + label.width),
    })),
  );
  const drawn = measured.map((one): DrawnEntry => {
    const rowTop = top + PAD + (rows.get(one.entry.slug) ?? 0) * ROW;
    const y = rowTop + MIDDLE;
    return { ...one, rowTop, y, top: y - one.height / 2, label: { ...one.label, baseline: rowTop + BASELINE } };
  });
  const name = place.pen
    .wrap(place.words.groupName(group), NAMES - 16, TYPE.lane, 600)
    .map((text, i) => ({ text, baseline: top + PAD + BASELINE + i * LINE }));
  const listed = layoutList(unplaced, top + PAD, place);
  const last = listed.at(-1);
  const listHeight = last === undefined ? 0 : last.top + last.height - top - PAD;
  return {
    group,
    top,
    bottom: top + 2 * PAD + Math.max(count * ROW, name.length * LINE + 6, listHeight),
    name,
    drawn,
    listed,
  };
}

type Measured = Omit<DrawnEntry, 'rowTop' | 'y' | 'top' | 'label'> & { label: Omit<DrawnEntry['label'], 'baseline'> };

/** The bar of a study and what it reaches to both sides, on a scale of years. */
export function barOf(
  { kind, span: { basis, from, to, continues } }: PlacedTrial,
  x: (year: number) => number,
): Pick<DrawnEntry, 'left' | 'right' | 'height' | 'outer' | 'continues'> {
  const [left, right] =
    basis === 'end-only'
      ? [Math.min(x(from), x(to) - SHORTEST), x(to)]
      : [x(from), Math.max(x(to), x(from) + SHORTEST)];
  const opensRight = basis === 'start-only' || basis === 'to-today';
  const end = continues === null ? right : Math.max(right, x(continues));
  return {
    left,
    right,
    height: BAR[kind],
    outer: { left: left - (basis === 'end-only' ? TAIL : 0), right: end + (opensRight ? TAIL : 0) },
    continues: continues === null ? null : end,
  };
}

function measureEntry(entry: PlacedTrial, { x, left: plotLeft, right: plotRight, pen, words, shown }: Place): Measured {
  const bar = barOf(entry, x);
  const { name, detail } = words.labelOf(entry, shown);
  const nameWidth = pen.width(name, TYPE.name, 600);
  const width = nameWidth + (detail === '' ? 0 : 7 + pen.width(detail, TYPE.detail, 400));
  const labelX = Math.max(plotLeft, Math.min(bar.left, plotRight - width));
  return {
    entry,
    ...bar,
    label: { x: labelX, name, detail, detailX: labelX + nameWidth + 7, width },
  };
}

function layoutList(
  entries: readonly LandscapeEntry[],
  top: number,
  { side, pen, words, shown }: Place,
): ListedEntry[] {
  let y = top;
  return entries.map((entry) => {
    const { name, detail } = words.labelOf(entry, shown);
    const texts = [
      ...pen.wrap(name, SIDE, TYPE.name, 400).map((text) => ({ text, detail: false })),
      ...(detail === '' ? [] : pen.wrap(detail, SIDE, TYPE.detail, 400).map((text) => ({ text, detail: true }))),
    ];
    const item = {
      entry,
      x: side,
      top: y,
      height: texts.length * LINE + ITEM_GAP,
      lines: texts.map((line, i) => ({ ...line, baseline: y + BASELINE + i * LINE })),
    };
    y += item.height;
    return item;
  });
}
