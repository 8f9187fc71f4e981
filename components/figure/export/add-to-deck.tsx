'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { isSameFigure, MOST_FIGURES } from '@/lib/figure/model/deck';
import { Link } from '@/lib/i18n/navigation';
import type { Say } from './menu';
import { useDeck } from '../deck/use-deck';

type Props = Readonly<{
  kind: string;
  title: string;
  /** query of the figure's page; of a figure that this browser makes, a key that `keep` keeps its slides under */
  query: string;
  /** makes and keeps the slides of a figure that the server never sees; false: there is no room for them */
  keep?: () => Promise<boolean>;
  say: Say;
}>;

/** Puts a figure into the reader's presentation, and leads there. */
export function AddToDeck({ kind, title, query, keep, say }: Props) {
  const t = useTranslations('exports.menu');
  const { deck, save } = useDeck();
  const { entries } = deck;
  const add = async (): Promise<void> => {
    const entry = { kind, query, title, renamed: false, slides: {} };
    if (entries.some((one) => isSameFigure(one, entry))) return say('already');
    if (entries.length >= MOST_FIGURES) return say('full');
    if (keep !== undefined && !(await keep())) return say('deckFailed');
    if (!save({ ...deck, entries: [...entries, entry] })) return say('deckFailed');
    say('added', { count: entries.length + 1 });
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => void add()}>
        {t('addToDeck')}
      </Button>
      {entries.length > 0 && <Link href="/deck">{t('toDeck', { count: entries.length })}</Link>}
    </>
  );
}
