/** Cuts a line into dashes, along its length. */
export function dashed(
  places: readonly (readonly [number, number])[],
  on: number,
  off: number,
): (readonly [number, number])[][] {
  const dashes: (readonly [number, number])[][] = [];
  let along = 0;
  places.slice(1).forEach((to, i) => {
    const from = places[i] ?? to;
    const length = Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]);
    const at = (share: number): readonly [number, number] => [
      from[0] + ((to[0] - from[0]) * share) / length,
      from[1] + ((to[1] - from[1]) * share) / length,
    ];
    for (let done = 0; done < length - 1e-9; ) {
      const phase = along % (on + off);
      const rest = Math.min(length - done, (phase < on - 1e-9 ? on : on + off) - phase);
      if (phase < on - 1e-9) {
        if (phase < 1e-9 || dashes.length === 0) dashes.push([at(done)]);
        dashes.at(-1)?.push(at(done + rest));
      }
      done += rest;
      along += rest;
    }
  });
  return dashes;
}
