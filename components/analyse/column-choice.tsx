'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { meaningsOf, MOST_GROUPS, TIME_UNITS, type OwnChoice } from '@/lib/analysis/choice';
import { isTurned, STATUS_ROLES, type StatusDoubt } from '@/lib/analysis/status';
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
          onChange={({ currentTarget: { value } }) => onChange({ ...choice, status: position(value) })}
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

/** What each value of the status column means; where that is in doubt the reader is asked, and nothing is drawn before. */
function StatusRoles({ table, choice, onChange }: Pick<Props, 'table' | 'choice' | 'onChange'>) {
  const t = useTranslations('analyse');
  const meanings = choice.status === null ? null : meaningsOf(table, choice.status, choice.roles);
  if (choice.status === null || meanings === null || meanings.length === 0) return null;
  const column = table.columns[choice.status] ?? '';
  const asked = meanings.filter(({ role }) => role === null);
  const doubts = new Set(asked.flatMap(({ doubt }) => doubt ?? []));
  const roles = STATUS_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));
  return (
    <fieldset className={classes.group}>
      <legend>{t('choice.meaning')}</legend>
      {asked.length > 0 && (
        <div className={classes.problems} role="status" style={{ marginBottom: '0.75rem' }}>
          <h3>{t('choice.asked', { count: asked.length })}</h3>
          {[...doubts].map((doubt: StatusDoubt) => (
            <p key={doubt}>{t(`choice.doubt.${doubt}`, { column })}</p>
          ))}
        </div>
      )}
      <div className={classes.fields}>
        {meanings.map(({ value: { key, label, count, spellings }, role }) => (
          <NativeSelect
            key={key}
            label={t('choice.value', { value: label, count })}
            description={spellings.length > 1 ? t('choice.spellings', { spellings: spellings.join('; ') }) : undefined}
            error={role === null ? t('choice.sayMeaning') : undefined}
            data={role === null ? [{ value: '', label: t('choice.none') }, ...roles] : roles}
            value={role ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const chosen = STATUS_ROLES.find((one) => one === value);
              if (chosen !== undefined) onChange({ ...choice, roles: { ...choice.roles, [key]: chosen } });
            }}
          />
        ))}
      </div>
      {isTurned(column) && (
        <p className={classes.hint} style={{ marginTop: '0.5rem' }}>
          {t('choice.turned', { column })}
        </p>
      )}
      <p className={classes.hint} style={{ marginTop: '0.5rem' }}>
        {t('choice.competingHint')}
      </p>
    </fieldset>
  );
}
