import { z } from 'zod';
import { typedNumber } from '@/lib/numbers/read-number';
import type { Expected, Fault, FormKind } from './problem';

// What a parameter of an address may be, each kind once. Every field reads one text and writes it back, so that one
// selection has one address; a list is an array of such fields.

/** How the list of a parameter is written; without a separator the parameter is repeated. */
type ListForm = Readonly<{
  separator?: string;
  /** the order is part of the selection */
  ordered: boolean;
  /** more than these are refused, and the first of them kept */
  most?: number;
}>;

/** How each list is written; a field that is not here takes one text. */
export const LIST_FORMS = z.registry<ListForm>();

/** Pairs of parameters, of which the first must not be larger than the second. */
export const SPANS = z.registry<Readonly<{ first: string; last: string }>>();

/** Fields that a canonical address states although it says what is usual, so that a cited link keeps its meaning. */
const STATED = z.registry<Readonly<{ stated: true }>>();

/** The field, always written. */
export function stated<Field extends z.ZodType>(field: Field): Field {
  STATED.add(field, { stated: true });
  return field;
}

/** Whether a canonical address writes the field even where it says what is usual. */
export function isStated(field: z.ZodType): boolean {
  return STATED.has(field);
}

/** One text, refused with what `faultOf` finds. */
export function checkedText(faultOf: (text: string) => Fault | null): z.ZodString {
  return z.string().check((context) => {
    const fault = faultOf(context.value);
    if (fault !== null) context.issues.push({ code: 'custom', input: context.value, params: { fault } });
  });
}

/** One of a fixed list of values. */
export function choice<const Values extends readonly string[]>(
  values: Values,
): z.ZodEnum<{ [Value in Values[number]]: Value }> {
  return z.enum(values);
}

/** The name of something that the evidence holds now. */
export function recordName(names: readonly string[]): z.ZodString {
  const known = new Set(names);
  return checkedText((text) => (known.has(text) ? null : { code: 'unknown-record', allowed: names }));
}

/** Free text without blanks around it. */
export function freeText(longest: number): z.ZodString {
  return z.string().trim().max(longest);
}

/** A text of a form that a pattern knows. */
export function patterned(pattern: RegExp, kind: FormKind): z.ZodString {
  return checkedText((text) => (pattern.test(text) ? null : { code: 'not-valid', expected: { kind } }));
}

type NumberField = z.ZodCodec<z.ZodString, z.ZodNumber>;

/** A whole number, as `readNumber` reads what a person types: `5`, `+5` and `5,0` are one. */
export function wholeNumber(least: number, most: number): NumberField {
  return numberField(z.int().min(least).max(most), { kind: 'whole', least, most }, 0);
}

/** A number with at most `digits` places after its decimal sign, from `least` to `most`. */
export function decimalNumber(least: number, most: number, digits: number): NumberField {
  return numberField(z.number().min(least).max(most), { kind: 'decimal', least, most }, digits);
}

/** A calendar year. */
export function year(least: number, most: number): NumberField {
  return wholeNumber(least, most);
}

function numberField(output: z.ZodNumber, expected: Extract<Expected, { least: number }>, digits: number): NumberField {
  const input = checkedText((text) => {
    const value = typedNumber(text);
    if (value !== null && hasPlaces(value, digits) && value >= expected.least && value <= expected.most) return null;
    // A number that was given with too many places is not rounded: which way is the reader's choice.
    const nearest =
      value === null || !hasPlaces(value, digits)
        ? {}
        : { nearest: String(Math.min(Math.max(value, expected.least), expected.most)) };
    return { code: 'not-valid', expected, ...nearest };
  });
  // The check above has read the text.
  return z.codec(input, output, { decode: (text) => typedNumber(text) ?? Number.NaN, encode: String });
}

function hasPlaces(value: number, digits: number): boolean {
  return Number(value.toFixed(digits)) === value;
}

type Flag = z.ZodCodec<z.ZodEnum<{ '1': '1'; '0': '0'; true: 'true'; false: 'false' }>, z.ZodBoolean>;

/** Yes or no. */
export function flag(): Flag {
  return z.codec(z.enum(['1', '0', 'true', 'false']), z.boolean(), {
    decode: (text) => text === '1' || text === 'true',
    encode: (on) => (on ? '1' : '0'),
  });
}

/** Any of several values, the parameter repeated; their order says nothing. */
export function several<Item extends z.ZodType<unknown, string>>(item: Item): z.ZodArray<Item> {
  return z.array(item).register(LIST_FORMS, { ordered: false });
}

/** Several values in one parameter. Given but empty it is the empty list. */
export function joined<Item extends z.ZodType<unknown, string>>(
  item: Item,
  form: ListForm & Readonly<{ separator: string }>,
): z.ZodArray<Item> {
  return z.array(item).register(LIST_FORMS, form);
}
