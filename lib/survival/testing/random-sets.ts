/** A reproducible stream of numbers in [0, 1) (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two to ten subjects as a small centre has them: ties, a time 0, whole groups without events, constant covariates. */
export type SmallSet = Readonly<
  Record<'time' | 'start' | 'event' | 'cause' | 'group' | 'strata' | 'weights' | 'cluster', number[]>
> &
  Readonly<{ covariates: { name: string; values: number[] }[]; pick: <T>(values: readonly T[]) => T; at: number }>;

export function smallSet(seed: number): SmallSet {
  const random = stream(seed * 7919 + 13);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const size = 2 + Math.floor(random() * 9);
  const column = (make: (row: number) => number): number[] => Array.from({ length: size }, (_, row) => make(row));
  const latest = pick([2, 4, 8, 400]);
  const unit = pick([1, 1, 0.5, 1 / 3, 30.4375]);
  const from = pick([0, 1]);
  const share = pick([0.2, 0.5, 0.8, 1]);
  const continuous = random() < 0.25;
  const time = column(() => unit * (continuous ? random() * latest : from + Math.floor(random() * latest)));
  const groups = pick([1, 2, 2, 3, 4]);
  const firstGroup = pick([0, 0, 1]);
  const event = column(() => (random() < share ? 1 : 0));
  const binary = column(() => (random() < 0.5 ? 1 : 0));
  const era = pick([1990, 2000, 2020]);
  return {
    time,
    start: time.map((end) => (random() < 0.5 ? 0 : unit * Math.floor((random() * end) / unit))),
    event,
    cause: event.map((code) => code * (1 + Math.floor(random() * 3))),
    group: column(() => firstGroup + Math.floor(random() * groups)),
    strata: column(() => Math.floor(random() * 2)),
    weights: column(() => pick([0.5, 1, 2, 1 / 3])),
    cluster: column(() => Math.floor(random() * 3)),
    covariates: [
      pick([
        { name: 'year', values: column(() => era + Math.floor(random() * 10)) },
        { name: 'age', values: column(() => random() * 365) },
        { name: 'leukocytes', values: column(() => Math.exp(random() * 14)) },
      ]),
      pick([
        { name: 'arm', values: binary },
        { name: 'constant', values: column(() => 0.1) },
        { name: 'outcome', values: event },
        { name: 'twice', values: binary.map((value) => 2 * value) },
      ]),
    ].slice(0, pick([1, 2])),
    pick,
    at: pick([0, unit, 2 * unit, unit * latest * 0.5, unit * latest]),
  };
}
