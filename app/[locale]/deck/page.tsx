import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeckList } from '@/components/figure/export/deck-list';
import { withMessages } from '@/components/layout/with-messages';
import { PageHeader } from '@/components/ui/page-header';
import { readDeckQuery } from '@/lib/figure/model/deck';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('deck');
  return { title: t('title') };
}

/** The reader's saved comparisons, which this browser keeps, or a list that an address brings. */
async function DeckPage({ searchParams }: Props) {
  const [t, asked] = await Promise.all([getTranslations('deck'), searchParams]);
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => [name, one]),
    ),
  );
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <DeckList shared={readDeckQuery(query, t('unnamed'))} />
    </>
  );
}

export default withMessages(['deck'], DeckPage);
