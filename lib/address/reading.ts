import { z } from 'zod';
import { isStated, LIST_FORMS, SPANS } from './fields';
import { nearestOf } from './nearest';
import { textsOf, type AddressParameters } from './parameters';
import { problemOf, type AddressProblem, type Fault } from './problem';
import { inOrder, withQuery, writeQuery, type WrittenPart } from './writing';

/** A faulty address can hold thousands of faults; a reader is told of these many in one parameter, or of unknown names. */
const MOST_PROBLEMS = 12;

/** The values of an address as far as they can be understood, and everything that cannot. */
export type AddressReading<Values> = Readonly<{ values: Values; problems: readonly AddressProblem[] }>;

/** A schema of an address that says these values. */
export type AddressSchema<Values> = z.ZodObject<{ [Name in keyof Values]: z.ZodType<Values[Name]> }>;

type Report = (value: string, fault: Fault) => void;

/**
 * Reads the parameters of an address by a schema whose fields come from `fields.ts`. Nothing makes it fail: what cannot
 * be understood is reported and what its absence means is taken. An empty or blank value says the same as its absence,
 * except that a joined list which is given and empty is the empty list. A parameter that is no list may be given once.
 * Of a list the readable values are kept, each once, in the one order of canonical addresses unless their order counts.
 */
export function readAddress<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  parameters: AddressParameters,
): AddressReading<z.output<z.ZodObject<Shape>>> {
  const problems = unknownParameters(Object.keys(schema.shape), parameters);
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const found: AddressProblem[] = [];
    const report: Report = (value, fault) => {
      if (found.length < MOST_PROBLEMS) found.push(problemOf(name, value, withNearest(value, fault)));
    };
    const value = readField(field as z.ZodType, textsOf(parameters[name]), report);
    if (value !== undefined) values[name] = value;
    problems.push(...found);
  }
  for (const { first, last } of [SPANS.get(schema) ?? []].flat()) {
    const [from, to] = [values[first], values[last]];
    if (typeof from !== 'number' || typeof to !== 'number' || from <= to) continue;
    problems.push(problemOf(first, `${from}–${to}`, { code: 'years-reversed' }));
    for (const name of [first, last]) values[name] = usualOf(schema.shape[name] as z.ZodType);
  }
  return { values: values as z.output<z.ZodObject<Shape>>, problems };
}

/** The one query of what these parameters say: known parameters in the order of the schema, without what is usual. */
export function canonicalQuery(schema: z.ZodObject, parameters: AddressParameters): string {
  const values: Readonly<Record<string, unknown>> = readAddress(schema, parameters).values;
  return writeQuery(
    Object.entries(schema.shape).flatMap(([name, field]): WrittenPart[] => {
      const [value, type] = [values[name], field as z.ZodType];
      if (value === undefined || value === null || (!isStated(type) && isSame(value, usualOf(type)))) return [];
      const list = listOf(type);
      if (list === null) return [[name, write(bare(type), value)]];
      const texts = (value as readonly unknown[]).map((one) => write(list.item, one));
      return [[name, list.separator === undefined ? texts : texts.join(list.separator)]];
    }),
  );
}

/** The one address of what these parameters say: for links, and as the key of what is kept for an address. */
export function canonicalAddress(path: string, schema: z.ZodObject, parameters: AddressParameters): string {
  return withQuery(path, canonicalQuery(schema, parameters));
}

/** The canonical address with what was probably meant in the place of one problem; null where nothing is near. */
export function mendedAddress(
  path: string,
  schema: z.ZodObject,
  parameters: AddressParameters,
  problem: AddressProblem,
): string | null {
  const { parameter, code, value, nearest } = problem;
  if (nearest === undefined) return null;
  const given = textsOf(parameters[parameter]);
  if (code === 'unknown-parameter') {
    if (parameters[nearest] !== undefined) return null;
    const { [parameter]: wrong, ...rest } = parameters;
    return canonicalAddress(path, schema, { ...rest, [nearest]: wrong });
  }
  const form = listOf(schema.shape[parameter] as z.ZodType);
  const mended =
    form === null
      ? [nearest]
      : given.flatMap((text) => partsOf(text, form.separator)).map((part) => (part === value ? nearest : part));
  const joinedAgain = form?.separator === undefined ? mended : [mended.join(form.separator)];
  return canonicalAddress(path, schema, { ...parameters, [parameter]: joinedAgain });
}

/** A problem of an address that knows more names than the schema which found it. */
export function alsoKnown(problem: AddressProblem, names: readonly string[]): AddressProblem {
  const { parameter, code, value, allowed = [] } = problem;
  if (code !== 'unknown-parameter') return problem;
  const known = [...allowed, ...names];
  return problemOf(parameter, value, withNearest(parameter, { code, allowed: known }));
}

/** The problem of a value that must name something of the evidence, or none. */
export function unknownRecord(
  parameter: string,
  value: string | undefined,
  allowed: readonly string[],
): AddressProblem[] {
  return value === undefined || allowed.includes(value)
    ? []
    : [problemOf(parameter, value, withNearest(value, { code: 'unknown-record', allowed }))];
}

/** Every parameter that is not among the known names. */
export function unknownParameters(known: readonly string[], parameters: AddressParameters): AddressProblem[] {
  return Object.keys(parameters)
    .filter((name) => parameters[name] !== undefined && !known.includes(name))
    .slice(0, MOST_PROBLEMS)
    .map((name) =>
      problemOf(
        name,
        textsOf(parameters[name])[0] ?? '',
        withNearest(name, { code: 'unknown-parameter', allowed: known }),
      ),
    );
}

function readField(field: z.ZodType, given: readonly string[], report: Report): unknown {
  const list = listOf(field);
  if (list !== null) return readList(field, list, given, report);
  const [text = '', ...others] = given;
  if (others.length > 0) {
    report(given.join(', '), {
      code: 'given-twice',
      ...(others.every((other) => other === text) && { nearest: text }),
    });
    return usualOf(field);
  }
  if (text.trim() === '') return usualOf(field);
  const parsed = field.safeParse(text);
  if (parsed.success) return parsed.data;
  report(text, faultOf(parsed.error));
  return usualOf(field);
}

type List = Readonly<{ item: z.ZodType; separator?: string; ordered: boolean; most?: number }>;

function readList(
  field: z.ZodType,
  { item, separator, ordered, most = Infinity }: List,
  given: readonly string[],
  report: Report,
): unknown {
  const parts = given.flatMap((text) => partsOf(text, separator));
  if (parts.length === 0) return given.length > 0 && separator !== undefined ? [] : usualOf(field);
  const read = (ordered ? [...new Set(parts)] : inOrder(parts)).flatMap((part) => {
    const parsed = item.safeParse(part);
    if (parsed.success) return [parsed.data];
    report(part, faultOf(parsed.error));
    return [];
  });
  if (read.length > most) report(String(read.length), { code: 'too-many', expected: { kind: 'count', most } });
  return read.length === 0 ? usualOf(field) : read.slice(0, most);
}

/** The values that one text of a list holds. */
export function partsOf(text: string, separator: string | undefined): string[] {
  const parts = separator === undefined ? [text] : text.split(separator);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function faultOf({ issues: [issue] }: z.ZodError): Fault {
  if (issue === undefined) return { code: 'not-valid' };
  switch (issue.code) {
    case 'custom':
      return issue.params?.fault as Fault;
    case 'invalid_value':
      return { code: 'not-in-list', allowed: issue.values.map(String) };
    case 'too_big':
      return { code: 'not-valid', expected: { kind: 'text', most: Number(issue.maximum) } };
    case 'invalid_type':
    case 'too_small':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return { code: 'not-valid' };
  }
}

/** The fault with what was probably meant, where its list of choices has something near. */
function withNearest(value: string, fault: Fault): Fault {
  const nearest = fault.nearest ?? nearestOf(value, fault.allowed ?? []);
  return nearest === undefined ? fault : { ...fault, nearest };
}

/** What the absence of a parameter means. */
function usualOf(field: z.ZodType): unknown {
  return field.safeParse(undefined).data;
}

/** Looked at for every address; a schema stays what it is. */
const lists = new WeakMap<z.ZodType, List | null>();

/** How the list of a field is written, or null where the field takes one text. */
export function listOf(field: z.ZodType): List | null {
  const known = lists.get(field);
  if (known !== undefined) return known;
  const list = formOf(field);
  lists.set(field, list);
  return list;
}

function formOf(field: z.ZodType): List | null {
  const inner = bare(field);
  return inner instanceof z.ZodArray
    ? { item: inner.element as z.ZodType, ...(LIST_FORMS.get(inner) ?? { ordered: false }) }
    : null;
}

/** The field without what says that it may be absent. */
function bare(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault
    ? bare(field.unwrap() as z.ZodType)
    : field;
}

function write(field: z.ZodType, value: unknown): string {
  return String(z.encode(field, value));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
