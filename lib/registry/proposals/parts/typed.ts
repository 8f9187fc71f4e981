import { readNumber } from '@/lib/numbers/read-number';
import { PART_FIELDS, typedNames, type Part, type PartField, type PartValues } from './fields';

type Tree = { [key: string]: unknown };

/** Why a field is refused; a key of the messages under `proposals.fieldError`. */
type PartError = 'required' | 'choose' | 'number' | 'count' | 'both-languages' | 'not-valid';
export type PartErrors = Readonly<Record<string, PartError>>;

/** What was typed as an object with the fields of the part; empty is null. What cannot be read is named. */
export function readTyped(part: Part, values: PartValues): { typed: Tree; errors: PartErrors } {
  const typed: Tree = {};
  const errors: Record<string, PartError> = {};
  for (const field of PART_FIELDS[part]) {
    for (const name of typedNames(field)) {
      const reading = readField(field, (values[name] ?? '').trim());
      if ('error' in reading) errors[name] = reading.error;
      else put(typed, name.split('.'), reading.value);
    }
    if (field.look === 'pair' && (values[`${field.name}.en`] ?? '').trim() === '' && field.optional === true) {
      if ((values[`${field.name}.ru`] ?? '').trim() === '') put(typed, field.name.split('.'), null);
      else errors[`${field.name}.en`] = 'both-languages';
    }
  }
  return { typed, errors };
}

function readField({ look, optional, choices }: PartField, text: string): { value: unknown } | { error: PartError } {
  if (look === 'list')
    return { value: text.split(/[;\n]/u).flatMap((item) => (item.trim() === '' ? [] : [item.trim()])) };
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
  if (first !== undefined) return isTree(value) ? textAt(value[first], rest) : '';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
