import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import classes from '../patient.module.css';
import type { FileColumn } from './ask';
import importing from './import.module.css';
import type { TargetGroup } from './target-options';

type Props = Readonly<{
  columns: readonly FileColumn[];
  fields: readonly TargetGroup[];
  onChange: (at: number, changed: Partial<FileColumn>) => void;
}>;

const ANSWERS = {
  order: ['day-first', 'month-first'],
  decimal: ['point', 'comma'],
  unit: ['per-litre', 'per-microlitre'],
} as const;

/** Each column of a file with examples, where it goes, and what its cells leave open. */
export function ColumnTable({ columns, fields, onChange }: Props) {
  const t = useTranslations('import');
  const known = new Set(fields.flatMap(({ options }) => options.map(({ value }) => value)));
  const others = columns.flatMap(({ target }) => (target === null || known.has(target) ? [] : [target]));
  return (
    <table className={classes.table} aria-label={t('columns')}>
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('examples')}</th>
          <th scope="col">{t('goes')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, at) => (
          <tr key={column.name}>
            <th scope="row">{column.name}</th>
            <td data-label={t('examples')}>{column.examples.join(' · ')}</td>
            <td data-label={t('goes')}>
              <Select
                className={importing.choice}
                aria-label={`${t('goes')}: ${column.name}`}
                value={column.target ?? ''}
                onChange={(event) => onChange(at, { target: event.target.value === '' ? null : event.target.value })}
              >
                <option value="">{t('nowhere')}</option>
                {fields.map(({ label, options }) => (
                  <optgroup key={label} label={label}>
                    {options.map((option) => (
                      <option key={option.value} value={option.value}>
                        {`${label}: ${option.label}`}
                      </option>
                    ))}
                  </optgroup>
                ))}
                {others.map((target) => (
                  <option key={target} value={target}>
                    {nameOf(target, fields)}
                  </option>
                ))}
              </Select>
              <Open column={column} onChange={(changed) => onChange(at, changed)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What only a file itself may say: a part of a field (how much of its date is known, a word that it ticks). */
function nameOf(target: string, fields: readonly TargetGroup[]): string {
  const [whole = '', part] = target.split(':');
  const group = fields.find(({ options }) => options.some(({ value }) => value === whole));
  const field = group?.options.find(({ value }) => value === whole);
  return field === undefined || part === undefined ? target : `${group?.label}: ${field.label} (${part})`;
}

function Open({
  column,
  onChange,
}: Readonly<{ column: FileColumn; onChange: (changed: Partial<FileColumn>) => void }>) {
  const t = useTranslations('import');
  const asked = (['order', 'decimal', 'unit'] as const).filter(
    (one) => column.questions.includes(one) || column[one] !== undefined,
  );
  return asked.map((question) => (
    <label key={question}>
      {' '}
      {t(`${question}.label`)}{' '}
      <Select
        value={column[question] ?? ''}
        onChange={(event) => onChange({ [question]: event.target.value === '' ? undefined : event.target.value })}
      >
        <option value="">{t('choose')}</option>
        {question === 'order' &&
          ANSWERS.order.map((one) => (
            <option key={one} value={one}>
              {t(`order.${one}`)}
            </option>
          ))}
        {question === 'decimal' &&
          ANSWERS.decimal.map((one) => (
            <option key={one} value={one}>
              {t(`decimal.${one}`)}
            </option>
          ))}
        {question === 'unit' &&
          ANSWERS.unit.map((one) => (
            <option key={one} value={one}>
              {t(`unit.${one}`)}
            </option>
          ))}
      </Select>
    </label>
  ));
}
