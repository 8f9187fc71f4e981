'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import classes from '@/components/curate/curate.module.css';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, TextArea } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { ErrorCode } from '@/lib/errors';
import type { MappedFields } from '@/lib/registry/register-record/as-figure';
import type { RegisterRecord, RecordProblem } from '@/lib/registry/register-record/clinicaltrials';
import type { FieldComparison, RecordChange } from '@/lib/registry/register-record/compare';
import type { Trial } from '@/lib/registry/schema';
import { LONGEST_RECORD, openRecords, openText, type Opened } from './opened-records';
import { RecordChoice } from './record-choice';
import { RegisterPosted } from './posted';

/** What the server says of a record that was pasted: what it holds, and what changed since it was read last. */
type RecordAnswer =
  | Readonly<{
      record: RegisterRecord;
      comparison: readonly FieldComparison[];
      before: string | null;
      changed: readonly RecordChange[] | null;
    }>
  | Readonly<{ problem: RecordProblem; path: string }>
  | Readonly<{ ok: false; refusal: ErrorCode }>;
export type ReadRecord = (trial: string, pasted: string) => Promise<RecordAnswer>;
type Props = Readonly<{
  trial: Trial;
  read: ReadRecord;
  /** asks the register itself by the number; null: the server may not */
  fetch: ReadRecord | null;
  onMap: (fields: MappedFields) => void;
}>;

/** A register record beside what the registry holds of a study. It is kept as it was read; nothing of it becomes evidence. */
export function RegisterComparison({ trial, read, fetch, onMap }: Props) {
  const t = useTranslations('proposals.register');
  const ready = useHydrated();
  const id = useId();
  const { working, opened, answer, ask, take, look } = useReading(trial, read);
  const disabled = !ready || working;
  return (
    <section className={classes.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('title')}</h2>
      <p>{t('intro', { study: trial.acronym })}</p>
      <RecordInput disabled={disabled} onOpen={look} />
      <ByNumber trial={trial} disabled={disabled} fetch={fetch} onAsk={ask} />
      {opened !== null && (
        <RecordChoice
          opened={opened}
          numbers={trial.registrations.map((one) => one.id)}
          disabled={disabled}
          onChoose={(record) => take(record.text)}
        />
      )}
      {answer !== null && <Reading answer={answer} onMap={onMap} />}
    </section>
  );
}

type FoundStudies = Extract<Opened, { records: unknown }>;

/** One study is laid beside the registry at once; of several a person says which. */
function useReading(trial: Trial, read: ReadRecord) {
  const [working, startTransition] = useTransition();
  const [opened, setOpened] = useState<FoundStudies | null>(null);
  const [answer, setAnswer] = useState<RecordAnswer | 'unanswered' | null>(null);
  const ask = (from: ReadRecord, what: string): void =>
    startTransition(async () => setAnswer((await from(trial.slug, what).catch(() => null)) ?? 'unanswered'));
  const take = (record: string): void =>
    record.length > LONGEST_RECORD ? setAnswer({ problem: 'too-large', path: '' }) : ask(read, record);
  const look = (found: Opened): void => {
    const isRefused = 'problem' in found;
    setAnswer(isRefused ? found : null);
    setOpened(isRefused ? null : found);
    const [first, ...others] = isRefused ? [] : found.records;
    if (first !== undefined && others.length === 0) take(first.text);
  };
  return { working, opened, answer, ask, take, look };
}

/** A record that is pasted, or a file with one or several. */
function RecordInput({ disabled, onOpen }: Readonly<{ disabled: boolean; onOpen: (found: Opened) => void }>) {
  const t = useTranslations('proposals.register');
  const id = useId();
  const [text, setText] = useState('');
  const open = (file: File): void => void openRecords(file).then(onOpen, () => onOpen({ problem: 'zip', path: '' }));
  return (
    <>
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
          accept="application/json,.json,.ndjson,.jsonl,text/plain,.txt,.xml,.zip"
          disabled={disabled}
          onChange={({ currentTarget: { files } }) => files?.[0] !== undefined && open(files[0])}
        />
      </div>
      <div className={entry.actions}>
        <Button type="button" look="small" disabled={disabled} onClick={() => onOpen(openText(text))}>
          {t('compare')}
        </Button>
      </div>
    </>
  );
}

type ByNumberProps = Readonly<{
  trial: Trial;
  disabled: boolean;
  fetch: ReadRecord | null;
  onAsk: (from: ReadRecord, what: string) => void;
}>;

/** The study's numbers of ClinicalTrials.gov, each to be asked for there; or why the server does not. */
function ByNumber({ trial: { registrations }, disabled, fetch, onAsk }: ByNumberProps) {
  const t = useTranslations('proposals.register');
  const numbers = registrations.flatMap(({ id }) => (/^NCT\d{8}$/u.test(id) ? [id] : []));
  if (fetch === null) return <p className={entry.hint}>{t('fetchOff')}</p>;
  if (numbers.length === 0) return <p className={entry.hint}>{t('fetchNoNumber')}</p>;
  return (
    <div className={entry.actions}>
      {numbers.map((number) => (
        <Button key={number} type="button" look="small" disabled={disabled} onClick={() => onAsk(fetch, number)}>
          {t('fetch', { number })}
        </Button>
      ))}
    </div>
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
      {record.unknown.length > 0 && (
        <p role="alert" className={entry.error}>
          {t('unknown', { parts: record.unknown.join(', ') })}
        </p>
      )}
      {changed !== null && changed.length > 0 && <Changes changed={changed} />}
      <dl>
        {comparison.filter(isStated).map(({ field, held, recorded, agreement }) => (
          <div key={field}>
            <dt>
              <strong>{t(`field.${field}`)}</strong>: {t(agreement)}
            </dt>
            <dd>{t('held', { text: held ?? t('nothing') })}</dd>
            <dd>{t('recorded', { text: recorded ?? t('nothing') })}</dd>
          </div>
        ))}
      </dl>
      <RegisterPosted record={record} onMap={onMap} />
    </div>
  );
}

/** What neither of the two states is no agreement. */
function isStated({ held, recorded }: FieldComparison): boolean {
  return held !== null || recorded !== null;
}

function Refusal({ answer }: Readonly<{ answer: Exclude<RecordAnswer, { record: unknown }> | 'unanswered' }>) {
  const t = useTranslations('proposals.register');
  const proposals = useTranslations('proposals');
  if (answer === 'unanswered') return proposals('refusal.unanswered');
  if ('refusal' in answer) return proposals(`refusal.${answer.refusal}`);
  const { problem, path } = answer;
  return problem === 'not-found' ? proposals('refusal.not-found') : t(`problem.${problem}`, { path });
}

function Since({ before, changed }: Readonly<{ before: string | null; changed: readonly RecordChange[] | null }>) {
  const t = useTranslations('proposals.register');
  if (changed === null || before === null) return t('first');
  if (changed.length === 0) return t('noChange', { on: before });
  return t('changed', { on: before, fields: [...new Set(changed.map(({ field }) => t(`field.${field}`)))].join(', ') });
}

function Changes({ changed }: Readonly<{ changed: readonly RecordChange[] }>) {
  const t = useTranslations('proposals.register');
  return (
    <ul aria-label={t('changes')}>
      {changed.map(({ field, place, before, after }) => (
        <li key={`${field}|${place ?? ''}`}>
          <strong>{t(`field.${field}`)}</strong>
          {place !== null && `, ${place}`}: <del>{before ?? '–'}</del> <ins>{after ?? '–'}</ins>
        </li>
      ))}
    </ul>
  );
}
