import type { NumberFact } from '@/lib/risk/numbers/number-intervals';

/** The positions of a slider: evenly spaced values, or equal factors for what spans several powers of ten. */
export type SliderScale = Readonly<{
  /** the last position; the first is 0 */
  last: number;
  valueAt: (position: number) => number;
  /** the position of any value, between two positions where it falls there */
  positionOf: (value: number) => number;
}>;

const PER_DECADE = 20;

const SCALES: Readonly<Record<NumberFact, SliderScale>> = {
  ageDays: evenly(400, 1),
  wbc: evenly(1000, 5),
  day8Blasts: byFactors(0, 5),
  mrdEoi: byFactors(-4, 2),
  mrdBlina1: byFactors(-4, 2),
};

export function scaleOf(fact: NumberFact): SliderScale {
  return SCALES[fact];
}

/** How much of a band, from its start and from its end, its letters leave free so that the pointer does not strike them. */
export function clearOf(from: number, to: number, pointer: number | null): { before: number; after: number } {
  if (pointer === null || pointer <= from || pointer >= to) return { before: 0, after: 0 };
  return pointer - from > to - pointer ? { before: 0, after: to - pointer } : { before: pointer - from, after: 0 };
}

function evenly(most: number, step: number): SliderScale {
  const last = most / step;
  return { last, valueAt: (position) => position * step, positionOf: (value) => Math.min(last, value / step) };
}

/** Zero, then from 10^`from` to 10^`to` in 20 steps for each power of ten, so that every power is a position. */
function byFactors(from: number, to: number): SliderScale {
  const last = (to - from) * PER_DECADE + 1;
  return {
    last,
    valueAt: (position) => (position === 0 ? 0 : Number((10 ** (from + (position - 1) / PER_DECADE)).toPrecision(2))),
    positionOf: (value) =>
      value === 0 ? 0 : Math.min(last, Math.max(0.5, (Math.log10(value) - from) * PER_DECADE + 1)),
  };
}
