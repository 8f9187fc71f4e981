import { connectEntries } from '@/lib/registry/landscape/connections';
import type { Landscape, LandscapeLane, PlacedTrial } from '@/lib/registry/landscape/landscape';
import { barOf, TAIL, type DrawnEntry } from '@/lib/registry/landscape/layout';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import type { SvgPicture } from '../../model/document';
import { landscapeLegend, type LandscapeDrawingTexts } from '../landscape-svg';
import { barMarks, connectionMarks, words as label } from '../marks/landscape';
import type { Mark } from '../marks/marks';
import { svgDocument } from '../svg/document';
import { magnified, marksSvg } from '../svg/marks';
import type { SplitGenes } from '../svg/text';
import { textWidth, wrapText } from '../text-width';

/** Points of a px: years and names of groups are 12.5 px, which come out at 16 points. */
export const ROWS_SCALE = 16 / 12.5;
const TYPE = { name: 12.5, group: 12.5, detail: 11.5, axis: 12.5, legend: 11.5 } as const;
/** Height of a line of a name, and around the lines of a row. */
const [LINE, AROUND] = [15.5, 6.5] as const;
/** Shares of the width that the names of groups and of studies take at most. */
const [GROUPS, NAMES] = [0.2, 0.34] as const;
const GAP = 12;
/** Space above the first row, for years, and below the last. */
const [TOP, BOTTOM] = [24, 6] as const;
/** Years between two ticks where labels have this room, else twice as many. */
const [STEP, ROOM_OF_YEAR] = [5, 40] as const;
/** A year nearer to the word of today than this gives way to it. */
const NEAR = 46;

type Row = Omit<DrawnEntry, 'label' | 'rowTop'> &
  Readonly<{ names: readonly string[]; detail: string; rowTop: number; rowBottom: number }>;
type Group = Readonly<{
  top: number;
  bottom: number;
  name: readonly string[];
  rows: readonly Row[];
  around: number;
}>;
type Columns = Readonly<{ names: number; nameRoom: number; left: number; right: number; x: (year: number) => number }>;
/** With the height around the lines of a row. */
type Grid = Columns & Readonly<{ around: number }>;

/**
 * A row for each study, its name beside its bar: on a slide more studies stand below each other than over their bars. `air`:
 * px that every row is higher than its words need.
 */
export function landscapeRowsSvg(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  { width, air }: Readonly<{ width: number; air: number }>,
  split: SplitGenes,
): SvgPicture {
  const columns = { ...columnsOf(landscape, words, width), around: AROUND + air };
  const shown = new Set(landscape.lanes.flatMap(({ placed }) => placed.map(({ slug }) => slug)));
  let y: number = TOP;
  const groups = landscape.lanes.map((lane) => {
    const group = groupRows(lane, y, columns, words, shown);
    y = group.bottom;
    return group;
  });
  const rows = groups.flatMap((group) => group.rows);
  const connections = connectEntries(rows);
  const legend = landscapeLegend(landscape, connections.length > 0, words, texts, width, TYPE.legend);
  const marks = [
    ...axisMarks(landscape, columns, y, width, texts.today),
    ...groups.flatMap((group) => groupMarks(group, width)),
    ...connectionMarks(connections),
    ...rows.flatMap((row) => rowMarks(row, columns, rows)),
  ];
  return svgDocument({
    width,
    height: Math.ceil(legend.height + y + BOTTOM),
    title: texts.title,
    locale: texts.locale,
    body: legend.svg + magnified(marksSvg(marks, split), 1, 0, legend.height),
  });
}

function columnsOf({ lanes, years }: Landscape, { groupName, labelOf }: LandscapeWords, width: number): Columns {
  const widest = (texts: readonly string[], weight: 400 | 600, most: number): number =>
    Math.min(most, Math.max(0, ...texts.map((text) => Math.ceil(textWidth(text, TYPE.name, weight)) + 1)));
  const names =
    widest(
      lanes.map(({ group }) => groupName(group)),
      600,
      GROUPS * width,
    ) + GAP;
  const entries = lanes.flatMap(({ placed }) => placed);
  const nameRoom = widest(
    entries.map((entry) => labelOf(entry, new Set()).name),
    400,
    NAMES * width,
  );
  const [left, right] = [names + nameRoom + GAP, width - TAIL];
  const x = (year: number): number => left + ((year - years.from) / (years.to - years.from)) * (right - left);
  return { names, nameRoom, left, right, x };
}

function groupRows(
  { group, placed }: LandscapeLane,
  top: number,
  { names, nameRoom, x, around }: Grid,
  words: LandscapeWords,
  shown: ReadonlySet<string>,
): Group {
  const name = wrapText(words.groupName(group), names - GAP, TYPE.group, 600);
  let rowTop = top;
  const rows = inOrder(placed).map((entry): Row => {
    const { name: acronym, detail } = words.labelOf(entry, shown);
    const lines = wrapText(acronym, nameRoom, TYPE.name, 400);
    const rowBottom = rowTop + lines.length * LINE + around;
    const bar = barOf(entry, x);
    const y = (rowTop + rowBottom) / 2;
    const row = { entry, ...bar, y, top: y - bar.height / 2, names: lines, detail, rowTop, rowBottom };
    rowTop = rowBottom;
    return row;
  });
  return { top, bottom: Math.max(rowTop, top + name.length * LINE + around), name, rows, around };
}

/** Studies before cohorts, each in the order of time, so that lines to successors lead downwards. */
function inOrder(placed: readonly PlacedTrial[]): PlacedTrial[] {
  const rank = ({ kind }: PlacedTrial): number => (kind === 'trial' ? 0 : 1);
  return [...placed].sort((a, b) => rank(a) - rank(b) || a.span.from - b.span.from);
}

function axisMarks(
  { years, today }: Landscape,
  { left, right, x }: Columns,
  bottom: number,
  width: number,
  word: string,
): Mark[] {
  const step = (STEP / (years.to - years.from)) * (right - left) >= ROOM_OF_YEAR ? STEP : 2 * STEP;
  const first = Math.ceil(years.from / step) * step;
  const ticks = Array.from({ length: Math.floor((years.to - first) / step) + 1 }, (_, i) => first + step * i);
  const isShown = today >= years.from && today <= years.to;
  const middle = Math.min(x(today), width - textWidth(word, TYPE.axis) / 2);
  const year = (at: number, text: string): Mark =>
    label({ at: [at, TOP - 10], text, size: TYPE.axis, ink: 'muted', anchor: 'middle' });
  return [
    ...ticks.map(
      (tick): Mark => ({ kind: 'line', from: [x(tick), TOP - 4], to: [x(tick), bottom], ink: 'line', width: 1 }),
    ),
    ...ticks.filter((tick) => !isShown || Math.abs(x(tick) - middle) > NEAR).map((tick) => year(x(tick), String(tick))),
    ...(isShown
      ? [
          {
            kind: 'line',
            from: [x(today), TOP - 4],
            to: [x(today), bottom],
            ink: 'muted',
            width: 1,
            dash: [2, 3],
          } satisfies Mark,
          year(middle, word),
        ]
      : []),
  ];
}

function groupMarks({ top, name, around }: Group, width: number): Mark[] {
  return [
    ...(top === TOP ? [] : [{ kind: 'line', from: [0, top], to: [width, top], ink: 'line', width: 1 } satisfies Mark]),
    ...linesAt(name, 0, top + (name.length * LINE + around) / 2, 600),
  ];
}

/** Lines of a name around their middle. */
function linesAt(lines: readonly string[], x: number, middle: number, weight: 400 | 600): Mark[] {
  const from = middle - (lines.length * LINE) / 2;
  return lines.map((text, i) => label({ at: [x, from + i * LINE + 12], text, size: TYPE.name, weight }));
}

function rowMarks(row: Row, columns: Columns, rows: readonly Row[]): Mark[] {
  const at = detailPlace(row, columns, rows);
  return [
    ...linesAt(row.names, columns.names, row.y, 400),
    ...barMarks(row),
    ...(at === null ? [] : [label({ at: [at, row.y + 4], text: row.detail, size: TYPE.detail, ink: 'muted' })]),
  ];
}

/** What a study gives stands beside its bar where neither the edge nor a line to or from it is in the way. */
function detailPlace(row: Row, { left, right }: Columns, rows: readonly Row[]): number | null {
  if (row.detail === '') return null;
  const width = textWidth(row.detail, TYPE.detail);
  const follows = rows.some(({ entry }) => entry.slug === row.entry.predecessor);
  const isFollowed = rows.some(({ entry }) => entry.predecessor === row.entry.slug);
  const [before, after] = [row.outer.left - 8 - width, row.outer.right + 8];
  const passes = (from: number): boolean => rows.some((to) => passesBy(to, row, rows, from - 4, from + width + 4));
  if (!isFollowed && after + width <= right + TAIL && !passes(after)) return after;
  return !follows && before >= left && !passes(before) ? before : null;
}

/** Whether the line that leads to a study turns within a stretch of another's row. */
function passesBy(to: Row, row: Row, rows: readonly Row[], left: number, right: number): boolean {
  const from = rows.find(({ entry }) => entry.slug === to.entry.predecessor);
  if (from === undefined) return false;
  const [low, high] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const turn = to.outer.left - 12;
  return row.y > low - 1 && row.y < high + 1 && turn > left && turn < right;
}
