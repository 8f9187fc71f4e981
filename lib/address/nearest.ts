/** The choice that a slip of the pen away was written, or undefined where nothing is near. */
export function nearestOf(value: string, choices: readonly string[]): string | undefined {
  const asked = value.trim().toLowerCase();
  const longest = Math.max(0, ...choices.map(({ length }) => length));
  // Nothing that long is a slip of the pen, and the distance costs the product of both lengths.
  if (asked === '' || asked.length > 2 * longest) return undefined;
  const distances = choices.map((choice) => ({ choice, distance: distanceTo(asked, choice.toLowerCase()) }));
  const best = distances.reduce((a, b) => (b.distance < a.distance ? b : a));
  return best.distance <= Math.max(1, Math.floor(best.choice.length / 3)) ? best.choice : undefined;
}

function distanceTo(asked: string, choice: string): number {
  return asked.length > 2 && choice.startsWith(asked) ? 0.5 : editDistance(asked, choice);
}

/** The number of letters to change, add, leave out or exchange with their neighbour. */
export function editDistance(left: string, right: string): number {
  let [before, row] = [[] as number[], Array.from({ length: right.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + Number(left[i - 1] !== right[j - 1]);
      const exchanged =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Infinity;
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, exchanged);
    }
    [before, row] = [row, next];
  }
  return row[right.length] ?? 0;
}
