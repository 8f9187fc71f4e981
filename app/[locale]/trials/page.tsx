import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { FilterProblems } from '@/components/ui/filter-problems';
import { AskedFilterNote } from '@/components/trials/asked-filter-note';
import { TrialCards } from '@/components/trials/cards';
import { TrialEmpty } from '@/components/trials/empty';
import { TrialFacetFields } from '@/components/trials/facet-fields';
import { TrialFilterChips } from '@/components/trials/filter-chips';
import { TrialFilterForm } from '@/components/trials/filter-form';
import classes from '@/components/trials/list.module.css';
import { TrialListTools, TrialPages } from '@/components/trials/list-tools';
import { TrialSortFields } from '@/components/trials/sort-fields';
import { TrialTable } from '@/components/trials/table';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { pageOf, searchTrials } from '@/lib/registry/trials/search/search';
import { getCatalogue } from '@/lib/registry/trials/search/catalogue.server';
import { trialQuerySchema } from '@/lib/registry/trials/search/reading';
import { reasonsFor } from '@/lib/registry/trials/search/trials';
import { shortName } from '@/lib/registry/trials/short-name';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('trials');
  return { title: t('title') };
}

/** The address holds search, filters, order and view, so a list can be bookmarked and sent. */
async function TrialsPage({ searchParams }: Props) {
  const [parameters, t, locale, catalogue] = await Promise.all([
    searchParams,
    getTranslations('trials'),
    getLocale(),
    getCatalogue(),
  ]);
  const schema = trialQuerySchema(catalogue.groups);
  const { values: filter, problems } = readAddress(schema, parameters);
  const search = searchTrials(catalogue, filter);
  const { page, pages, problems: pageProblems, rows: found } = pageOf(search.found, filter.page);
  const rows = found.map(({ trial, matches }) => ({
    trial: { ...trial, acronym: shortName(trial.acronym, locale) },
    reasons: reasonsFor(catalogue.records, trial.slug, matches, locale),
  }));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FilterProblems
        title={t('problems')}
        problems={[...problems, ...pageProblems]}
        nearestAddress={(problem) => mendedAddress('/trials', schema, parameters, problem)}
      />
      <div className={classes.layout}>
        <TrialFilterForm filter={filter}>
          <TrialSortFields filter={filter} />
          <TrialFacetFields filter={filter} facets={search.facets} />
        </TrialFilterForm>
        <div>
          <div className={classes.head}>
            <p className={classes.count} role="status">
              {t('count', { shown: search.found.length, all: search.all })}
            </p>
            <TrialListTools filter={filter} />
          </div>
          <TrialFilterChips filter={filter} />
          <AskedFilterNote asked={search.asked} />
          {rows.length === 0 && <TrialEmpty filter={filter} search={search} />}
          {rows.length > 0 && filter.view === 'cards' && <TrialCards rows={rows} />}
          {rows.length > 0 && filter.view === 'table' && (
            <div className={classes.list}>
              <TrialTable rows={rows} filter={filter} />
            </div>
          )}
          <TrialPages filter={filter} page={page} pages={pages} />
        </div>
      </div>
    </>
  );
}

export default withMessages(['trials'], TrialsPage);
