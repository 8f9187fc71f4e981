import type { CoxData, PreparedCox } from './data';

type Kept = Readonly<{ columns: readonly unknown[]; prepared: PreparedCox }>;

/** The sorted data of a fit, for as long as somebody holds the fit: residuals, curves and tests need not sort again. */
const keptOf = new WeakMap<object, Kept>();

export function keepPrepared(fit: object, data: CoxData, prepared: PreparedCox): void {
  keptOf.set(fit, { columns: columnsOf(data), prepared });
}

/** What was kept, when the columns are the very ones of the fit; null after a way through JSON or with copies. */
export function keptData(fit: object, data: CoxData): PreparedCox | null {
  const kept = keptOf.get(fit);
  if (kept === undefined) return null;
  const columns = columnsOf(data);
  const same = columns.length === kept.columns.length && columns.every((column, i) => column === kept.columns[i]);
  return same ? kept.prepared : null;
}

function columnsOf({ time, start, event, strata, weights, cluster, covariates }: CoxData): unknown[] {
  return [time, start, event, strata, weights, cluster, ...covariates.flatMap(({ name, values }) => [name, values])];
}

/**
 * A short text that tells data apart: from every value of every column in the order of the rows, so that a fit is not
 * carried on with other rows of the same number.
 */
export function fingerprint({ riskSets, order, names, cluster, means, scales }: PreparedCox): string {
  const { x, stop, start, event, weight, stratumEnds } = riskSets;
  const columns = [x, stop, start, weight, order, cluster, stratumEnds, means, scales];
  let [low, high] = [event.length, names.length];
  for (const column of columns) {
    if (column === null) continue;
    const words = new Uint32Array(column.buffer, column.byteOffset, column.byteLength >>> 2);
    [low, high] = mixed(words, low, high);
  }
  for (let i = 0; i < event.length; i += 1) low = Math.imul(low ^ (event[i] ?? 0), PRIME);
  for (const letter of names.join('\n')) high = Math.imul(high ^ (letter.codePointAt(0) ?? 0), PRIME);
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

const PRIME = 0x9e3779b1;

/** Four sums side by side, so that none waits for another. */
function mixed(words: Uint32Array, low: number, high: number): [number, number] {
  let [a, b, c, d] = [low, high, ~low, ~high];
  const whole = words.length - (words.length % 4);
  for (let i = whole; i < words.length; i += 1) a = Math.imul(a ^ (words[i] ?? 0), PRIME) ^ i;
  for (let i = 0; i < whole; i += 4) {
    a = Math.imul(a ^ (words[i] ?? 0), PRIME);
    b = Math.imul(b ^ (words[i + 1] ?? 0), PRIME);
    c = Math.imul(c ^ (words[i + 2] ?? 0), PRIME);
    d = Math.imul(d ^ (words[i + 3] ?? 0), PRIME);
    a ^= a >>> 15;
    b ^= b >>> 15;
    c ^= c >>> 15;
    d ^= d >>> 15;
  }
  return [Math.imul(a, PRIME) ^ c, Math.imul(b, PRIME) ^ d];
}
