import { z } from 'zod';

const CitedDate = z.strictObject({ 'date-parts': z.array(z.array(z.int())) });
const CitedAuthors = z
  .array(
    z.strictObject({ family: z.string().optional(), given: z.string().optional(), literal: z.string().optional() }),
  )
  .min(1);

/** A part of a stored row that changed: its name, the item of a list that it belongs to, and its language. */
export type ChangedPart = Readonly<{
  /** names from the outside in, joined by hyphens, such as `time_years`, `cut` or `overall-judgement` */
  name: string;
  /** which item of a list, by its own key or its number from 1 */
  item: string | null;
  language: 'en' | 'ru' | null;
  /** null or missing: nothing stood there */
  before: unknown;
  after: unknown;
}>;

type Values = Readonly<Record<string, unknown>>;
type Leaf = Pick<ChangedPart, 'name' | 'item' | 'language'> & { value: unknown };

/** Columns that only hold the parts of a record; their name says nothing to a reader. */
const WRAPPERS: readonly string[] = ['details', 'content', 'csl'];
/** Columns of a reference that repeat what its bibliographic record says. */
const REPEATED: readonly string[] = ['title', 'year', 'doi', 'pmid', 'number', 'type'];
/** Where a row hangs, which the change names already. */
const PLACES: readonly string[] = ['trial_slug', 'subject', 'position'];
/** What an item of a list is known by, where it says so. */
const KEYS = ['id', 'years'] as const;

/** The parts that differ between the old and the new columns of a row, in the order of the old and then the new. */
export function changedParts(before: Values, after: Values): ChangedPart[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    const leaf = old ?? now;
    if (leaf === undefined || alike(old?.value, now?.value)) return [];
    const { name, item, language } = leaf;
    return [{ name, item, language, before: old?.value, after: now?.value }];
  });
}

/** What was taken out of a list and what was put in; null: one of them is no list of plain values, or only its order changed. */
export function listChange(
  before: unknown,
  after: unknown,
): Readonly<{ removed: readonly unknown[]; added: readonly unknown[] }> | null {
  if (!Array.isArray(before) || !Array.isArray(after)) return null;
  const [old, now]: [unknown[], unknown[]] = [before, after];
  const removed = old.filter((one) => !now.includes(one));
  const added = now.filter((one) => !old.includes(one));
  return removed.length + added.length === 0 ? null : { removed, added };
}

function leavesOf(row: Values): Map<string, Leaf> {
  const columns = Object.entries(row).filter(
    ([name]) => !PLACES.includes(name) && !('csl' in row && REPEATED.includes(name)),
  );
  const leaves = columns.flatMap(([name, value]) =>
    WRAPPERS.includes(name) && isRecord(value) ? partsOf(value, []) : partsOf({ [name]: value }, []),
  );
  return new Map(leaves.map((leaf) => [JSON.stringify([leaf.name, leaf.item, leaf.language]), leaf]));
}

function partsOf(value: unknown, path: readonly string[], item: string | null = null): Leaf[] {
  const bibliographic = citedForm(value);
  if (bibliographic !== null) return [leaf(path, item, bibliographic)];
  if (isRecord(value)) {
    const [only, ...others] = Object.keys(value);
    // `{ absent }` or `{ value }` stands for the particular itself.
    const stands = others.length === 0 && path.length > 0 && (only === 'value' || only === 'absent');
    if (stands && !isRecord(value[only])) return [leaf(path, item, value[only])];
    return Object.entries(value).flatMap(([name, inner]) => partsOf(inner, stands ? path : [...path, name], item));
  }
  if (Array.isArray(value) && value.some(isRecord))
    return value.flatMap((one: unknown, place) => partsOf(one, path, keyOf(one) ?? String(place + 1)));
  return [leaf(path, item, value)];
}

function leaf(path: readonly string[], item: string | null, value: unknown): Leaf {
  const whole = path.join('-');
  const [, language = null] = /[_-](en|ru)$/u.exec(whole) ?? [];
  if (language !== 'en' && language !== 'ru') return { name: whole, item, language: null, value };
  return { name: whole.slice(0, -3), item, language, value };
}

/** A date and authors of CSL-JSON as a reader writes them; null: it is neither. */
function citedForm(value: unknown): string | readonly string[] | null {
  const date = CitedDate.safeParse(value);
  if (date.success) return date.data['date-parts'].map((parts) => parts.map(twoDigits).join('-')).join('–');
  const authors = CitedAuthors.safeParse(value);
  return authors.success
    ? authors.data.map(({ literal, family, given }) => literal ?? [family, given].join(' ').trim())
    : null;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

function keyOf(one: unknown): string | null {
  if (!isRecord(one)) return null;
  const key = KEYS.map((name) => one[name]).find((value) => typeof value === 'string' || typeof value === 'number');
  return key === undefined ? null : String(key);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(stated(one)) === JSON.stringify(stated(other));
}

/** An empty list says as little as none. */
function stated(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : (value ?? null);
}
