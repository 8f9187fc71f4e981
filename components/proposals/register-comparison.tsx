'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import classes from '@/components/curate/curate.module.css';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, TextArea } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import {
  readRegisterRecord,
  type RecordReading,
  type RegisterRecord,
} from '@/lib/registry/register-record/clinicaltrials';
import { changedFields, compareWithTrial, isRecordOf } from '@/lib/registry/register-record/compare';
import type { Trial } from '@/lib/registry/schema';

/** A register record beside what the registry holds of a study. It is read in the browser, and nothing of it is stored. */
export function RegisterComparison({ trial }: Readonly<{ trial: Trial }>) {
  const t = useTranslations('proposals.register');
  const ready = useHydrated();
  const id = useId();
  const [text, setText] = useState('');
  const [reading, setReading] = useState<RecordReading | null>(null);
  const [before, setBefore] = useState<RegisterRecord | null>(null);
  const compare = (): void => {
    if (reading !== null && 'record' in reading) setBefore(reading.record);
    setReading(readRegisterRecord(text));
  };
  return (
    <section className={classes.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('title')}</h2>
      <p>{t('intro', { study: trial.acronym })}</p>
      <div className={entry.field}>
        <label htmlFor={id} className={entry.label}>
          {t('paste')}
        </label>
        <TextArea
          id={id}
          look="form"
          rows={6}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <label htmlFor={`${id}-file`} className={entry.label}>
          {t('open')}
        </label>
        <Input
          id={`${id}-file`}
          type="file"
          accept="application/json,.json"
          onChange={({ currentTarget: { files } }) => void files?.[0]?.text().then(setText)}
        />
      </div>
      <div className={entry.actions}>
        <Button type="button" disabled={!ready} onClick={compare}>
          {t('compare')}
        </Button>
      </div>
      {reading !== null && <Reading trial={trial} reading={reading} before={before} />}
    </section>
  );
}

type ReadingProps = Readonly<{ trial: Trial; reading: RecordReading; before: RegisterRecord | null }>;

function Reading({ trial, reading, before }: ReadingProps) {
  const t = useTranslations('proposals.register');
  if ('problem' in reading)
    return (
      <p role="alert" className={entry.error}>
        {reading.problem === 'not-json' ? t('notJson') : t('form', { path: reading.path })}
      </p>
    );
  const { record } = reading;
  if (!isRecordOf(trial, record))
    return (
      <p role="alert" className={entry.error}>
        {t('otherStudy', { id: record.id })}
      </p>
    );
  const changed = before?.id === record.id ? changedFields(before, record) : null;
  return (
    <div>
      <p role="status">
        {t('record', { id: record.id, date: record.updated ?? t('noDate') })}{' '}
        {changed !== null &&
          (changed.length === 0
            ? t('noChange')
            : t('changed', { fields: changed.map((field) => t(`field.${field}`)).join(', ') }))}
      </p>
      <dl>
        {compareWithTrial(trial, record).map(({ field, held, recorded, agreement }) => (
          <div key={field}>
            <dt>
              <strong>{t(`field.${field}`)}</strong>: {t(agreement)}
            </dt>
            <dd>{t('held', { text: held ?? t('nothing') })}</dd>
            <dd>{t('recorded', { text: recorded ?? t('nothing') })}</dd>
          </div>
        ))}
      </dl>
      <PostedResults record={record} />
    </div>
  );
}

function PostedResults({ record: { results } }: Readonly<{ record: RegisterRecord }>) {
  const t = useTranslations('proposals.register');
  if (results.length === 0) return <p>{t('noResults')}</p>;
  return (
    <>
      <h3>{t('results')}</h3>
      <p>{t('resultsNote')}</p>
      <ul>
        {results.map(({ measure, timeFrame, population, group, category, n, value, unit, spread }) => (
          <li key={[measure, timeFrame, group, category].join('|')}>
            {[measure, timeFrame, category, group, n === null ? null : `n = ${n}`, value, unit, spread, population]
              .filter((part) => part !== null)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </>
  );
}
