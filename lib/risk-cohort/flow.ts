import type { Category } from './classified-cohort';
import type { Migration } from './migration';

/** A bar on one side: a category with its patients. */
export type FlowBar = Readonly<{ category: Category; n: number; top: number; height: number }>;

/** Patients who go from a category on the left to one on the right; tops and height in the unit of the picture. */
export type FlowBand = Readonly<{
  from: Category;
  to: Category;
  n: number;
  leftTop: number;
  rightTop: number;
  height: number;
}>;

export type FlowLayout = Readonly<{
  left: readonly FlowBar[];
  right: readonly FlowBar[];
  bands: readonly FlowBand[];
  height: number;
}>;

/** Room between two bars, enough for the label of a bar of one patient. */
export const GAP = 22;

/** Places bars and bands from the top down in the order of the categories; every patient is equally high on both sides. */
export function layOutFlow({ rows, columns, counts, n }: Migration, barsHeight: number, gap = GAP): FlowLayout {
  const unit = n === 0 ? 0 : barsHeight / n;
  const left = stack(rows, (i) => (counts[i] ?? []).reduce((total, value) => total + value, 0), unit, gap);
  const right = stack(columns, (j) => counts.reduce((total, row) => total + (row[j] ?? 0), 0), unit, gap);
  const filled = right.map(() => 0);
  const bands: FlowBand[] = [];
  rows.forEach((from, i) => {
    let used = 0;
    columns.forEach((to, j) => {
      const count = counts[i]?.[j] ?? 0;
      if (count === 0) return;
      const height = count * unit;
      bands.push({
        from,
        to,
        n: count,
        leftTop: (left[i]?.top ?? 0) + used,
        rightTop: (right[j]?.top ?? 0) + (filled[j] ?? 0),
        height,
      });
      used += height;
      filled[j] = (filled[j] ?? 0) + height;
    });
  });
  return { left, right, bands, height: barsHeight + gap * Math.max(0, Math.max(rows.length, columns.length) - 1) };
}

function stack(
  categories: readonly Category[],
  countAt: (place: number) => number,
  unit: number,
  gap: number,
): FlowBar[] {
  let top = 0;
  return categories.map((category, i) => {
    const n = countAt(i);
    const bar = { category, n, top, height: n * unit };
    top += bar.height + gap;
    return bar;
  });
}

/** A band as a path from `x1` to `x2` with the same height all the way. */
export function bandPathBetween({ leftTop, rightTop, height }: FlowBand, x1: number, x2: number): string {
  const middle = (x1 + x2) / 2;
  const at = (value: number): number => Math.round(value * 100) / 100;
  return `M${x1},${at(leftTop)}C${middle},${at(leftTop)} ${middle},${at(rightTop)} ${x2},${at(rightTop)}V${at(rightTop + height)}C${middle},${at(rightTop + height)} ${middle},${at(leftTop + height)} ${x1},${at(leftTop + height)}Z`;
}
