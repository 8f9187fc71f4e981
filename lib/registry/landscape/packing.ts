import type { TrialKind } from '../vocabulary';

/** A study by where its bar begins, and everything that it covers in its row, label included, in px. */
export type PackedItem = Readonly<{
  slug: string;
  predecessor: string | null;
  kind: TrialKind;
  start: number;
  left: number;
  right: number;
}>;

/** Least room in px between two studies of one row. */
const GAP = 14;

/**
 * A row for each study of a lane, so that none meets another. A trial stands in the row of the one that it follows where
 * there is room, and nothing else comes between them, so that the line from one to the next is free; cohorts stand below.
 */
export function packLane(items: readonly PackedItem[]): { rows: ReadonlyMap<string, number>; count: number } {
  const rows = new Map<string, number>();
  let count = 0;
  for (const kind of ['trial', 'cohort'] as const) {
    const taken: { left: number; right: number }[][] = [];
    for (const chain of chainsOf(items.filter((item) => item.kind === kind))) {
      const left = Math.min(...chain.map((item) => item.left));
      const right = Math.max(...chain.map((item) => item.right));
      const free = taken.findIndex((row) =>
        row.every((other) => other.right + GAP <= left || right + GAP <= other.left),
      );
      const row = free === -1 ? taken.length : free;
      (taken[row] ??= []).push({ left, right });
      for (const { slug } of chain) rows.set(slug, count + row);
    }
    count += taken.length;
  }
  return { rows, count };
}

/** Studies that follow each other without overlap, in the order of time. */
function chainsOf(items: readonly PackedItem[]): PackedItem[][] {
  const chains: PackedItem[][] = [];
  for (const item of [...items].sort((a, b) => a.start - b.start)) {
    const chain = chains.find((one) => one.at(-1)?.slug === item.predecessor);
    const last = chain?.at(-1);
    if (chain !== undefined && last !== undefined && last.right + GAP <= item.left) chain.push(item);
    else chains.push([item]);
  }
  return chains;
}
