'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Say } from '@/components/figure/export/menu';
import { onDemand } from '@/components/ui/on-demand';

/** It reads the kept list, whose schema is heavier than a row. */
const AddToDeck = onDemand(async () => (await import('@/components/figure/export/add-to-deck')).AddToDeck);

/** Puts the figure of a saved choice into the reader's presentation, and says what has come of it. */
export function DeckStep({ kind, query, title }: Readonly<{ kind: string; query: string; title: string }>) {
  const t = useTranslations('exports.menu');
  const [said, setSaid] = useState('');
  const say: Say = (word, values) => setSaid(t(word, values ?? { count: 0 }));
  return (
    <>
      <AddToDeck kind={kind} query={query} title={title} say={say} /> <span role="status">{said}</span>
    </>
  );
}
