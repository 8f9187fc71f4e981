/** A step curve in years and per cent: the level of a row holds until the next. */
type Rows = readonly Readonly<{ years: number; percent: number }>[];

export type Difference = Readonly<{ points: number; years: number }>;

/** Of the length that both share: a step that lies this much aside is no difference of levels. */
const SHIFT = 0.004;

/** Years that rounding may lose: a row's own level holds at its own time, wherever the shift leads from and back. */
const HAIR = 1e-9;

/** Readings of one curve end within this share of the longer one; otherwise one of them stops early. */
const SAME_END = 0.02;

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
    for (const at of [years, Math.max(0, years - shift / 2), years + shift + HAIR]) {
      if (at > end) continue;
      const level = levelAt(first, at);
      const points = Math.max(
        0,
        level - levelAt(second, Math.max(0, at - shift)),
        levelAt(second, Math.min(end, at + shift)) - level,
      );
      if (points > largest.points) largest = { points, years: Math.min(years, end) };
    }
  }
  return largest;
}

/** Where the comparison of two readings ends because one of them stops early, in years; null where both go equally far. */
export function comparedUntil(first: number, second: number): number | null {
  const [shorter, longer] = [Math.min(first, second), Math.max(first, second)];
  return longer - shorter > SAME_END * longer ? shorter : null;
}

/** Whether two readings are of one file by SHA-256; null where either fingerprint is not known. */
export function isSameFile(first: string | null | undefined, second: string | null | undefined): boolean | null {
  return first == null || second == null ? null : first === second;
}
