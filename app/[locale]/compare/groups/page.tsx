import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { OwnResults } from '@/components/analyse/own-results';
import classes from '@/components/compare/compare.module.css';
import { TextTable } from '@/components/analyse/text-table';
import { CohortFilterForm } from '@/components/compare/cohort-filter-form';
import { GroupChoice } from '@/components/compare/group-choice';
import { withMessages } from '@/components/layout/with-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { filtersOf, groupsQuerySchema, localOf } from '@/lib/comparison/groups/reading';
import { groupsOf, knownIn } from '@/lib/comparison/groups/view.server';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('groups');
  return { title: t('title'), description: t('description') };
}

/** The local cohort of an address, divided by one thing; the address holds who is in it and what divides it. */
async function GroupsPage({ searchParams }: Props) {
  const [parameters, t, locale] = await Promise.all([searchParams, getTranslations('groups'), getLocale()]);
  const { values, problems } = readAddress(groupsQuerySchema, parameters);
  const { query, problems: unknown, trials } = await knownIn(values, locale);
  const shown = await groupsOf(query, trials, locale);
  const selection = { endpoint: query.endpoint, local: localOf(query) };
  const chosen = { filters: filtersOf(query), trials: query.trials };
  return (
    <>
      <PageHeader title={t('title')} intro={t('description')} />
      <FilterProblems
        title={t('problems')}
        problems={[...problems, ...unknown]}
        nearestAddress={(problem) => mendedAddress('/compare/groups', groupsQuerySchema, parameters, problem)}
      />
      <GroupChoice selection={selection} by={query.by} cohort={chosen} />
      {shown.controls !== null && (
        <CohortFilterForm
          selection={selection}
          by={query.by}
          cohort={chosen}
          protocols={shown.controls.protocols}
          trials={trials}
        />
      )}
      {shown.refusal !== null ? (
        <EmptyState title={t('title')} text={t(`refusal.${shown.refusal}`)} />
      ) : (
        <div className={classes.figure}>
          {shown.texts.madeUp !== null && (
            <p className={classes.band}>
              <strong>{shown.texts.madeUp}</strong>
            </p>
          )}
          {shown.texts.caveats.length > 0 && (
            <ul className={classes.lines}>
              {shown.texts.caveats.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <OwnResults analysis={shown.groups.analysis} texts={shown.texts.own} pending={false} about={shown.texts} />
        </div>
      )}
      {shown.tables.length > 0 && (
        <section className={classes.figure} aria-label={t('cohort.title')}>
          {shown.tables.map((table) => (
            <TextTable key={table.caption} table={table} />
          ))}
        </section>
      )}
    </>
  );
}

export default withMessages(['analyse', 'exports', 'figure', 'groups', 'site'], GroupsPage);
