/** Px that a row is higher at most than its words need: more would tear apart what belongs together. */
const MOST = 16;

/** What every row of a slide is given of the height that its rows leave free. */
export function airOf(free: number, rows: number): number {
  return rows === 0 ? 0 : Math.max(0, Math.min(MOST, Math.floor(free / rows)));
}
