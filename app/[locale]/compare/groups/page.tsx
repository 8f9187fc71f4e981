import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { OwnResults } from '@/components/analyse/own-results';
import classes from '@/components/compare/compare.module.css';
import { GroupChoice } from '@/components/compare/group-choice';
import { withMessages } from '@/components/layout/with-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { getViewer } from '@/lib/access/session.server';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { LANDMARK_YEARS } from '@/lib/comparison/against/follow-up';
import { localGroups, type Cause } from '@/lib/comparison/groups/local-groups';
import { findGroupedCohort, findPublishedIncidences } from '@/lib/comparison/groups/queries.server';
import { groupsQuerySchema, localOf, type GroupsQuery } from '@/lib/comparison/groups/reading';
import { causeLabel, groupLabel, groupsTexts } from '@/lib/comparison/groups/texts';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('groups');
  return { title: t('title'), description: t('description') };
}

/** The local cohort of an address, divided by one thing; the address holds who is in it and what divides it. */
async function GroupsPage({ searchParams }: Props) {
  const [parameters, t, locale] = await Promise.all([searchParams, getTranslations('groups'), getLocale()]);
  const { values, problems } = readAddress(groupsQuerySchema, parameters);
  const shown = await groupsOf(values, locale);
  return (
    <>
      <PageHeader title={t('title')} intro={t('description')} />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/compare/groups', groupsQuerySchema, parameters, problem)}
      />
      <GroupChoice selection={{ endpoint: values.endpoint, local: localOf(values) }} by={values.by} />
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
    </>
  );
}

/** The groups with their words, or why there are none. */
async function groupsOf(query: GroupsQuery, locale: Locale) {
  const [viewer, t] = await Promise.all([getViewer(), messageLookup(locale)]);
  const local = localOf(query);
  const cohort = await findGroupedCohort(viewer, local, { locale });
  if (cohort.refusal !== null) return { refusal: cohort.refusal };
  const { definition } = localDefinition(query.endpoint, [], local.choices);
  const beside =
    query.by === 'everybody'
      ? await findPublishedIncidences(local.kmt2a, { locale })
      : { published: [], references: [] };
  const horizons = beside.published.flatMap(({ timeYears }) => timeYears ?? []);
  const times = query.by === 'everybody' ? [...new Set([...LANDMARK_YEARS, ...horizons])].sort((a, b) => a - b) : null;
  const names = {
    group: (code: string) => groupLabel(code, t),
    cause: (code: Cause) => causeLabel(code, definition.endpoint, t),
  };
  const groups = localGroups(cohort.courses, cohort.facts, definition, query.by, names, times);
  if (groups === null) return { refusal: 'empty' as const };
  const madeUp = cohort.courses.some((course) => course.madeUp);
  const texts = groupsTexts(groups, { siteNames: cohort.siteNames, madeUp, definition }, beside, { locale, t });
  return { refusal: null, groups, texts };
}

export default withMessages(['analyse', 'exports', 'figure', 'site'], GroupsPage);
