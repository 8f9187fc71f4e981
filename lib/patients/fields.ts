import { z } from 'zod';
import { readNumber } from '../numbers/read-number';
import { isDay } from './calendar';
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

/** A calendar day `YYYY-MM-DD`, or null where empty. */
export const optionalDay: z.ZodType<string | null, string | undefined> = field<string | null>((text) => {
  if (text === '') return { value: null };
  return parseDay(text);
});

/** A calendar day `YYYY-MM-DD`. */
export const day: z.ZodType<string, string | undefined> = field<string>((text) =>
  text === '' ? { error: 'required' } : parseDay(text),
);

function parseDay(text: string): Parsed<string> {
  if (!isDay(text)) return { error: 'day' };
  return text < '1970-01-01' ? { error: 'day-too-early' } : { value: text };
}

/** A number within limits, or null where empty. `above` excludes the lower limit itself. */
export function decimal(limits: {
  min: number;
  max: number;
  above?: boolean;
  error: FieldError;
}): z.ZodType<number | null, string | undefined> {
  return field<number | null>((text) => {
    if (text === '') return { value: null };
    const parsed = parseDecimal(text);
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
