import type { Place } from '../geometry';
import type { PanelReading } from '../reading';
import type { ReadArm } from './finished';
import { placeOf, survivalOf, valueAt } from './overlay';
import type { Arm, Sheet } from './sheet';

/** What of a reading can be taken hold of and moved. `arm` is the number of an arm in the sheet. */
export type Grip = Readonly<
  | { kind: 'corner'; corner: number }
  | { kind: 'waypoint'; arm: number; waypoint: number }
  | { kind: 'mark' | 'step' | 'level'; arm: number; time: number }
>;
export type Held = Readonly<{ grip: Grip; at: Place }>;

type Reading = Readonly<{ sheet: Sheet; panel: PanelReading | null; arms: readonly ReadArm[] }>;

const ORDER: readonly Grip['kind'][] = ['corner', 'waypoint', 'mark', 'step', 'level'];

/** What lies within reach of a place, in units of the figure: points before lines, and the nearest of a kind. */
export function gripAt(at: Place, reach: number, reading: Reading): Held | null {
  const near = [...points(reading), ...lines(at, reach, reading)].filter(({ at: own }) => distance(own, at) <= reach);
  const best = near.toSorted(
    (a, b) => ORDER.indexOf(a.grip.kind) - ORDER.indexOf(b.grip.kind) || distance(a.at, at) - distance(b.at, at),
  )[0];
  return best ?? null;
}

const distance = ([x, y]: Place, [u, v]: Place): number => Math.hypot(x - u, y - v);

function points({ sheet, panel, arms }: Reading): Held[] {
  return [
    ...cornersOf(sheet, panel).flatMap((at, corner): Held[] =>
      at === null ? [] : [{ grip: { kind: 'corner', corner }, at }],
    ),
    ...sheet.arms.flatMap(({ waypoints }, arm) =>
      waypoints.map((at, waypoint): Held => ({ grip: { kind: 'waypoint', arm, waypoint }, at })),
    ),
    ...arms.flatMap(({ curve, index }) =>
      panel === null
        ? []
        : curve.censored.map(
            (time): Held => ({
              grip: { kind: 'mark', arm: index, time },
              at: placeOf(panel, time, survivalOf(curve, time)),
            }),
          ),
    ),
  ];
}

/** The three places that measure a picture: where they were pointed at, else where its ticks were found. */
export function cornersOf({ corners }: Sheet, panel: PanelReading | null): (Place | null)[] {
  if (panel?.method !== 'raster') return [...corners];
  const { x, y } = panel;
  const [left, right, bottom, top] = [x.ticks[0], x.ticks.at(-1), y.ticks[0], y.ticks.at(-1)];
  if (left === undefined || right === undefined || bottom === undefined || top === undefined) return [...corners];
  const place = (time: number, value: number): Place =>
    placeOf(panel, time, y.shows === 'incidence' ? 1 - value : value);
  const found = [place(left, bottom), place(right, bottom), place(left, top)];
  return corners.map((own, i) => own ?? found[i] ?? null);
}

/** The upright and the level line of each curve at a place. */
function lines(at: Place, reach: number, { panel, arms }: Reading): Held[] {
  if (panel === null) return [];
  const { time } = valueAt(panel, at);
  const around = reach / Math.hypot(panel.affine[0], panel.affine[1]);
  return arms.flatMap(({ curve, index }): Held[] => {
    if (time < 0 || time > curve.end) return [];
    const falls = curve.points.slice(1).flatMap(([own, after], i): Held[] => {
      if (Math.abs(own - time) > around) return [];
      const [upper, lower] = [placeOf(panel, own, curve.points[i]?.[1] ?? 1), placeOf(panel, own, after)];
      const [from, to] = [Math.min(upper[1], lower[1]), Math.max(upper[1], lower[1])];
      return [{ grip: { kind: 'step', arm: index, time: own }, at: [upper[0], Math.min(to, Math.max(from, at[1]))] }];
    });
    const level: Held = {
      grip: { kind: 'level', arm: index, time },
      at: placeOf(panel, time, survivalOf(curve, time)),
    };
    return [...falls, level];
  });
}

/** The sheet after something held was let go at a place; the same one where that means nothing. */
export function dropped(grip: Grip, place: Place, { sheet, panel }: Reading): Sheet {
  if (grip.kind === 'corner')
    return { ...sheet, corners: cornersOf(sheet, panel).map((own, i) => (i === grip.corner ? place : own)) };
  if (grip.kind === 'waypoint')
    return withArm(sheet, grip.arm, (arm) => ({
      ...arm,
      waypoints: arm.waypoints.map((own, i) => (i === grip.waypoint ? place : own)),
    }));
  if (panel === null) return sheet;
  const { time, survival } = valueAt(panel, place);
  if (time < 0) return sheet;
  switch (grip.kind) {
    case 'mark':
      return withArm(sheet, grip.arm, (arm) => {
        const without = withoutMark(arm, grip.time);
        return { ...without, marksAdded: [...without.marksAdded, time] };
      });
    case 'step':
      return withArm(sheet, grip.arm, (arm) => ({ ...arm, levels: [...arm.levels, { time: grip.time, to: time }] }));
    case 'level':
      return withArm(sheet, grip.arm, (arm) => ({
        ...arm,
        levels: [...arm.levels, { time: grip.time, value: survival }],
      }));
  }
}

/** The sheet without what is held: a way-point or a mark; the same one for anything else. */
export function removed(grip: Grip, sheet: Sheet): Sheet {
  if (grip.kind === 'waypoint')
    return withArm(sheet, grip.arm, (arm) => ({
      ...arm,
      waypoints: arm.waypoints.filter((_, i) => i !== grip.waypoint),
    }));
  return grip.kind === 'mark' ? withArm(sheet, grip.arm, (arm) => withoutMark(arm, grip.time)) : sheet;
}

function withArm(sheet: Sheet, index: number, to: (arm: Arm) => Arm): Sheet {
  return { ...sheet, arms: sheet.arms.map((arm, i) => (i === index ? to(arm) : arm)) };
}

/** A mark set by hand is forgotten; one that was read is kept as taken away. */
function withoutMark(arm: Arm, time: number): Arm {
  return arm.marksAdded.includes(time)
    ? { ...arm, marksAdded: arm.marksAdded.filter((own) => own !== time) }
    : { ...arm, marksRemoved: [...arm.marksRemoved, time] };
}
