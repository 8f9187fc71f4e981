'use client';

import { FileButton } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { TextTable } from '@/components/analyse/text-table';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { networkTexts } from '@/lib/comparison/words/network-texts';
import classes from '../compare.module.css';

type Answer = Readonly<{ ok: true; text: string }> | Readonly<{ ok: false; refusal: string }>;
type Props = Readonly<{ query: string; action: (form: FormData) => Promise<Answer> }>;
type Shown = ReturnType<typeof networkTexts>;

const REFUSALS = ['no-figure', 'not-at-zero', 'too-few'] as const;
const LARGEST = 2_000_000;

/** Saves the groups as an event table, and pools the event tables of several sites in this browser; no patient leaves a site. */
export function NetworkTables({ query, action }: Props) {
  const [t, lookup, locale] = [useTranslations('groups.network'), useTranslations(), useLocale()];
  const ready = useHydrated();
  const [pending, start] = useTransition();
  const [said, say] = useState('');
  const [shown, show] = useState<Shown | null>(null);
  const save = (): void =>
    start(async () => {
      const form = new FormData();
      form.set('query', query);
      const answer = await action(form);
      if (answer.ok) saveFile(new Blob([answer.text], { type: 'application/json' }), 'event-table.json');
      const refusal = answer.ok ? undefined : REFUSALS.find((one) => one === answer.refusal);
      say(answer.ok ? '' : t(`refusal.${refusal ?? 'no-figure'}`));
    });
  const open = (files: readonly File[]): void =>
    start(async () => {
      if (files.length === 0) return;
      const [{ readEventTables }, { survivalPools, ratioPools }, { networkTexts: inWords }] = await Promise.all([
        import('@/lib/comparison/network/event-table'),
        import('@/lib/comparison/network/two-stage'),
        import('@/lib/comparison/words/network-texts'),
      ]);
      const texts = await Promise.all(
        files.map(async (file) => ({ name: file.name, text: file.size > LARGEST ? '' : await file.text() })),
      );
      const read = readEventTables(texts);
      const pooled = { survival: survivalPools(read.tables), ratios: ratioPools(read.tables) };
      show(inWords(read, pooled, { locale, t: lookup }));
    });
  return (
    <section className={classes.figure} aria-labelledby="network-tables">
      <h2 id="network-tables">{t('title')}</h2>
      <p className="muted">{t('intro')}</p>
      <p>
        <Button look="small" disabled={!ready || pending} onClick={save}>
          {t('save')}
        </Button>{' '}
        <FileButton multiple onChange={open} accept=".json,application/json" disabled={!ready || pending}>
          {(props) => (
            <Button look="small" disabled={!ready || pending} {...props}>
              {t('open')}
            </Button>
          )}
        </FileButton>{' '}
        <span role="status">{said}</span>
      </p>
      {shown !== null && <Pools shown={shown} />}
    </section>
  );
}

/** The pool in tables, and what is not in it. */
function Pools({ shown: { lines, tables } }: Readonly<{ shown: Shown }>) {
  const t = useTranslations('groups.network');
  return (
    <>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {tables.map((table) => (
        <TextTable key={table.caption} table={table} />
      ))}
      {tables.length > 0 && <p className="muted">{t('method')}</p>}
    </>
  );
}
