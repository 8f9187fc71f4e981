type Difference = Readonly<{ path: string; stored: unknown; fresh: unknown }>;

/** Two sets of expected values: how many numbers there are, how far the furthest is off, and which are too far off. */
export type GoldenComparison = Readonly<{
  numbers: number;
  largestRelative: number;
  beyond: readonly Difference[];
  versions: readonly Difference[];
}>;

/** R on another machine may round the last digits otherwise; iterated fits (crr, rma) stop a little earlier or later. */
const RELATIVE = 1e-8;
const ABSOLUTE = 1e-10;

/** Walks through stored and freshly computed values together. The versions of R and its packages are compared apart. */
export function compareGolden(stored: unknown, fresh: unknown): GoldenComparison {
  const beyond: Difference[] = [];
  const versions: Difference[] = [];
  let [numbers, largestRelative] = [0, 0];
  const walk = (a: unknown, b: unknown, path: string): void => {
    if (typeof a === 'number' && typeof b === 'number') {
      numbers += 1;
      const off = Math.abs(a - b);
      if (off > ABSOLUTE) largestRelative = Math.max(largestRelative, off / Math.abs(a));
      if (off > Math.max(ABSOLUTE, RELATIVE * Math.abs(a))) beyond.push({ path, stored: a, fresh: b });
      return;
    }
    if (isTree(a) && isTree(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        walk(a[key], b[key], path === '' ? key : `${path}.${key}`);
      return;
    }
    if (a === b) return;
    (path.startsWith('environment') ? versions : beyond).push({ path, stored: a, fresh: b });
  };
  walk(stored, fresh, '');
  return { numbers, largestRelative, beyond, versions };
}

/** The comparison as lines for the console; at most five differences are spelt out. */
export function describeDifferences({ numbers, largestRelative, beyond, versions }: GoldenComparison): string {
  const show = ({ path, stored, fresh }: Difference): string =>
    `    ${path}: stored ${JSON.stringify(stored)}, R now ${JSON.stringify(fresh)}`;
  const summary =
    largestRelative === 0
      ? `${numbers} numbers, all the same`
      : `${numbers} numbers, largest relative difference ${largestRelative.toExponential(1)}`;
  return [
    beyond.length === 0 ? summary : `${summary}; ${beyond.length} values differ by more than rounding:`,
    ...beyond.slice(0, 5).map(show),
    ...versions.map(show),
  ].join('\n');
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
