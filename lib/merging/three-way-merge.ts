type FormValues = Record<string, string>;

export type FieldConflict = { name: string; base: string; mine: string; theirs: string };

export type Merge = {
  /** Every field with the value to store, of a field in conflict the one that was typed. */
  merged: FormValues;
  /** Fields that only the others changed, with their value. */
  adopted: FormValues;
  /** Fields that both sides changed to different values: a person must choose. */
  conflicts: FieldConflict[];
};

/**
 * Joins two changes of one record by what each changed against the version both started from, all three in the notation
 * of stored values. A field that `mine` does not hold was not in the form: it is as it was. A field that `base` does not
 * hold has no known beginning, so any difference is a conflict.
 */
export function threeWayMerge(base: FormValues, mine: FormValues, theirs: FormValues): Merge {
  const merge: Merge = { merged: {}, adopted: {}, conflicts: [] };
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [was, their] = [base[name], theirs[name] ?? ''];
    const my = mine[name] ?? was ?? their;
    if (my === their || my === was) merge.merged[name] = their;
    else merge.merged[name] = my;
    if (my === was && their !== was) merge.adopted[name] = their;
    if (my !== their && my !== was && their !== was)
      merge.conflicts.push({ name, base: was ?? '', mine: my, theirs: their });
  }
  return merge;
}

/** The version a form started from, as it was sent along; null where it was not, or is not one. */
export function readBase(text: string | undefined): FormValues | null {
  try {
    const read: unknown = JSON.parse(text ?? '');
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    const entries = Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(entries);
  } catch {
    return null;
  }
}
