import { PART_FIELDS, typedNames, type Part } from './fields';

/** What a place is called in the file where its form calls it otherwise. */
const CALLED: Readonly<Partial<Record<Part, readonly (readonly [file: RegExp, form: string])[]>>> = {
  statement: [[/^text\b/u, 'statement']],
  discrepancy: [[/^reason\b/u, 'why']],
  disagreement: [[/^reason\b/u, 'why']],
  search: [[/^on$/u, 'searched']],
  question: [[/^certainty\./u, '']],
};

/** The item itself is no field of its form: of `facts[3].range` the form has `range`. */
const ITEM = /^(?:facts|statements|discrepancies|searches|covers|questions|references)?\[\d+\]\.|^flow\./u;

/**
 * The field of the form in which a place of the data set is typed, `facts[3].source.ref` or `topicName`; of several fields
 * the first. null: it is typed in none.
 */
export function fieldAt(part: Part, path: string): string | null {
  const inItem = path.replace(ITEM, '');
  const place = (CALLED[part] ?? [])
    .reduce((text, [file, form]) => text.replace(file, form), inItem)
    .replaceAll(/\[\d+\]/gu, '');
  const names = PART_FIELDS[part].flatMap(typedNames);
  return names.find((name) => name === place) ?? names.find((name) => name.startsWith(`${place}.`)) ?? null;
}
