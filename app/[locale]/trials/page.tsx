import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TrialFilterForm } from '@/components/registry/trial-filter-form';
import classes from '@/components/registry/trial-list.module.css';
import { TrialTable } from '@/components/registry/trial-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { findTrials } from '@/lib/registry/queries.server';
import { countFacets, filterTrials, TrialFilter } from '@/lib/registry/search';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trials');
  return { title: t('title') };
}

/** The address holds search, filters and order, so a list can be bookmarked and sent. */
export default async function TrialsPage({ searchParams }: Props) {
  const filter = TrialFilter.parse(await searchParams);
  const [t, all] = await Promise.all([getTranslations('trials'), findTrials()]);
  const trials = filterTrials(all, filter);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.layout}>
        <TrialFilterForm filter={filter} facets={countFacets(all, filter)} />
        <div>
          <p className={classes.count} role="status">{t('count', { shown: trials.length, all: all.length })}</p>
          {trials.length > 0 ? (
            <div className={classes.list}><TrialTable trials={trials} filter={filter} /></div>
          ) : (
            <EmptyState title={t('emptyTitle')} text={t('emptyText')}><Link href="/trials">{t('clear')}</Link></EmptyState>
          )}
        </div>
      </div>
    </>
  );
}
