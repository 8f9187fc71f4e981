/** Days of the units that ranges of age and time are written in. */
const UNITS: readonly [number, RegExp][] = [
  [1, /(?:^|[^\p{L}])(?:d|days?|д|дн|дней|дня|день|сут|сутки|суток)(?!\p{L})/u],
  [7, /(?:^|[^\p{L}])(?:w|wks?|weeks?|нед|недел[ьия])(?!\p{L})/u],
  [30.4375, /(?:^|[^\p{L}])(?:m|mo|mths?|months?|мес|месяц(?:а|ев)?)(?!\p{L})/u],
  [365.25, /(?:^|[^\p{L}])(?:y|yrs?|years?|г|год|года|лет)(?!\p{L})/u],
];
const NUMBER = String.raw`(-?\d+(?:[.,]\d+)?(?:e-?\d+)?)`;
const DASH = String.raw`(?:\s*[-–—‒]\s*|\s+(?:to|до)\s+|\s*\.\.\s*|;\s*)`;
const WORDS = String.raw`(?:[^\d]{0,20}?\s)?`;
/** `<` lies below the bound itself, `>` above it. A dash and another number after it make a range. */
const BELOW = new RegExp(
  String.raw`^(?:<|≤|=<|<=|under|below|less than|lower than|fewer than|younger than|up to|at most|no more than|until|before|до|менее|меньше|младше|моложе|не более|не больше|ниже)\s*${NUMBER}(?!${DASH}\d)`,
  'u',
);
const ABOVE = new RegExp(
  String.raw`^(>(?!=)|over|above|more than|greater than|older than|after|более|больше|старше|свыше|выше|после)\s*${NUMBER}(?!${DASH}\d)`,
  'u',
);
const FROM = new RegExp(
  String.raw`^(?:≥|>=|=>|at least|from|since|от|с|не менее|не меньше)\s*${NUMBER}(?!${DASH}\d)`,
  'u',
);
const RANGE = new RegExp(String.raw`^(?:from |от |с )?[[(]?${NUMBER}${WORDS}${DASH}${NUMBER}`, 'u');
/** As R's `cut` names its intervals. */
const BRACKETED = new RegExp(String.raw`^[[(]${NUMBER}[,;]\s?(?:${NUMBER}|\+?inf|∞)[)\]]$`, 'u');
const BRACKETED_BELOW = new RegExp(String.raw`^[[(][-−](?:inf|∞)[,;]\s?${NUMBER}[)\]]$`, 'u');
const UPWARDS = new RegExp(
  String.raw`^${NUMBER}\s*(?:\+|[-–—]$|${WORDS}(?:and|or|и|или) (?:more|above|older|over|greater|higher|later|более|больше|старше|выше|позже))`,
  'u',
);
const DOWNWARDS = new RegExp(
  String.raw`^${NUMBER}\s*${WORDS}(?:and|or|и|или) (?:less|fewer|below|under|younger|lower|earlier|менее|меньше|младше|моложе|ниже|раньше)`,
  'u',
);
const PLAIN = new RegExp(String.raw`^${NUMBER}(?!\d)(?![^\p{L}]*\d)`, 'u');
const JUST_ABOVE = 1e-9;
const FAR_BELOW = 1e12;

/** Where each of the ranges begins, in a common unit; null for what is none. */
export function boundsOf(values: readonly string[]): (number | null)[] {
  const texts = withoutCommonStart(values.map(plainText));
  const units = texts.map((text) => UNITS.find(([, pattern]) => pattern.test(text))?.[0] ?? null);
  const named = new Set(units.filter((unit) => unit !== null));
  // A range without a unit has that of the others, where they have one.
  if (named.size > 1 && units.includes(null)) return values.map(() => null);
  return texts.map((text, i) => lowerBound(text, named.size > 1 ? (units[i] ?? 1) : 1));
}

function lowerBound(text: string, unit: number): number | null {
  const number = (digits: string | undefined): number => unit * Number((digits ?? '').replace(',', '.'));
  const below = BELOW.exec(text) ?? BRACKETED_BELOW.exec(text) ?? DOWNWARDS.exec(text);
  if (below !== null) return number(below[1]) - FAR_BELOW;
  const above = ABOVE.exec(text);
  if (above !== null) return number(above[2]) + JUST_ABOVE;
  const range = [FROM, BRACKETED, RANGE, UPWARDS, PLAIN].map((form) => form.exec(text)).find((found) => found !== null);
  return range == null ? null : number(range[1]);
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A value with its powers of ten and thousands as plain numbers, and without the unit of cell counts. */
function plainText(value: string): string {
  return value
    .toLowerCase()
    .replaceAll('ё', 'е')
    .trim()
    .replace(/⁻/gu, '^-')
    .replace(/\^?(-?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gu, (_, sign: string, raised: string) => {
      return `^${sign}${[...raised].map((digit) => RAISED.indexOf(digit)).join('')}`;
    })
    .replace(/\s*[×x*]\s*10\^?9\s*(\/\s*[lл])?/gu, '')
    .replace(/(?<!\d)10\^([-−]?\d+)/gu, (_, power: string) => `1e${power.replace('−', '-')}`)
    .replace(/(?<=(?<!\d)[1-9]\d{0,2})[ ,\u00a0\u202f](?=\d{3}(?!\d))/gu, '');
}

/** `Age <1`, `Age 1–9`: the words that all begin with say nothing of the order. */
function withoutCommonStart(texts: readonly string[]): string[] {
  const [first = ''] = texts;
  const start = /^[\p{L}\s]+[\s:,-]+(?=[^\p{L}])/u.exec(first)?.[0] ?? '';
  return texts.every((text) => text.startsWith(start)) ? texts.map((text) => text.slice(start.length)) : [...texts];
}
