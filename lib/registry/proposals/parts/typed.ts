import { readNumber } from '@/lib/numbers/read-number';
import { PART_FIELDS, typedNames, type Part, type PartField, type PartValues } from './fields';

type Tree = { [key: string]: unknown };

/** Why a field is refused; a key of the messages under `proposals.fieldError`. */
type PartError = 'required' | 'choose' | 'number' | 'count' | 'both-languages' | 'line-by-line' | 'not-valid';
export type PartErrors = Readonly<Record<string, PartError>>;

/** What was typed as an object with the fields of the part; empty is null. What cannot be read is named. */
export function readTyped(part: Part, values: PartValues): { typed: Tree; errors: PartErrors } {
  const typed: Tree = {};
  const errors: Record<string, PartError> = {};
  for (const asked of PART_FIELDS[part]) {
    const field = isNeeded(part, asked, values) ? asked : { ...asked, optional: true };
    const read = field.look === 'pairs' ? readPairs(field, values) : readNames(field, values);
    Object.assign(errors, read.errors);
    for (const [name, value] of read.typed) put(typed, name.split('.'), value);
  }
  return { typed, errors };
}

type FieldRead = Readonly<{ typed: readonly (readonly [name: string, value: unknown])[]; errors: PartErrors }>;

/** Fields that stand together are needed once one of them is filled in. */
function isNeeded(part: Part, { together }: PartField, values: PartValues): boolean {
  if (together === undefined) return true;
  return PART_FIELDS[part].some(
    (field) => field.together === together && typedNames(field).some((name) => textOf(values, name) !== ''),
  );
}

function textOf(values: PartValues, name: string): string {
  return (values[name] ?? '').trim();
}

function readNames(field: PartField, values: PartValues): FieldRead {
  const typed: [string, unknown][] = [];
  const errors: Record<string, PartError> = {};
  for (const name of typedNames(field)) {
    const reading = readField(field, textOf(values, name));
    if ('error' in reading) errors[name] = reading.error;
    else typed.push([name, reading.value]);
  }
  if (field.look !== 'pair' || field.optional !== true) return { typed, errors };
  const missing = typedNames(field).filter((name) => textOf(values, name) === '');
  if (missing.length === 2) return { typed: [[field.name, null]], errors };
  return { typed, errors: Object.fromEntries(missing.map((name) => [name, 'both-languages' as const])) };
}

/** Texts in both languages, a line each: the first line of the one belongs to the first of the other. */
function readPairs({ name, optional }: PartField, values: PartValues): FieldRead {
  const lines = (language: string): string[] =>
    textOf(values, `${name}.${language}`)
      .split('\n')
      .flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const [english, russian] = [lines('en'), lines('ru')];
  if (english.length !== russian.length) return { typed: [], errors: { [`${name}.ru`]: 'line-by-line' } };
  if (english.length === 0 && optional !== true) return { typed: [], errors: { [`${name}.en`]: 'required' } };
  return { typed: [[name, english.map((en, i) => ({ en, ru: russian[i] ?? '' }))]], errors: {} };
}

function readField({ look, optional, choices }: PartField, text: string): { value: unknown } | { error: PartError } {
  if (look === 'list' || look === 'several') {
    const items = text.split(/[;\n]/u).flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
    if (look === 'several' && items.length === 0 && optional !== true) return { error: 'choose' };
    const known = choices === undefined || look === 'list' || items.every((item) => choices.includes(item));
    return known ? { value: items } : { error: 'choose' };
  }
  if (text === '') {
    if (optional === true) return { value: null };
    return { error: look === 'choice' ? 'choose' : 'required' };
  }
  if (look === 'choice') return choices?.includes(text) === true ? { value: text } : { error: 'choose' };
  if (look !== 'count' && look !== 'number') return { value: text };
  const reading = readNumber(text, { decimal: 'either' });
  if (!('value' in reading) || reading.value < 0) return { error: look };
  return look === 'count' && !Number.isInteger(reading.value) ? { error: 'count' } : { value: reading.value };
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const held = tree[first];
  const below: Tree = isTree(held) ? held : {};
  tree[first] = below;
  put(below, rest, value);
}

/** A held object as the form shows it first. */
export function showHeld(part: Part, held: unknown): PartValues {
  return Object.fromEntries(
    PART_FIELDS[part].flatMap(typedNames).map((name): [string, string] => [name, textAt(held, name.split('.'))]),
  );
}

function textAt(value: unknown, [first, ...rest]: readonly string[]): string {
  // A line for each text of a list of texts in both languages.
  if (first !== undefined && Array.isArray(value))
    return value.map((item) => textAt(item, [first, ...rest])).join('\n');
  if (first !== undefined) return isTree(value) ? textAt(value[first], rest) : '';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
