import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReferenceItem } from '@/components/registry/reference-item';
import classes from '@/components/registry/reference-list.module.css';
import { ReferenceSearch } from '@/components/registry/reference-search';
import { SupportedTrials } from '@/components/registry/supported-trials';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { toCitation } from '@/lib/registry/citation';
import { findEstimates, findReferences } from '@/lib/registry/queries.server';
import { searchReferences } from '@/lib/registry/reference-search';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('references');
  return { title: t('title') };
}

/** All references with the studies whose figures they carry; a number stays the same under every search. */
export default async function ReferencesPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const query = (typeof q === 'string' ? q : '').slice(0, 100);
  const [t, references, estimates] = await Promise.all([getTranslations('references'), findReferences(), findEstimates()]);
  const numbers = new Map(references.map(({ id }, index) => [id, index + 1]));
  const found = searchReferences(references, query);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <ReferenceSearch query={query} shown={found.length} all={references.length} />
      {found.length === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t('emptyText')}><Link href="/references">{t('clear')}</Link></EmptyState>
      ) : (
        <ol className={classes.list} aria-label={t('list')}>
          {found.map((reference) => (
            <ReferenceItem key={reference.id} citation={toCitation(reference)} number={numbers.get(reference.id) ?? 0}>
              <SupportedTrials estimates={estimates.filter(({ source }) => source.ref === reference.id)} />
            </ReferenceItem>
          ))}
        </ol>
      )}
    </>
  );
}
