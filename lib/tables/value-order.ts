import { boundsOf } from './value-bounds';

/** Words of one scale, lowest first; words that mean the same step stand together. Russian adjectives in any gender and case. */
const SCALES: readonly (readonly string[])[] = [
  [
    'very low; vlr; очень низкий',
    'low; lo; lr; favorable; favourable; good; decreased; низкий; нр; благоприятный; хороший',
    'standard; average; normal; sr; стандартный; обычный; нормальный',
    'medium; intermediate; moderate; mid; med; int; ir; mr; non high; not high; средний; промежуточный; умеренный; ср; пр; невысокий',
    'high; hi; hr; unfavorable; unfavourable; poor; elevated; increased; raised; высокий; неблагоприятный; плохой; повышенный; вр',
    'very high; vhr; очень высокий; овр',
  ],
  [
    'none; absent; нет',
    'minimal; минимальный',
    'mild; slight; легкий; слабый',
    'moderate; умеренный; средний',
    'severe; тяжелый; выраженный',
    'very severe; life threatening; крайне тяжелый',
  ],
  ['small; малый', 'medium; средний', 'large; big; большой'],
  ['early; ранний', 'intermediate; промежуточный', 'late; поздний'],
  ['younger; young; младше; моложе', 'older; old; старше'],
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'],
  ['first; первый', 'second; второй', 'third; третий; третья', 'fourth; четвертый'],
  [
    'no; negative; neg; absent; нет; отрицательный; отриц; отсутствует',
    'low positive; слабоположительный',
    'yes; positive; pos; present; да; положительный; полож; есть',
    'high positive',
  ],
  ['cr', 'pr', 'sd', 'pd'],
  ['before; until; до', 'during; во время', 'after; since; после'],
];
/** What may stand beside the word of a scale without changing it. */
const BESIDE =
  /^(risk|group|grade|stage|level|dose|expression|arm|class|type|риск|риска|группа|степень|стадия|уровень|доза)$/u;
const JOINING = /^(or|and|to|и|или|до)$/u;
const STEPS = SCALES.map(
  (scale) =>
    new Map(scale.flatMap((words, step) => words.split(';').map((word) => [wordsOf(word).join(' '), step] as const))),
);

/**
 * An order of groups that a reader expects: a known scale (low, medium, high; I, II, III), ranges by their bounds
 * (<5, 5–10, 10–20, ≥20), names with a number by it (Stage 2 before Stage 10), numbers by size; anything else by its letters,
 * the same in every language.
 */
export function orderValues(values: readonly string[]): string[] {
  const bare = withoutCommonWords(values.map(wordsOf));
  const stepsOf = (steps: ReadonlyMap<string, number>): (number | null)[] => bare.map((words) => stepOf(words, steps));
  const found =
    STEPS.map((steps) => ranks(values, stepsOf(steps))).find((one) => one !== null) ??
    ranks(values, numbersInNames(values)) ??
    ranks(values, boundsOf(values));
  const letters = (a: string, b: string): number => (a < b ? -1 : 1);
  if (found === null) return [...values].sort((a, b) => byNumber(a, b) || letters(a, b));
  return [...values].sort((a, b) => (found.get(a) ?? 0) - (found.get(b) ?? 0) || letters(a, b));
}

/** The rank of every value; null where one has none, or where they are all the same. */
function ranks(values: readonly string[], found: readonly (number | null)[]): Map<string, number> | null {
  const known = found.flatMap((rank) => rank ?? []);
  if (known.length < values.length || new Set(known).size < 2) return null;
  return new Map(values.map((value, i) => [value, known[i] ?? 0]));
}

/** The words of a value; Russian adjectives without their ending. */
function wordsOf(value: string): string[] {
  return value
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 4 ? word.replace(/(ий|ый|ой|ая|яя|ое|ее|ого|его|ые|ие)$/u, '') : word));
}

/** `MRD negative` and `MRD positive` differ by their last words. */
function withoutCommonWords(all: readonly (readonly string[])[]): (readonly string[])[] {
  const [first = []] = all;
  const differs = first.findIndex((word, i) => all.some((words) => words[i] !== word || words.length === i + 1));
  return all.map((words) => words.slice(Math.max(0, differs)));
}

/** The step of a value, or the middle of the steps that it joins, as low/intermediate does. */
function stepOf(words: readonly string[], steps: ReadonlyMap<string, number>): number | null {
  const own = words.filter((word) => !BESIDE.test(word));
  const whole = steps.get(own.join(' '));
  if (whole !== undefined) return whole;
  const joined = own.filter((word) => !JOINING.test(word)).map((word) => steps.get(word));
  const known = joined.flatMap((step) => step ?? []);
  if (known.length === 0 || known.length < joined.length) return null;
  return known.reduce((sum, step) => sum + step, 0) / known.length;
}

/** The only number of names that are the same around it: Stage 1, Stage 2. */
function numbersInNames(values: readonly string[]): (number | null)[] {
  const around = new Set(values.map((value) => value.replace(/\d+/gu, '#').toLowerCase()));
  const numbers = values.map((value) => value.match(/\d+/gu) ?? []);
  if (around.size > 1 || numbers.some(({ length }) => length !== 1) || values.some((value) => /^[-−]/u.test(value)))
    return values.map(() => null);
  const digits = numbers.map(([only = '']) => only);
  // Years of two digits: trials of 99 come before those of 06.
  const years = digits.every((own) => own.length === 2) && digits.some((own) => own.startsWith('0'));
  return digits.map((own) => (years && Number(own) < 50 ? 100 : 0) + Number(own));
}

/** Numbers before words. */
function byNumber(a: string, b: string): number {
  const [x, y] = [Number(a.replace(',', '.')), Number(b.replace(',', '.'))];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return Number(Number.isFinite(y)) - Number(Number.isFinite(x));
}
