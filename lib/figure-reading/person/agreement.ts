/** A step curve in years and per cent: the level of a row holds until the next. */
type Rows = readonly Readonly<{ years: number; percent: number }>[];

export type Difference = Readonly<{ points: number; years: number }>;

/** Of the length that both share: a step that lies this much aside is no difference of levels. */
const SHIFT = 0.004;

function levelAt(rows: Rows, years: number): number {
  return rows.findLast((row) => row.years <= years)?.percent ?? 100;
}

/**
 * The largest difference of two readings of one curve in percentage points, and where, up to the end of the shorter one.
 * What a shift in time of 0.4 % of that length explains is none: at a step every reading differs by the step.
 */
export function largestDifference(first: Rows, second: Rows): Difference {
  const end = Math.min(first.at(-1)?.years ?? 0, second.at(-1)?.years ?? 0);
  const shift = SHIFT * end;
  let largest: Difference = { points: 0, years: 0 };
  for (const { years } of [...first, ...second]) {
    for (const at of [years, Math.max(0, years - shift / 2), years + shift]) {
      if (at > end) continue;
      const level = levelAt(first, at);
      const points = Math.max(
        0,
        level - levelAt(second, Math.max(0, at - shift)),
        levelAt(second, Math.min(end, at + shift)) - level,
      );
      if (points > largest.points) largest = { points, years };
    }
  }
  return largest;
}
