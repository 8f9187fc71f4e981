import type { PlacedTrial } from './landscape';

/** What a line needs of the bars that it joins; px. `outer` is the bar with its open ends, `y` its middle. */
type Bar = Readonly<{
  entry: Pick<PlacedTrial, 'slug' | 'predecessor'>;
  left: number;
  right: number;
  height: number;
  y: number;
  outer: Readonly<{ left: number; right: number }>;
}>;

/** A line from a trial to the one that follows it. */
export type Connection = Readonly<{ from: string; to: string; path: string; tip: Readonly<{ x: number; y: number }> }>;

/** Space in px between a line and the bars that it joins, and before the bar where it turns. */
const [CLEAR, TURN] = [3, 9] as const;

/** The lines between studies that both stand in time; a study whose predecessor does not says so in its label. */
export function connectEntries(drawn: readonly Bar[]): Connection[] {
  return drawn.flatMap((to): Connection[] => {
    const from = drawn.find(({ entry }) => entry.slug === to.entry.predecessor);
    return from === undefined ? [] : [{ from: from.entry.slug, to: to.entry.slug, ...route(from, to) }];
  });
}

function route(from: Bar, to: Bar): Pick<Connection, 'path' | 'tip'> {
  const tip = { x: to.outer.left - CLEAR, y: to.y };
  const start = from.outer.right + CLEAR;
  if (from.y === to.y) return { tip, path: `M${round(start)},${round(from.y)}H${round(tip.x)}` };
  const turn = tip.x - TURN;
  // Where the later trial began before the earlier one had ended, the line leaves the bar itself, upwards or downwards.
  const overlaps = start > turn;
  const leave = overlaps ? from.y + Math.sign(to.y - from.y) * (from.height / 2 + 1) : from.y;
  const x = overlaps ? Math.max(from.left, Math.min(turn, from.outer.right)) : turn;
  return {
    tip,
    path: `M${round(overlaps ? x : start)},${round(leave)}${overlaps ? '' : `H${round(x)}`}V${round(to.y)}H${round(tip.x)}`,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
