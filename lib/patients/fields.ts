import { z } from 'zod';
import { isPowerOfTen, readNumber } from '../numbers/read-number';
import { fromDay } from './calendar';
import { countedDate, type CountedDate, type DatePrecision } from './entry/partial-date';
import { mayIdentify } from './entry/looks-like-name';
import { readTypedDate } from './entry/typed-date';
import { withoutUnit, type RecordedUnit } from './entry/unit-words';
import type { FieldError } from './form-state';

/** A parsed field, or why it is refused. */
type Parsed<Value> = { value: Value } | { error: FieldError };

/** A form field: reads the typed text; an absent field counts as an empty one. The inner empty string means not recorded. */
function field<Value>(parse: (text: string) => Parsed<Value>): z.ZodType<Value, string | undefined> {
  return z
    .string()
    .default('')
    .transform((text, context) => {
      const parsed = parse(text.trim());
      if ('value' in parsed) return parsed.value;
      context.addIssue({ code: 'custom', message: parsed.error });
      return z.NEVER;
    });
}

/** A free text of one line, or null where empty; what may name somebody is refused. */
export function text(longest: number): z.ZodType<string | null, string | undefined> {
  return field<string | null>((typed) => {
    const said = typed.replaceAll(/\s+/g, ' ');
    if (said === '') return { value: null };
    if (said.length > longest) return { error: 'text-length' };
    return mayIdentify(said) ? { error: 'text-identifies' } : { value: said };
  });
}

/** One of the words, or null where nothing is chosen. */
export function choice<const Word extends string>(words: readonly Word[]): z.ZodType<Word | null, string | undefined> {
  return field<Word | null>((text) => {
    if (text === '') return { value: null };
    const word = words.find((candidate) => candidate === text);
    return word === undefined ? { error: 'choose' } : { value: word };
  });
}

/** One of the words; nothing chosen is refused. */
export function requiredChoice<const Word extends string>(words: readonly Word[]): z.ZodType<Word, string | undefined> {
  return field<Word>((text) => {
    const word = words.find((candidate) => candidate === text);
    return word === undefined ? { error: 'choose' } : { value: word };
  });
}

/** Any number of the words, joined by commas. */
export function choices<const Word extends string>(words: readonly Word[]): z.ZodType<Word[], string | undefined> {
  return field<Word[]>((text) => {
    const chosen = text.split(',').filter((part) => part !== '');
    const known = words.filter((word) => chosen.includes(word));
    return known.length === new Set(chosen).size ? { value: known } : { error: 'choose' };
  });
}

/** Yes, no or not recorded. */
export const yesNo: z.ZodType<boolean | null, string | undefined> = field<boolean | null>((text) => {
  if (text === '') return { value: null };
  if (text === 'yes' || text === 'no') return { value: text === 'yes' };
  return { error: 'choose' };
});

/** A calendar day `YYYY-MM-DD`. */
export const day: z.ZodType<string, string | undefined> = field<string>((text) => {
  const parsed = parseDate(text);
  if (parsed === null) return { error: 'required' };
  if ('error' in parsed) return parsed;
  return parsed.value.precision === null ? { value: parsed.value.day } : { error: 'day' };
});

/** A date as far as it is known (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or as people type it): the day that counts, and the precision. */
export const partialDay: z.ZodType<CountedDate, string | undefined> = field<CountedDate>(
  (text) => parseDate(text) ?? { error: 'required' },
);

/** The same, or null where empty. */
export const optionalPartialDay: z.ZodType<CountedDate | null, string | undefined> = field<CountedDate | null>(
  (text) => parseDate(text) ?? { value: null },
);

/** A whole calendar day, or null where empty: of what counts from its day on, a month is not enough. */
export const optionalDay: z.ZodType<string | null, string | undefined> = field<string | null>((text) => {
  const parsed = parseDate(text);
  if (parsed === null) return { value: null };
  if ('error' in parsed) return parsed;
  return parsed.value.precision === null ? { value: parsed.value.day } : { error: 'day' };
});

type Parted<Values, Name extends keyof Values & string> = Omit<Values, Name> & {
  [N in Name]: null extends Values[N] ? string | null : string;
} & { [N in Name as `${N}Precision`]?: DatePrecision | null };

/** Parts each named date of a form into the day that counts and, beside it, its precision. */
export function partDates<const Name extends string>(...names: readonly Name[]) {
  return <Values extends Record<Name, CountedDate | null>>(values: Values): Parted<Values, Name> =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        names.some((one) => one === name)
          ? [
              [name, (value as CountedDate | null)?.day ?? null],
              [`${name}Precision`, (value as CountedDate | null)?.precision ?? null],
            ]
          : [[name, value]],
      ),
    ) as Parted<Values, Name>;
}

/** Null where nothing is typed; what cannot be read, or can be read in two ways, is refused and never taken for nothing. */
function parseDate(text: string): Parsed<CountedDate> | null {
  const reading = readTypedDate(text, fromDay(new Date()));
  if (reading.state === 'empty') return null;
  if (reading.state === 'ambiguous') return { error: 'day-ambiguous' };
  if (reading.state === 'unreadable') return { error: 'day' };
  return reading.date < '1970' ? { error: 'day-too-early' } : { value: countedDate(reading.date) };
}

/** A number within limits, or null where empty; its `unit` may stand after it. `above` excludes the lower limit itself. */
export function decimal(limits: {
  min: number;
  max: number;
  above?: boolean;
  unit?: RecordedUnit;
  error: FieldError;
}): z.ZodType<number | null, string | undefined> {
  return field<number | null>((text) => {
    if (text === '') return { value: null };
    const bare = withoutUnit(text, limits.unit);
    // Laboratories write 10⁻⁴ of all cells, which is 0.01 %: taken as a percentage it would be wrong a hundredfold.
    if (limits.unit === 'percent' && bare === text && isPowerOfTen(text)) return { error: 'percent-power' };
    const parsed = parseDecimal(bare);
    if ('error' in parsed) return parsed;
    const tooLow = limits.above === true ? parsed.value <= limits.min : parsed.value < limits.min;
    return tooLow || parsed.value > limits.max ? { error: limits.error } : parsed;
  });
}

/** A whole number within limits, or null where empty. */
export function wholeNumber(limits: {
  min: number;
  max: number;
  error: FieldError;
}): z.ZodType<number | null, string | undefined> {
  return field<number | null>((text) => {
    if (text === '') return { value: null };
    const parsed = parseDecimal(text);
    if ('error' in parsed) return parsed.error === 'number' ? { error: 'whole-number' } : parsed;
    if (!Number.isInteger(parsed.value)) return { error: 'whole-number' };
    return parsed.value < limits.min || parsed.value > limits.max ? { error: limits.error } : parsed;
  });
}

/** A number as people type it, or the reason for the field. An empty text is no number. */
export function parseDecimal(text: string): Parsed<number> {
  const reading = readNumber(text, { decimal: 'either' });
  if ('value' in reading) return reading;
  if (reading.problem === 'ambiguous') return { error: 'number-ambiguous' };
  return { error: reading.problem === 'not-one-number' ? 'number-range' : 'number' };
}
