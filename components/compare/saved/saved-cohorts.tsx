'use client';

import { TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { Link } from '@/lib/i18n/navigation';
import classes from '../cohort.module.css';
import { DeckStep } from './deck-step';

type Answer = Readonly<{ ok: boolean; refusal?: string }>;
export type Action = (form: FormData) => Promise<Answer>;
type Actions = Readonly<{ save: Action; rename: Action; remove: Action }>;
type Row = Readonly<{
  id: string;
  name: string;
  href: string;
  line: string;
  /** of its figure in a presentation */
  kind: string;
  query: string;
}>;
type Props = Readonly<{
  /** of which page's figures these are */
  page: 'groups' | 'compare';
  rows: readonly Row[];
  /** what is shown now; null: it is of several sites, and belongs to none */
  query: string | null;
  actions: Actions;
}>;

const FAULTS = ['name', 'name-taken', 'gone', 'no-figure', 'one-site'] as const;
const LONGEST_NAME = 80;

/** The cohorts that the colleagues of a site have saved, and a field to save this one. */
export function SavedCohorts({ page, rows, query, actions }: Props) {
  const t = useTranslations('groups.saved');
  const { send, pending, said } = useSending();
  return (
    <section className={classes.form} aria-labelledby="saved-cohorts">
      <h2 id="saved-cohorts">{t(page === 'compare' ? 'titleCompare' : 'title')}</h2>
      <p className={classes.hint}>{t(page === 'compare' ? 'introCompare' : 'intro')}</p>
      {query === null ? (
        <p>{t('fault.one-site')}</p>
      ) : (
        <NameForm
          label={t('name')}
          button={t('save')}
          pending={pending}
          send={(name) => send(actions.save, { page, query, name })}
        />
      )}
      <p role="status">{said}</p>
      {rows.length > 0 && (
        <ul className={classes.saved}>
          {rows.map((row) => (
            <SavedRow key={row.id} row={row} pending={pending} actions={actions} send={send} />
          ))}
        </ul>
      )}
    </section>
  );
}

type Send = (action: Action, fields: Readonly<Record<string, string>>) => void;

/** Sends a form's fields and says what has come of it. */
function useSending(): Readonly<{ send: Send; pending: boolean; said: string }> {
  const t = useTranslations('groups.saved');
  const [pending, start] = useTransition();
  const [said, say] = useState('');
  const send: Send = (action, fields) =>
    start(async () => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const { ok, refusal } = await action(form);
      const fault = FAULTS.find((one) => one === refusal);
      say(ok ? t('done') : t(fault === undefined ? 'fault.other' : `fault.${fault}`));
    });
  return { send, pending, said };
}

type NameProps = Readonly<{
  label: string;
  button: string;
  initial?: string;
  pending: boolean;
  send: (name: string) => void;
}>;

function NameForm({ label, button, initial = '', pending, send }: NameProps) {
  const [name, change] = useState(initial);
  const ready = useHydrated();
  return (
    <form
      className={classes.nameForm}
      onSubmit={(event) => {
        event.preventDefault();
        send(name);
      }}
    >
      <TextInput
        size="xs"
        label={label}
        value={name}
        maxLength={LONGEST_NAME}
        disabled={!ready}
        onChange={({ currentTarget: { value } }) => change(value)}
      />
      <Button type="submit" look="small" disabled={!ready || pending}>
        {button}
      </Button>
    </form>
  );
}

type RowProps = Readonly<{ row: Row; pending: boolean; actions: Actions; send: Send }>;

/** A saved cohort: its link, and on demand another name or its end. */
function SavedRow({ row: { id, name, href, line, kind, query }, pending, actions, send }: RowProps) {
  const t = useTranslations('groups.saved');
  const [step, go] = useState<'rename' | 'delete' | null>(null);
  return (
    <li>
      <Link href={href}>{name}</Link> <span className="muted">{line}</span>{' '}
      <Button look="small" aria-label={t('renameNamed', { name })} onClick={() => go('rename')}>
        {t('rename')}
      </Button>{' '}
      <Button look="small" aria-label={t('deleteNamed', { name })} onClick={() => go('delete')}>
        {t('delete')}
      </Button>{' '}
      <DeckStep kind={kind} query={query} title={name} />
      {step === 'rename' && (
        <NameForm
          label={t('newName')}
          button={t('rename')}
          initial={name}
          pending={pending}
          send={(next) => {
            go(null);
            send(actions.rename, { id, name: next });
          }}
        />
      )}
      {step === 'delete' && (
        <p>
          {t('confirm', { name })}{' '}
          <Button
            look="small-primary"
            disabled={pending}
            onClick={() => {
              go(null);
              send(actions.remove, { id });
            }}
          >
            {t('confirmDelete')}
          </Button>{' '}
          <Button look="small" onClick={() => go(null)}>
            {t('keep')}
          </Button>
        </p>
      )}
    </li>
  );
}

type StepProps = Readonly<{ action: Action; fields: Readonly<Record<string, string>>; label: string }>;

/** A button that sends one thing and says what has come of it. */
export function StepButton({ action, fields, label }: StepProps) {
  const ready = useHydrated();
  const { send, pending, said } = useSending();
  return (
    <>
      <Button look="small" disabled={!ready || pending} onClick={() => send(action, fields)}>
        {label}
      </Button>{' '}
      <span role="status">{said}</span>
    </>
  );
}
