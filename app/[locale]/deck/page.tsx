import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeckList } from '@/components/figure/deck/deck-list';
import { withMessages } from '@/components/layout/with-messages';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { deckWords } from '@/lib/figure/formats/deck-words';
import { readDeckQuery } from '@/lib/figure/model/deck-reading';
import { messageLookup } from '@/lib/i18n/message-lookup';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('deck');
  return { title: t('title') };
}

/** The reader's saved comparisons, which this browser keeps, or a list that an address brings. */
async function DeckPage({ searchParams }: Props) {
  const [t, asked] = await Promise.all([getTranslations('deck'), searchParams]);
  const today = new Date().toISOString().slice(0, 10);
  const [en, ru] = await Promise.all([messageLookup('en'), messageLookup('ru')]);
  const words = { en: deckWords('en', today, en), ru: deckWords('ru', today, ru) };
  const { entries, problems } = readDeckQuery(asked, t('unnamed'));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FilterProblems title={t('problems')} problems={problems} />
      <DeckList shared={entries} words={words} />
    </>
  );
}

export default withMessages(['deck'], DeckPage);
