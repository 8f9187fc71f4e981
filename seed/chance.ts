/** Chance that is the same every time: a sequence fixed by its seed. */
export type Chance = {
  /** From 0 (included) to 1 (excluded). */
  share: () => number;
  /** A whole number, both ends included. */
  whole: (least: number, most: number) => number;
  happens: (probability: number) => boolean;
  /** Standard normal. */
  normal: () => number;
  one: <Item>(items: readonly [Item, ...Item[]]) => Item;
  /** A name, as often as its weight says. */
  weighted: <Name extends string>(weights: Partial<Record<Name, number>>) => Name;
};

/** A 32-bit multiplicative congruential sequence, mixed; good enough for a demonstration, never for secrets. */
export function random(seed: number): Chance {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(share() * (most - least + 1));
  return {
    share,
    whole,
    happens: (probability) => share() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
    one: (items) => items[whole(0, items.length - 1)] ?? items[0],
    weighted: (weights) => pick(Object.entries(weights) as [never, number][], share()),
  };
}

function pick<Name extends string>(weights: readonly [Name, number][], share: number): Name {
  let left = share * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of weights) {
    left -= weight;
    if (left < 0) return name;
  }
  throw new RangeError('no weights');
}
