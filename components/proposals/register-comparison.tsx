'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import classes from '@/components/curate/curate.module.css';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, TextArea } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { ErrorCode } from '@/lib/errors';
import { asFigure, type MappedFields } from '@/lib/registry/register-record/as-figure';
import type { RegisterRecord } from '@/lib/registry/register-record/clinicaltrials';
import type { FieldComparison, RecordChange } from '@/lib/registry/register-record/compare';
import type { Trial } from '@/lib/registry/schema';

/** What the server says of a record that was pasted: what it holds, and what changed since it was read last. */
type RecordAnswer =
  | Readonly<{
      record: RegisterRecord;
      comparison: readonly FieldComparison[];
      before: string | null;
      changed: readonly RecordChange[] | null;
    }>
  | Readonly<{ problem: 'not-json' | 'form' | 'too-large' | 'other-study' | 'not-found'; path: string }>
  | Readonly<{ ok: false; refusal: ErrorCode }>;
export type ReadRecord = (trial: string, pasted: string) => Promise<RecordAnswer>;
type Props = Readonly<{ trial: Trial; read: ReadRecord; onMap: (fields: MappedFields) => void }>;

/** A register record beside what the registry holds of a study. It is kept as it was read; nothing of it becomes evidence. */
export function RegisterComparison({ trial, read, onMap }: Props) {
  const t = useTranslations('proposals.register');
  const ready = useHydrated();
  const id = useId();
  const [working, startTransition] = useTransition();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<RecordAnswer | 'unanswered' | null>(null);
  const compare = (): void =>
    startTransition(async () => setAnswer((await read(trial.slug, text).catch(() => null)) ?? 'unanswered'));
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
          accept="application/json,.json,text/plain,.txt"
          onChange={({ currentTarget: { files } }) => void files?.[0]?.text().then(setText)}
        />
      </div>
      <div className={entry.actions}>
        <Button type="button" disabled={!ready || working} onClick={compare}>
          {t('compare')}
        </Button>
      </div>
      {answer !== null && <Reading answer={answer} onMap={onMap} />}
    </section>
  );
}

type ReadingProps = Readonly<{ answer: RecordAnswer | 'unanswered'; onMap: Props['onMap'] }>;

function Reading({ answer, onMap }: ReadingProps) {
  const t = useTranslations('proposals.register');
  if (answer === 'unanswered' || !('record' in answer))
    return (
      <p role="alert" className={entry.error}>
        <Refusal answer={answer} />
      </p>
    );
  const { record, comparison, before, changed } = answer;
  return (
    <div>
      <p role="status">
        {t('record', { id: record.id, date: record.updated ?? t('noDate') })}{' '}
        <Since before={before} changed={changed} />
      </p>
      {changed !== null && changed.length > 0 && <Changes changed={changed} />}
      <dl>
        {comparison.map(({ field, held, recorded, agreement }) => (
          <div key={field}>
            <dt>
              <strong>{t(`field.${field}`)}</strong>: {t(agreement)}
            </dt>
            <dd>{t('held', { text: held ?? t('nothing') })}</dd>
            <dd>{t('recorded', { text: recorded ?? t('nothing') })}</dd>
          </div>
        ))}
      </dl>
      <PostedResults record={record} onMap={onMap} />
    </div>
  );
}

function Refusal({ answer }: Readonly<{ answer: Exclude<RecordAnswer, { record: unknown }> | 'unanswered' }>) {
  const t = useTranslations('proposals.register');
  const proposals = useTranslations('proposals');
  if (answer === 'unanswered') return proposals('refusal.unanswered');
  if ('refusal' in answer) return proposals(`refusal.${answer.refusal}`);
  switch (answer.problem) {
    case 'not-json':
      return t('notJson');
    case 'form':
      return t('form', { path: answer.path });
    case 'other-study':
      return t('otherStudy', { id: answer.path });
    case 'too-large':
      return t('tooLarge');
    case 'not-found':
      return proposals('refusal.not-found');
  }
}

function Since({ before, changed }: Readonly<{ before: string | null; changed: readonly RecordChange[] | null }>) {
  const t = useTranslations('proposals.register');
  if (changed === null || before === null) return t('first');
  if (changed.length === 0) return t('noChange', { on: before });
  return t('changed', { on: before, fields: changed.map(({ field }) => t(`field.${field}`)).join(', ') });
}

function Changes({ changed }: Readonly<{ changed: readonly RecordChange[] }>) {
  const t = useTranslations('proposals.register');
  return (
    <ul aria-label={t('changes')}>
      {changed.map(({ field, before, after }) => (
        <li key={field}>
          <strong>{t(`field.${field}`)}</strong>: <del>{before ?? '–'}</del> <ins>{after ?? '–'}</ins>
        </li>
      ))}
    </ul>
  );
}

function PostedResults({
  record: { id, results },
  onMap,
}: Readonly<{ record: RegisterRecord; onMap: Props['onMap'] }>) {
  const t = useTranslations('proposals.register');
  if (results.length === 0) return <p>{t('noResults')}</p>;
  return (
    <>
      <h3>{t('results')}</h3>
      <p>{t('resultsNote')}</p>
      <ul>
        {results.map((result) => (
          <li key={[result.measure, result.timeFrame, result.group, result.category].join('|')}>
            {textOf(result)}{' '}
            <Button
              type="button"
              look="small"
              aria-label={t('mapNamed', { name: `${result.measure}, ${result.group}` })}
              onClick={() => onMap(asFigure(id, result))}
            >
              {t('map')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function textOf({
  measure,
  timeFrame,
  population,
  group,
  category,
  n,
  value,
  unit,
  spread,
}: RegisterRecord['results'][number]): string {
  return [measure, timeFrame, category, group, n === null ? null : `n = ${n}`, value, unit, spread, population]
    .filter((part) => part !== null)
    .join(' · ');
}
