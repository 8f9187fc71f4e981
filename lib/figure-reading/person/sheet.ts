import type { AxisClick, PanelHints } from '../hints';
import type { Place } from '../geometry';
import type { CurveReading, Doubt, PanelReading, Printed, Shows, TimeUnit } from '../reading';

/** The printed numbers of an axis as they are typed: from, to, and the distance of two. */
export type TypedAxis = Readonly<{ first: string; last: string; step: string }>;
/**
 * A number at risk as it stands in its field; `time` in the unit of the axis. `proposed` says that a program read it from a
 * picture and nobody has compared it.
 */
export type CountCell = Readonly<{ time: number; text: string; proposed?: boolean }>;

/** What a person says of one curve. Corrections are kept apart from what was read, so that each can be taken back. */
export type Arm = Readonly<{
  label: string;
  taken: boolean;
  colour: string;
  dash: string;
  waypoints: readonly Place[];
  /** Where the curve ends, in the unit of the axis; null as it was read. */
  end: number | null;
  /** Corrections by hand, in their order: the survival of the step that holds at a time, or a fall moved to another time. */
  levels: readonly (Readonly<{ time: number; value: number }> | Readonly<{ time: number; to: number }>)[];
  marksAdded: readonly number[];
  marksRemoved: readonly number[];
  counts: readonly CountCell[];
  /** Doubtful stretches that were looked at, by `stretchKey`. */
  seen: readonly string[];
}>;

/** Everything that a person has said of a figure. The unit, the direction and the kind of numbers are proposals until confirmed. */
export type Sheet = Readonly<{
  panel: number;
  unit: TimeUnit | null;
  as: Printed | null;
  shows: Shows | null;
  confirmed: boolean;
  x: TypedAxis;
  y: TypedAxis;
  /** Origin, end of time, top: places that were pointed at. */
  corners: readonly (Place | null)[];
  arms: readonly Arm[];
}>;

const NOTHING_TYPED: TypedAxis = { first: '', last: '', step: '' };

export const EMPTY_SHEET: Sheet = {
  panel: 0,
  unit: null,
  as: null,
  shows: null,
  confirmed: false,
  x: NOTHING_TYPED,
  y: NOTHING_TYPED,
  corners: [null, null, null],
  arms: [],
};

export function newArm(label: string, colour: string, counts: readonly CountCell[] = []): Arm {
  return {
    label,
    taken: true,
    colour,
    dash: 'solid',
    waypoints: [],
    end: null,
    levels: [],
    marksAdded: [],
    marksRemoved: [],
    counts,
    seen: [],
  };
}

/** The sheet of a plot that was read from lines: what was read as proposals, nothing confirmed. */
export function sheetOf(panel: PanelReading, index: number): Sheet {
  return {
    ...EMPTY_SHEET,
    panel: index,
    unit: panel.x.unit,
    as: panel.y.as,
    shows: panel.y.shows,
    arms: panel.curves.map((curve) => newArm(curve.label, curve.colour, countCells(curve, panel))),
  };
}

/** The fields of the numbers at risk: as printed where they were read, else empty ones at the ticks. */
export function countCells(curve: CurveReading, { x }: PanelReading): CountCell[] {
  return curve.atRisk.length > 0
    ? curve.atRisk.map(([time, value]) => ({ time, text: String(value) }))
    : x.ticks.map((time) => ({ time, text: '' }));
}

/** Most printed numbers of an axis; more is a slip in the step. */
const MOST_TICKS = 60;

/** The numbers of an axis; null where they are no even row from small to large. */
export function axisValues(first: number, last: number, step: number): number[] | null {
  const count = Math.round((last - first) / step);
  if (!Number.isFinite(count) || count < 1 || count > MOST_TICKS || step <= 0) return null;
  if (Math.abs(first + count * step - last) > 0.001 * step) return null;
  return Array.from({ length: count + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
}

/**
 * What the tracer is told: only the curves that are taken, each under its number among the arms. Null until the axes are
 * typed, what they show is chosen, and a curve is named by its colour.
 */
export function hintsOf(sheet: Sheet, x: readonly number[] | null, y: readonly number[] | null): PanelHints | null {
  if (sheet.as === null || sheet.shows === null || x === null || y === null) return null;
  const curves = sheet.arms.flatMap(({ taken, colour, dash, waypoints }, i) =>
    taken ? [{ label: String(i), colour, dash, waypoints }] : [],
  );
  if (curves.length === 0) return null;
  return {
    x: { unit: sheet.unit, values: x },
    y: { as: sheet.as, shows: sheet.shows, values: y },
    clicks: clicksOf(sheet, x, y),
    curves,
  };
}

function clicksOf({ corners }: Sheet, x: readonly number[], y: readonly number[]): AxisClick[] {
  const [left, right] = [x[0] ?? 0, x.at(-1) ?? 1];
  const [bottom, top] = [y[0] ?? 0, y.at(-1) ?? 1];
  const values = [
    { time: left, value: bottom },
    { time: right, value: bottom },
    { time: left, value: top },
  ];
  const clicks = corners.flatMap((at, i) => {
    const value = values[i];
    return at === null || value === undefined ? [] : [{ ...value, at }];
  });
  return clicks.length === values.length ? clicks : [];
}

/** What contradicts a choice of the person: the drawing itself. Null where it does not. */
export function contradiction(panel: PanelReading, sheet: Sheet): 'shows' | 'as' | null {
  if (sheet.shows !== null && sheet.shows !== panel.y.shows) return 'shows';
  return sheet.as !== null && sheet.as !== panel.y.as ? 'as' : null;
}

export const stretchKey = ({ from, to, doubt }: Readonly<{ from: number; to: number; doubt: Doubt }>): string =>
  `${doubt} ${from.toPrecision(6)} ${to.toPrecision(6)}`;
