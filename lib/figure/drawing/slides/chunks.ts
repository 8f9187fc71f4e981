/** How much larger a slide draws what a file draws with labels of 15 px and a legend of 13 px: 16 and 14 points. */
export const SLIDE_SCALE = 14 / 13;

/** Cuts a list into as few runs as fit, of about the same length; what does not fit alone stands alone. */
export function chunks<Item>(items: readonly Item[], fits: (run: readonly Item[]) => boolean): Item[][] {
  const runs = fullRuns(items, fits);
  const even = runs.map((_, i) => items.slice(share(i, runs, items), share(i + 1, runs, items)));
  return even.every((run) => run.length === 1 || fits(run)) ? even : evened(runs, fits);
}

/** From the end on a run takes what it can from the one before, as long as it stays the shorter one. */
function evened<Item>(full: readonly Item[][], fits: (run: readonly Item[]) => boolean): Item[][] {
  const runs = full.map((run) => [...run]);
  for (let i = runs.length - 1; i > 0; i -= 1) {
    const [before = [], run = []] = [runs[i - 1], runs[i]];
    while (run.length + 1 < before.length && fits([...before.slice(-1), ...run])) run.unshift(...before.splice(-1));
  }
  return runs;
}

function share(position: number, runs: readonly unknown[], items: readonly unknown[]): number {
  return Math.ceil((position * items.length) / Math.max(1, runs.length));
}

function fullRuns<Item>(items: readonly Item[], fits: (run: readonly Item[]) => boolean): Item[][] {
  const runs: Item[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last !== undefined && fits([...last, item])) last.push(item);
    else runs.push([item]);
  }
  return runs;
}
