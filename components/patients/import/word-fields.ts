import { EXPORT_TABLES, exportFields, vocabularyOf } from '@/lib/patients/export/tables';
import { readTarget, STORED_RECORD, takesOf } from '@/lib/patients/import/fields';
import { DIED } from '@/lib/patients/import/words/signs';
import type { Meaning } from '@/lib/patients/import/words/site-words';
import type { ProjectWords } from '@/lib/patients/redcap/dictionary';
import { VOCABULARY } from '@/lib/patients/vocabulary';
import type { TargetGroup } from './target-options';

type Option = Readonly<{ value: string; label: string }>;
/** A field that a word may name, with the values that a word may stand for; `group` is of whom or what it is. */
export type WordField = Readonly<{
  scope: string;
  field: string;
  group: string;
  label: string;
  vocabulary: string | null;
  values: readonly Option[];
}>;

/** Every field once: those of the patient, and those of each kind of record whatever its place in a row; `died` says that the day of the last contact is that of death. */
export function wordFields(groups: readonly TargetGroup[], { word }: ProjectWords, died: string): WordField[] {
  return groups.flatMap(({ label: group, options }) =>
    options.flatMap(({ value, label }): WordField[] => {
      const target = readTarget(value);
      if (target === null || target.part !== undefined || target.field === STORED_RECORD || (target.slot ?? '') !== '')
        return [];
      const vocabulary = vocabularyOf(takesOf(target));
      const values = vocabulary === null ? [] : VOCABULARY[vocabulary];
      return [
        {
          ...{ scope: target.of, field: target.field, group, label, vocabulary },
          values: [
            ...values.map((one) => ({ value: one, label: vocabulary === null ? one : word(vocabulary, one) })),
            ...(vocabulary === 'followUpStatus' ? [{ value: DIED, label: died }] : []),
          ],
        },
      ];
    }),
  );
}

/** What a word means: the field that it names, or the value with the fields that have it. */
export function meaningOf(
  fields: readonly WordField[],
  { kind, scope, meaning }: Meaning,
): Readonly<{ value: string | null; fields: string }> {
  const named = fields.filter((one) =>
    kind === 'field' ? one.scope === scope && one.field === meaning : one.vocabulary === scope,
  );
  const value = kind === 'field' ? null : (named[0]?.values.find((one) => one.value === meaning)?.label ?? meaning);
  const names = named.map(({ group, label }) => `${group}: ${label}`);
  return { value, fields: names.length === 0 ? meaning : names.join(', ') };
}

type Cell = Readonly<{ of: string; field: string; value: string }>;

/** What a field holds, as its reader says it: the words of the forms, and the decimal sign of the language. */
export function valueText(fields: readonly WordField[], locale: string, { of, field, value }: Cell): string {
  const table = EXPORT_TABLES.find((one) => one === of);
  if (table !== undefined && exportFields(table)[field] === 'number')
    return locale === 'ru' ? value.replace('.', ',') : value;
  const words = fields.find((one) => one.scope === of && one.field === field)?.values ?? [];
  if (words.length === 0) return value;
  // A relapse may be in several places.
  return value
    .split(',')
    .map((one) => words.find((word) => word.value === one)?.label ?? one)
    .join(', ');
}
