import { z } from 'zod';
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

/** A whole number in digits alone; not `1e3`, `+5`, `5.0` or `5,5`. */
export function wholeNumber(least: number, most: number): NumberField {
  const expected = { kind: 'whole', least, most } as const;
  return numberField(z.int().min(least).max(most), (text) => /^\d{1,9}$/u.test(text), expected, 0);
}

/** A number with at most `digits` places after a point, from `least` to `most`. */
export function decimalNumber(least: number, most: number, digits: number): NumberField {
  const form = new RegExp(`^\\d{1,9}(\\.\\d{1,${digits}})?$`, 'u');
  const expected = { kind: 'decimal', least, most } as const;
  return numberField(z.number().min(least).max(most), (text) => form.test(text), expected, digits);
}

/** A calendar year. */
export function year(least: number, most: number): NumberField {
  return wholeNumber(least, most);
}

function numberField(
  output: z.ZodNumber,
  isWritten: (text: string) => boolean,
  expected: Extract<Expected, { least: number }>,
  digits: number,
): NumberField {
  const input = checkedText((text) => {
    const value = Number(text);
    if (isWritten(text) && value >= expected.least && value <= expected.most) return null;
    const nearest = nearestNumber(text, expected, digits);
    return { code: 'not-valid', expected, ...(nearest === undefined ? {} : { nearest }) };
  });
  return z.codec(input, output, { decode: Number, encode: String });
}

/** The nearest number that would be read; undefined where the text is not plainly a number, as `1e3` is not. */
function nearestNumber(
  text: string,
  { least, most }: Extract<Expected, { least: number }>,
  digits: number,
): string | undefined {
  const [, sign = '', whole, part = ''] = /^\s*([+-]?)(\d{1,9})(?:[.,](\d{1,9}))?\s*$/u.exec(text) ?? [];
  // A whole number that was given with a part is not rounded: which way is the reader's choice.
  if (whole === undefined || part.length > digits) return undefined;
  const value = Number(`${sign === '-' ? '-' : ''}${whole}.${part === '' ? '0' : part}`);
  return String(Math.min(Math.max(value, least), most));
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
