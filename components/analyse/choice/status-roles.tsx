'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import classes from '@/components/analyse/analyse.module.css';
import { meaningsOf, type ValueMeaning } from '@/lib/analysis/choice';
import { isTurned, STATUS_ROLES, type StatusDoubt } from '@/lib/analysis/status';
import type { ChoiceProps } from './choice-props';

/** What each value of the status column means; where that is in doubt the reader is asked, and nothing is drawn before. */
export function StatusRoleFields({ view, choice, onChange }: ChoiceProps) {
  const t = useTranslations('analyse');
  const meanings = choice.status === null ? null : meaningsOf(view, choice.status, choice.roles);
  if (choice.status === null || meanings === null || meanings.length === 0) return null;
  const column = view.columns[choice.status]?.name ?? '';
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
            label={t('choice.value', { value: label === '' ? t('choice.emptyValue') : label, count })}
            description={
              spellings.length > 1 && label !== ''
                ? t('choice.spellings', { spellings: spellings.join('; ') })
                : undefined
            }
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
      <EventNames meanings={meanings} choice={choice} onChange={onChange} />
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

type NameProps = Omit<ChoiceProps, 'view'> & Readonly<{ meanings: readonly ValueMeaning[] }>;

/** What competing events are called in the figure, where the table has no more than codes for them. */
function EventNames({ meanings, choice, onChange }: NameProps) {
  const t = useTranslations('analyse.choice');
  if (!meanings.some(({ role }) => role === 'competing')) return null;
  const events = meanings.filter(({ role }) => role === 'event' || role === 'competing');
  return (
    <div className={classes.fields} style={{ marginTop: '0.75rem' }}>
      {events.map(({ value: { key, label } }) => (
        <TextInput
          key={key}
          label={t('eventName', { value: label === '' ? t('emptyValue') : label })}
          placeholder={label}
          value={choice.eventNames[key] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...choice, eventNames: { ...choice.eventNames, [key]: value } })
          }
          autoComplete="off"
        />
      ))}
    </div>
  );
}
