/** The decimal sign of a text: said by its format, or either sign where a person types freely. */
export type DecimalSign = ',' | '.' | 'either';

/**
 * Why a text is not read as a number.
 * `ambiguous`: a sign that may part thousands or decimals (`1,250`); the two differ a thousandfold.
 * `other-decimal-sign`: plainly a number, but written with the sign that its format does not use.
 * `not-one-number`: a range or a bound (`10–20`, `<0.01`, `300+`), which stands for more than one number.
 * `out-of-range`: larger than a number of the machine can be, or so small that it would become 0.
 */
export type NumberProblem =
  | 'empty'
  | 'not-a-number'
  | 'ambiguous'
  | 'other-decimal-sign'
  | 'not-one-number'
  | 'out-of-range';

export type NumberReading = Readonly<{ value: number }> | Readonly<{ problem: NumberProblem }>;

/** Digits in one piece or parted by spaces into thousands, with at most one decimal sign. */
const PLAIN = /^(?:(?<whole>\d+|[1-9]\d{0,2}(?: \d{3})+)(?:(?<sign>[.,])(?<part>\d*))?|(?<first>[.,])(?<only>\d+))$/;
const POWER = /^(?:(?<factor>.+?) ?[×*·xх] ?)?10\^(?<power>[+-]?\d{1,3})$/iu;
/** The Cyrillic letter looks the same and is typed as often. */
const EXPONENT = /^(?<factor>[\d., ]+)[eе](?<power>[+-]?\d{1,3})$/iu;
const GROUPED_BY_COMMA = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const GROUPED_BY_POINT = /^[1-9]\d{0,2}(\.\d{3})+(,\d*)?$/;
const BOUND = /^[<>≤≥=~≈]+ ?[+-]?[\d.,]|^[\d., ]+\+$/u;
const RANGE = /^[\d., ]*\d ?(?:-|\.\.|…|±|to|до) ?[+-]?[\d.,]/iu;

/**
 * A number as people write it: `0.05`, `0,05`, `+5`, `1 250,5`, `1e3`, `5×10⁻⁴`; any space parts thousands, a true minus
 * and the hyphens are minus signs. Under `either` a comma before three digits is refused, for it may part thousands; a
 * point never parts thousands in the languages of the program. Under a given sign the other one is never guessed away.
 */
export function readNumber(text: string, { decimal }: Readonly<{ decimal: DecimalSign }>): NumberReading {
  const plain = normalised(text);
  if (plain === '') return { problem: 'empty' };
  const [, sign = '', unsigned = ''] = /^([+-]?) ?(.*)$/.exec(plain) ?? [];
  const { factor, power } = partsOf(unsigned);
  const digits = digitsOf(factor, decimal);
  if ('problem' in digits) return digits;
  const value = Number(`${sign}${digits.digits}e${power}`);
  const vanished = value === 0 && /[1-9]/.test(digits.digits);
  return Number.isFinite(value) && !vanished ? { value: value === 0 ? 0 : value } : { problem: 'out-of-range' };
}

/** What a person typed freely as a number, or null where it is none or could be two. */
export function typedNumber(text: string): number | null {
  const reading = readNumber(text, { decimal: 'either' });
  return 'value' in reading ? reading.value : null;
}

/** Whether a number is written with a power of ten: `1e-4`, `10⁻⁴`, `5×10^-4`. */
export function isPowerOfTen(text: string): boolean {
  const plain = normalised(text);
  return POWER.test(plain) || EXPONENT.test(plain);
}

/** A mantissa and the power of ten beside it. */
function partsOf(unsigned: string): { factor: string; power: number } {
  const groups = (POWER.exec(unsigned) ?? EXPONENT.exec(unsigned))?.groups;
  return { factor: groups ? (groups['factor'] ?? '1') : unsigned, power: Number(groups?.['power'] ?? 0) };
}

function digitsOf(text: string, decimal: DecimalSign): { digits: string } | { problem: NumberProblem } {
  const groups = PLAIN.exec(text)?.groups;
  const sign = groups?.['sign'] ?? groups?.['first'];
  if (mayBeThousands(text, decimal)) return { problem: 'ambiguous' };
  if (groups === undefined)
    return { problem: BOUND.test(text) || RANGE.test(text) ? 'not-one-number' : 'not-a-number' };
  if (sign !== undefined && decimal !== 'either' && sign !== decimal) return { problem: 'other-decimal-sign' };
  const whole = (groups['whole'] ?? '0').replaceAll(' ', '');
  return { digits: `${whole}.${(groups['part'] ?? groups['only'] ?? '') || '0'}` };
}

function mayBeThousands(text: string, decimal: DecimalSign): boolean {
  return decimal === ',' ? GROUPED_BY_POINT.test(text) : GROUPED_BY_COMMA.test(text);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** One kind of space, one minus sign, powers written with `^`. */
function normalised(text: string): string {
  return text
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (power) => `^${plainPower(power)}`)
    .replace(/[\u2010-\u2013\u2212]/gu, '-')
    .replace(/[\s\u200b\u2060]+/gu, ' ')
    .trim();
}

function plainPower(power: string): string {
  return power
    .replace('⁻', '-')
    .replace('⁺', '+')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (sign) => String(SUPERSCRIPTS.indexOf(sign)));
}
