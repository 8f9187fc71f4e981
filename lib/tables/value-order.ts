/** Words of one scale, lowest first; words that mean the same step stand together. */
const SCALES: readonly (readonly string[][])[] = [
  [
    ['very low', 'очень низкий'],
    ['low', 'lo', 'favorable', 'favourable', 'good', 'низкий', 'низкая', 'благоприятный', 'хороший'],
    ['standard', 'average', 'normal', 'стандартный', 'стандартная', 'обычный'],
    [
      'medium',
      'intermediate',
      'moderate',
      'mid',
      'med',
      'int',
      'средний',
      'средняя',
      'промежуточный',
      'промежуточная',
      'умеренный',
    ],
    ['high', 'hi', 'unfavorable', 'unfavourable', 'poor', 'высокий', 'высокая', 'неблагоприятный', 'плохой'],
    ['very high', 'очень высокий'],
  ],
  [
    ['none', 'absent', 'нет'],
    ['minimal', 'минимальный'],
    ['mild', 'slight', 'легкий', 'легкая', 'слабый'],
    ['moderate', 'умеренный', 'умеренная', 'средний', 'средняя'],
    ['severe', 'тяжелый', 'тяжелая', 'выраженный'],
    ['very severe', 'life threatening', 'крайне тяжелый'],
  ],
  [
    ['small', 'малый'],
    ['medium', 'средний'],
    ['large', 'big', 'большой'],
  ],
  [
    ['early', 'ранний', 'ранняя'],
    ['intermediate', 'промежуточный'],
    ['late', 'поздний', 'поздняя'],
  ],
  [
    ['younger', 'young', 'младше', 'моложе'],
    ['older', 'old', 'старше'],
  ],
  [['i'], ['ii'], ['iii'], ['iv'], ['v'], ['vi'], ['vii']],
  [
    ['first', 'первый', 'первая'],
    ['second', 'второй', 'вторая'],
    ['third', 'третий', 'третья'],
    ['fourth', 'четвертый'],
  ],
];
/** What may stand beside the word of a scale without changing it. */
const BESIDE =
  /\b(risk|group|grade|stage|level|dose|expression|arm|class|type)\b|риска?|группа|степень|стадия|уровень|доза/giu;

/**
 * An order of groups that a reader expects: a known scale (low, medium, high; I, II, III), ranges by their bounds
 * (<5, 5–10, 10–20, ≥20), names with a number by it (Stage 2 before Stage 10), numbers by size; anything else by its letters,
 * the same in every language.
 */
export function orderValues(values: readonly string[]): string[] {
  const byScale = SCALES.map((scale) => ranks(values, (value) => stepOf(value, scale))).find((found) => found !== null);
  const found = byScale ?? ranks(values, lowerBound) ?? ranks(values, numberInName(values));
  const letters = (a: string, b: string): number => (a < b ? -1 : 1);
  if (found === null || found === undefined) return [...values].sort((a, b) => byNumber(a, b) || letters(a, b));
  return [...values].sort((a, b) => (found.get(a) ?? 0) - (found.get(b) ?? 0) || letters(a, b));
}

/** The rank of every value; null where one has none, or where they are all the same. */
function ranks(values: readonly string[], rankOf: (value: string) => number | null): Map<string, number> | null {
  const found = new Map<string, number>();
  for (const value of values) {
    const rank = rankOf(value);
    if (rank === null) return null;
    found.set(value, rank);
  }
  return new Set(found.values()).size > 1 ? found : null;
}

function stepOf(value: string, scale: readonly (readonly string[])[]): number | null {
  const word = value
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(BESIDE, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  const step = scale.findIndex((words) => words.includes(word));
  return step < 0 ? null : step;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
/** `<` lies below the bound itself, `>` above it. */
const BELOW = new RegExp(
  String.raw`^(?:<|≤|=<|<=|under|below|less than|up to|до|менее|меньше|младше)\s*${NUMBER}(?!\s*[-–—]\s*\d)`,
  'iu',
);
const ABOVE = new RegExp(
  String.raw`^(>|≥|>=|over|above|more than|at least|from|от|более|больше|старше|не менее)\s*${NUMBER}(?!\s*[-–—]\s*\d)`,
  'iu',
);
const RANGE = new RegExp(String.raw`^[[(]?${NUMBER}\s*(?:[-–—‒]|to|до|\.\.|;)\s*${NUMBER}`, 'iu');
/** As R's `cut` names its intervals. */
const BRACKETED = /^[[(](\d+(?:\.\d+)?)[,;]\s?(?:\d+(?:\.\d+)?|inf|∞)[)\]]$/iu;
const OPEN = new RegExp(String.raw`^${NUMBER}\s*(?:\+|(?:and|or|и) (?:more|above|older|over|более|старше))`, 'iu');
const PLAIN = new RegExp(String.raw`^${NUMBER}$`, 'u');

/** Where a range begins; null for what is none. */
function lowerBound(value: string): number | null {
  const text = value.trim();
  const number = (digits: string | undefined): number => Number((digits ?? '').replace(',', '.'));
  const below = BELOW.exec(text);
  if (below !== null) return Math.min(-1e-9, number(below[1]) - 1e12);
  const above = ABOVE.exec(text);
  if (above !== null)
    return (
      number(above[2]) + (/^(>|over|above|more|более|больше|старше)/iu.test(text) && !text.startsWith('>=') ? 1e-9 : 0)
    );
  const range = BRACKETED.exec(text) ?? RANGE.exec(text) ?? OPEN.exec(text) ?? PLAIN.exec(text);
  return range === null ? null : number(range[1]);
}

/** The only number of names that are the same around it: Stage 1, Stage 2. */
function numberInName(values: readonly string[]): (value: string) => number | null {
  const around = new Set(values.map((value) => value.replace(/\d+/gu, '#').toLowerCase()));
  return (value) => {
    const numbers = value.match(/\d+/gu) ?? [];
    return around.size === 1 && numbers.length === 1 ? Number(numbers[0]) : null;
  };
}

/** Numbers before words. */
function byNumber(a: string, b: string): number {
  const [x, y] = [Number(a.replace(',', '.')), Number(b.replace(',', '.'))];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return Number(Number.isFinite(y)) - Number(Number.isFinite(x));
}
