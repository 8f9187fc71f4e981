import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { questionsOf, type ColumnChoice, type Question } from '@/lib/patients/import/questions';
import type { ReadColumn } from '@/lib/patients/import/read-file';
import classes from '../patient.module.css';
import importing from './import.module.css';
import type { TargetGroup } from './target-options';

type Props = Readonly<{
  label: string;
  columns: readonly ReadColumn[];
  choices: readonly ColumnChoice[];
  fields: readonly TargetGroup[];
  onChange: (at: number, choice: ColumnChoice) => void;
}>;

const ANSWERS = {
  order: ['day-first', 'month-first', 'year-first'],
  decimal: ['point', 'comma'],
  unit: ['per-litre', 'per-microlitre'],
  share: ['percent', 'fraction', 'exponent'],
  age: ['days', 'months', 'years'],
  serial: ['1900', '1904'],
} as const;

/** Each column of a file with examples, where it goes, and what its cells leave open. */
export function ColumnTable({ label, columns, choices, fields, onChange }: Props) {
  const t = useTranslations('import');
  const known = new Set(fields.flatMap(({ options }) => options.map(({ value }) => value)));
  const others = columns.flatMap(({ target }) => (target === null || known.has(target) ? [] : [target]));
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('examples')}</th>
          <th scope="col">{t('goes')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, at) => {
          const choice = choices[at] ?? { target: null };
          return (
            <tr key={column.name}>
              <th scope="row">{column.name}</th>
              <td data-label={t('examples')}>{column.examples.join(' · ')}</td>
              <td data-label={t('goes')}>
                <Select
                  className={importing.choice}
                  aria-label={`${t('goes')}: ${column.name}`}
                  value={choice.target ?? ''}
                  onChange={({ target }) => onChange(at, { target: target.value === '' ? null : target.value })}
                >
                  <option value="">{t('nowhere')}</option>
                  <Fields fields={fields} />
                  {others.map((target) => (
                    <option key={target} value={target}>
                      {nameOf(target, fields)}
                    </option>
                  ))}
                </Select>
                <Open column={column} choice={choice} onChange={(changed) => onChange(at, changed)} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Fields({ fields }: Pick<Props, 'fields'>) {
  return fields.map(({ label, options }) => (
    <optgroup key={label} label={label}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {`${label}: ${option.label}`}
        </option>
      ))}
    </optgroup>
  ));
}

/** What only a file itself may say: a part of a field (how much of its date is known, a word that it ticks). */
function nameOf(target: string, fields: readonly TargetGroup[]): string {
  const [whole = '', part] = target.split(':');
  const group = fields.find(({ options }) => options.some(({ value }) => value === whole));
  const field = group?.options.find(({ value }) => value === whole);
  return field === undefined || part === undefined ? target : `${group?.label}: ${field.label} (${part})`;
}

type OpenProps = Readonly<{ column: ReadColumn; choice: ColumnChoice; onChange: (choice: ColumnChoice) => void }>;

function Open({ column, choice, onChange }: OpenProps) {
  const t = useTranslations('import');
  const answersTo = (question: Question): readonly Readonly<{ value: string; label: string }>[] =>
    ({
      order: ANSWERS.order.map((value) => ({ value, label: t(`order.${value}`) })),
      decimal: ANSWERS.decimal.map((value) => ({ value, label: t(`decimal.${value}`) })),
      unit: ANSWERS.unit.map((value) => ({ value, label: t(`unit.${value}`) })),
      share: ANSWERS.share.map((value) => ({ value, label: t(`share.${value}`) })),
      age: ANSWERS.age.map((value) => ({ value, label: t(`age.${value}`) })),
      serial: ANSWERS.serial.map((value) => ({ value, label: t(`serial.${value}`) })),
    })[question];
  return questionsOf(column.facts, choice.target).map((question) => (
    <label key={question}>
      {' '}
      {t(`${question}.label`)}{' '}
      <Select
        className={importing.choice}
        value={choice[question] ?? ''}
        onChange={({ target }) => onChange(answered(choice, question, target.value))}
      >
        <option value="">{t('choose')}</option>
        {answersTo(question).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </label>
  ));
}

function answered(choice: ColumnChoice, question: Question, answer: string): ColumnChoice {
  const said: readonly string[] = ANSWERS[question];
  return { ...choice, [question]: said.includes(answer) ? answer : undefined };
}
