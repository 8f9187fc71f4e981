import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import classes from './import.module.css';
import { Select } from '@/components/ui/field';
import { unsaidOfRecords, type Unsaid } from '@/lib/patients/import/unsaid-of-records';
import { targetKey } from '@/lib/patients/import/fields';
import type { ColumnChoice } from '@/lib/patients/import/questions';
import type { ReadColumn } from '@/lib/patients/import/read-file';
import { VOCABULARY } from '@/lib/patients/vocabulary';
import type { TargetGroup } from './target-options';
import type { WordField } from './word-fields';

type Props = Readonly<{
  columns: readonly ReadColumn[];
  choices: readonly ColumnChoice[];
  fields: readonly TargetGroup[];
  meanings: readonly WordField[];
  onChange: (at: number, choice: ColumnChoice) => void;
}>;

/** What no column says of records that could not be stored without it; the time point of samples can be said here for all of them. */
export function UnsaidRecords({ columns, choices, fields, meanings, onChange }: Props) {
  const t = useTranslations('import.unsaid');
  const words = meanings.find(({ vocabulary }) => vocabulary === 'mrdTimePoint')?.values ?? [];
  const named = ({ kind, slot }: Unsaid, field: string): Readonly<{ group: string; field: string }> => {
    const key = targetKey({ of: kind, slot, field });
    const group = fields.find(({ options }) => options.some(({ value }) => value === key));
    return { group: group?.label ?? key, field: group?.options.find(({ value }) => value === key)?.label ?? field };
  };
  return unsaidOfRecords(choices.map(({ target }) => target)).map((one) => {
    const { at, kind, slot } = one;
    const record = `${named(one, one.fields[0] ?? '').group} (${columns[at]?.name ?? ''})`;
    const asked = kind === 'mrd' && one.fields.includes('timePoint');
    const others = one.fields.filter((field) => !asked || field !== 'timePoint');
    return (
      <div key={`${kind}#${slot}`} className={classes.unsaid}>
        {others.length > 0 && (
          <p>{t('fields', { record, fields: others.map((field) => named(one, field).field).join(', ') })}</p>
        )}
        {asked && (
          <label className={entry.field}>
            <span className={entry.label}>{t('timePoint', { record })}</span>
            <Select
              look="form"
              value={choices[at]?.timePoint ?? ''}
              onChange={({ target: { value } }) =>
                onChange(at, {
                  target: null,
                  ...choices[at],
                  timePoint: VOCABULARY.mrdTimePoint.find((point) => point === value),
                })
              }
            >
              <option value="">{t('none')}</option>
              {words.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </label>
        )}
      </div>
    );
  });
}
