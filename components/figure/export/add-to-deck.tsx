'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { MOST_FIGURES } from '@/lib/figure/model/deck';
import { Link } from '@/lib/i18n/navigation';
import type { Say } from './menu';
import { useDeck } from './use-deck';

/** Puts a figure into the reader's presentation, and leads there. */
export function AddToDeck({ title, query, say }: Readonly<{ title: string; query: string; say: Say }>) {
  const t = useTranslations('exports.menu');
  const { entries, save } = useDeck();
  const add = (): void => {
    if (entries.some((entry) => entry.query === query)) return say('already');
    if (entries.length >= MOST_FIGURES) return say('full');
    if (!save([...entries, { query, title, renamed: false }])) return say('deckFailed');
    say('added', { count: entries.length + 1 });
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={add}>
        {t('addToDeck')}
      </Button>
      {entries.length > 0 && <Link href="/deck">{t('toDeck', { count: entries.length })}</Link>}
    </>
  );
}
