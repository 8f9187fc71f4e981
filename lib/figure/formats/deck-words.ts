import { formatDay } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { SummaryWords } from './pptx/summary';

/** The words of the slides that belong to no figure; a presentation may have another language than the page. */
export type DeckWords = Readonly<{ title: string; today: string; author: string; foot: string; summary: SummaryWords }>;

/** `today`: `YYYY-MM-DD`. */
export function deckWords(locale: Locale, today: string, t: MessageLookup): DeckWords {
  const foot = `${t('site.name')} · ${t('site.notAdvice')}`;
  return {
    title: t('deck.fileTitle'),
    today: formatDay(today, locale),
    author: t('site.name'),
    foot,
    summary: {
      title: t('deck.summary.title'),
      caveat: t('deck.summary.caveat'),
      foot,
      columns: {
        trial: t('figure.column.series'),
        population: t('figure.column.population'),
        endpoint: t('deck.summary.endpoint'),
        n: t('figure.column.n'),
        estimate: t('deck.summary.estimate'),
        interval: t('figure.column.interval'),
        source: t('figure.column.source'),
      },
    },
  };
}
