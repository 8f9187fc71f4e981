import type { Ink } from './inks';
import type { Corner, Mark } from './marks';
import { CENSOR, STROKE } from './measures';

/** A step line on the figure's own axes: from each time on, its level. The page's chart library draws it from the same data. */
export type Curve = Readonly<{
  id: string;
  ink: Ink;
  width: number;
  dash?: readonly number[];
  steps: readonly Readonly<{ at: number; percent: number }>[];
}>;

/** The limits around a curve; a step without limits ends the band. */
export type Band = Readonly<{
  id: string;
  ink: Ink;
  opacity?: number;
  steps: readonly Readonly<{ at: number; low: number | null; high: number | null }>[];
}>;

/** `x` of the figure's times, `y` of per cent, in px. */
export type CurveScale = Readonly<{ x: (at: number) => number; y: (percent: number) => number }>;

export function stepMark({ ink, width, dash, steps }: Curve, { x, y }: CurveScale): Mark {
  return {
    kind: 'step',
    corners: steps.map(({ at, percent }): Corner => [x(at), y(percent)]),
    ink,
    width,
    ...(dash === undefined ? {} : { dash }),
  };
}

/** The band as steps with the corners of the curve, to the last time that has limits. */
export function bandMark({ ink, opacity, steps }: Band, { x, y }: CurveScale): Mark {
  const limited = steps.flatMap(({ at, low, high }, i) =>
    low === null || high === null ? [] : [{ from: x(at), to: x(steps[i + 1]?.at ?? at), low: y(low), high: y(high) }],
  );
  return {
    kind: 'band',
    corners: [
      ...limited.flatMap(({ from, to, high }): Corner[] => [
        [from, high],
        [to, high],
      ]),
      ...[...limited].reverse().flatMap(({ from, to, low }): Corner[] => [
        [to, low],
        [from, low],
      ]),
    ],
    ink,
    ...(opacity === undefined ? {} : { opacity }),
  };
}

/** Ticks across a curve where somebody was censored. */
export function censorMark(
  marks: readonly Readonly<{ at: number; percent: number }>[],
  ink: Ink,
  { x, y }: CurveScale,
): Mark[] {
  return marks.length === 0
    ? []
    : [
        {
          kind: 'censor',
          at: marks.map(({ at, percent }): Corner => [x(at), y(percent)]),
          half: CENSOR,
          ink,
          width: STROKE.censor,
        },
      ];
}
