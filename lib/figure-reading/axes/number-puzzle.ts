/** Printed labels of an axis as signs whose meaning is unknown: equal numbers are equal letters. */
export type Cipher = readonly (readonly number[])[];
export type Meaning = ReadonlyMap<number, string>;
export type Sign = Readonly<{ holes: number; isSmall: boolean }>;
export type Solution = Readonly<{ values: readonly number[]; texts: readonly string[]; meaning: Meaning }>;

const STEPS = [
  0.05, 0.1, 0.2, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 20, 24, 25, 30, 36, 40, 48, 50, 60, 72,
  73, 84, 90, 100, 120, 150, 180, 182, 200, 250, 300, 365, 400, 500, 730, 1000,
];
const HOLES: Readonly<Record<string, readonly number[]>> = {
  '0': [1, 2],
  '1': [0],
  '2': [0],
  '3': [0],
  '4': [0, 1],
  '5': [0],
  '6': [1],
  '7': [0],
  '8': [2],
  '9': [1],
  '.': [0],
  '%': [0, 1, 2, 3, 4],
};

/**
 * All ways to read labels as evenly rising numbers so that equal signs are equal digits and different signs different ones,
 * each with as many holes as its digit has. `gaps` are the numbers of ticks from the first label to each.
 */
export function solutions(cipher: Cipher, gaps: readonly number[], signs: ReadonlyMap<number, Sign>): Solution[] {
  const found = new Map<string, Solution>();
  for (const step of STEPS) {
    for (const start of [0, step, 2 * step, 3 * step, 4 * step, 5 * step]) {
      const values = gaps.map((gap) => Number((start + gap * step).toFixed(6)));
      for (const texts of spellings(values)) {
        const meaning = meaningOf(cipher, texts, signs);
        if (meaning !== null) found.set(texts.join(' '), { values, texts, meaning });
      }
    }
  }
  return [...found.values()];
}

function spellings(values: readonly number[]): string[][] {
  const shortest = values.map(String);
  const fixed = [0, 1, 2]
    .map((places) => values.map((value) => value.toFixed(places)))
    .filter((texts) => texts.every((text, i) => Math.abs(Number(text) - (values[i] ?? 0)) < 1e-9));
  const bare = [shortest, ...fixed];
  return [
    ...bare,
    ...bare.map((texts) => texts.map((text) => text.replace(/^0\./, '.'))),
    ...bare.map((texts) => texts.map((text) => `${text}%`)),
  ];
}

function meaningOf(cipher: Cipher, texts: readonly string[], signs: ReadonlyMap<number, Sign>): Meaning | null {
  const [meaning, used] = [new Map<number, string>(), new Map<string, number>()];
  for (const [i, label] of cipher.entries()) {
    const text = texts[i] ?? '';
    if (text.length !== label.length) return null;
    for (const [k, sign] of label.entries()) {
      const letter = text[k] ?? '';
      const { holes, isSmall } = signs.get(sign) ?? { holes: 0, isSmall: false };
      if ((meaning.get(sign) ?? letter) !== letter || (used.get(letter) ?? sign) !== sign) return null;
      if (!(HOLES[letter] ?? []).includes(holes) || isSmall !== (letter === '.')) return null;
      meaning.set(sign, letter);
      used.set(letter, sign);
    }
  }
  return meaning;
}

/** Both axes read with one alphabet; null where they contradict each other. */
export function together(a: Meaning, b: Meaning): Meaning | null {
  const joined = new Map(a);
  for (const [sign, letter] of b) {
    if ((joined.get(sign) ?? letter) !== letter) return null;
    joined.set(sign, letter);
  }
  return new Set(joined.values()).size === joined.size ? joined : null;
}
