'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import {
  guessRoles,
  MOST_GROUPS,
  MOST_STATUS_VALUES,
  STATUS_ROLES,
  TIME_UNITS,
  type OwnChoice,
} from '@/lib/analysis/choice';
import { valuesOf, type OwnTable } from '@/lib/analysis/table';
import classes from './analyse.module.css';

type Props = Readonly<{
  table: OwnTable;
  choice: OwnChoice;
  onChange: (choice: OwnChoice) => void;
  /** times to read the curves at, as typed */
  times: string;
  timesWrong: boolean;
  onTimes: (times: string) => void;
}>;

/** Which column is what, what each status means, and at which times the curves are read. */
export function ColumnChoice({ table, choice, onChange, times, timesWrong, onTimes }: Props) {
  const t = useTranslations('analyse');
  const columns = table.columns.map((label, i) => ({ value: String(i), label }));
  const none = { value: '', label: t('choice.none') };
  const position = (value: string): number | null => (value === '' ? null : Number(value));
  const groups = choice.group === null ? null : valuesOf(table, choice.group, MOST_GROUPS);
  return (
    <div className={classes.step}>
      <div className={classes.fields}>
        <NativeSelect
          label={t('choice.time')}
          data={[none, ...columns]}
          value={choice.time?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...choice, time: position(value) })}
        />
        <NativeSelect
          label={t('choice.unit')}
          data={TIME_UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
          value={choice.unit}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...choice, unit: TIME_UNITS.find((unit) => unit === value) ?? 'days' })
          }
        />
        <NativeSelect
          label={t('choice.status')}
          data={[none, ...columns]}
          value={choice.status?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const status = position(value);
            onChange({ ...choice, status, roles: status === null ? {} : guessRoles(table, status) });
          }}
        />
        <NativeSelect
          label={t('choice.group')}
          data={[{ value: '', label: t('choice.noGroup') }, ...columns]}
          value={choice.group?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...choice, group: position(value), reference: null })}
        />
        {groups !== null && groups.size > 1 && (
          <NativeSelect
            label={t('choice.reference')}
            data={[...groups.keys()]}
            value={choice.reference ?? [...groups.keys()][0] ?? ''}
            onChange={({ currentTarget: { value } }) => onChange({ ...choice, reference: value })}
          />
        )}
        <TextInput
          label={t('choice.times')}
          description={t('choice.timesHint')}
          value={times}
          onChange={({ currentTarget: { value } }) => onTimes(value)}
          error={timesWrong ? t('choice.timesWrong') : undefined}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <StatusRoles table={table} choice={choice} onChange={onChange} />
    </div>
  );
}

/** What each value of the status column means. */
function StatusRoles({ table, choice, onChange }: Pick<Props, 'table' | 'choice' | 'onChange'>) {
  const t = useTranslations('analyse');
  const values = choice.status === null ? null : valuesOf(table, choice.status, MOST_STATUS_VALUES);
  if (values === null || values.size === 0) return null;
  return (
    <fieldset className={classes.group}>
      <legend>{t('choice.meaning')}</legend>
      <div className={classes.fields}>
        {[...values].map(([value, count]) => (
          <NativeSelect
            key={value}
            label={t('choice.value', { value, count })}
            data={STATUS_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
            value={choice.roles[value] ?? 'left-out'}
            onChange={({ currentTarget: { value: role } }) =>
              onChange({
                ...choice,
                roles: { ...choice.roles, [value]: STATUS_ROLES.find((one) => one === role) ?? 'censored' },
              })
            }
          />
        ))}
      </div>
      <p className={classes.hint} style={{ marginTop: '0.5rem' }}>
        {t('choice.competingHint')}
      </p>
    </fieldset>
  );
}
