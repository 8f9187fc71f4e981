import type { Metadata } from 'next';
import type { ComponentProps } from 'react';
import { getLocale, getTranslations } from 'next-intl/server';
import { OwnResults } from '@/components/analyse/own/results';
import classes from '@/components/compare/compare.module.css';
import { TextTable } from '@/components/analyse/text-table';
import { CohortFilterForm } from '@/components/compare/cohort-filter-form';
import { GroupChoice } from '@/components/compare/group-choice';
import { MigrationChoice } from '@/components/compare/migration-choice';
import { RCode } from '@/components/compare/r-code';
import { SiteChoice } from '@/components/compare/site-choice';
import { ZeroChoice } from '@/components/compare/zero-choice';
import { withMessages } from '@/components/layout/with-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { BundleOpener } from '@/components/compare/saved/bundle-opener';
import { BundleButton } from '@/components/compare/saved/bundle-button';
import { NetworkTables } from '@/components/compare/saved/network-tables';
import { OpenedSaved } from '@/components/compare/saved/opened-saved';
import { ReleaseStep } from '@/components/compare/saved/release-step';
import { SavedCohorts } from '@/components/compare/saved/saved-cohorts';
import { FilterProblems } from '@/components/ui/filter-problems';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { visibleSites } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { groupsAddress } from '@/lib/comparison/groups/address';
import { filtersOf, groupsQuerySchema, localOf } from '@/lib/comparison/groups/reading';
import { groupsOf, knownIn } from '@/lib/comparison/groups/view.server';
import { eventTableAction } from '@/lib/comparison/network/actions';
import { bundleAction } from '@/lib/comparison/bundle/actions';
import { groupsTables } from '@/lib/comparison/bundle/bundle';
import { scriptWithData } from '@/lib/comparison/bundle/inline-script';
import {
  acceptFiguresAction,
  deleteCohortAction,
  releaseFigureAction,
  renameCohortAction,
  saveCohortAction,
} from '@/lib/comparison/saved/actions';
import type { GroupsTexts } from '@/lib/comparison/groups/texts';
import { releaseLine, withMark } from '@/lib/comparison/saved/words';
import { addressOfGroups, askedGroups } from '@/lib/comparison/saved/snapshot.server';
import { savedView } from '@/lib/comparison/saved/view.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { getPathname, Link } from '@/lib/i18n/navigation';
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
  const { query, problems: unknown, trials } = await knownIn(values, locale);
  const viewer = await getViewer();
  const shown = await groupsOf(viewer, query, trials, locale);
  const words = { locale, t: await messageLookup(locale) };
  const address = addressOfGroups(viewer, parameters, query.site);
  const { figures } = shown;
  const saved =
    figures === null ? null : await savedView({ page: 'groups', address, figures, opened: query.saved }, words);
  return (
    <>
      <PageHeader title={t('title')} intro={t('description')} />
      <div className={classes.stack}>
        <FilterProblems
          title={t('problems')}
          problems={[...problems, ...unknown]}
          nearestAddress={(problem) => mendedAddress('/compare/groups', groupsQuerySchema, parameters, problem)}
        />
        {saved !== null && (
          <OpenedSaved opened={saved.opened} page="groups" query={saved.query} accept={acceptFiguresAction} />
        )}
        <CohortChoices viewer={viewer} query={query} controls={shown.controls} trials={trials} />
        {shown.refusal !== null ? (
          <EmptyState title={t('title')} text={t(`refusal.${shown.refusal}`)}>
            {shown.refusal === 'sign-in' ? <SignInHere query={query} locale={locale} /> : undefined}
          </EmptyState>
        ) : (
          <GroupsFigure
            groups={shown.groups}
            texts={shown.texts}
            saved={saved}
            asked={askedGroups(parameters)}
            words={words}
          />
        )}
        {saved !== null && (
          <>
            <NetworkTables query={askedGroups(parameters)} action={eventTableAction} />
            <BundleOpener action={bundleAction} />
          </>
        )}
        <CohortTables tables={shown.tables} />
        {saved !== null && (
          <SavedCohorts
            page="groups"
            rows={saved.rows.map((row) => ({ ...row, kind: 'groups' }))}
            query={saved.query}
            actions={{ save: saveCohortAction, rename: renameCohortAction, remove: deleteCohortAction }}
          />
        )}
      </div>
    </>
  );
}

/** Signing in leads back to the division that was asked for. */
async function SignInHere({ query, locale }: Pick<ChoiceProps, 'query'> & Readonly<{ locale: Locale }>) {
  const t = await getTranslations('groups');
  const { selection, by, cohort } = choicesOf(query);
  const back = getPathname({ href: groupsAddress(selection, by, cohort), locale });
  return <Link href={`/sign-in?callbackUrl=${encodeURIComponent(back)}`}>{t('signIn')}</Link>;
}

type ChoiceProps = Readonly<{
  viewer: Awaited<ReturnType<typeof getViewer>>;
  query: Awaited<ReturnType<typeof knownIn>>['query'];
  controls: Awaited<ReturnType<typeof groupsOf>>['controls'] | null;
  trials: ComponentProps<typeof CohortFilterForm>['trials'];
}>;

/** What an address of this page holds. */
function choicesOf(query: ChoiceProps['query']) {
  return {
    selection: { endpoint: query.endpoint, local: localOf(query) },
    by: query.by,
    cohort: { filters: filtersOf(query), trials: query.trials, under: query.under },
  };
}

/** Whose patients, what divides them, who of them, and under which two protocols they are laid side by side. */
function CohortChoices({ viewer, query, controls, trials }: ChoiceProps) {
  const shared = choicesOf(query);
  return (
    <>
      <SiteChoice sites={viewer === null ? [] : visibleSites(viewer)} {...shared} />
      <GroupChoice {...shared} />
      {controls !== null && <ZeroChoice {...shared} />}
      {controls !== null && (
        <>
          <CohortFilterForm
            {...shared}
            protocols={controls.protocols}
            arms={controls.arms}
            risks={controls.risks}
            trials={trials}
          />
          <MigrationChoice {...shared} protocols={controls.rules} />
        </>
      )}
    </>
  );
}

type Words = Parameters<typeof savedView>[1];
type Saved = Awaited<ReturnType<typeof savedView>>;
type Table = ComponentProps<typeof TextTable>['table'];
type FigureProps = Readonly<{
  groups: Extract<Awaited<ReturnType<typeof groupsOf>>, { refusal: null }>['groups'];
  texts: GroupsTexts;
  saved: Saved | null;
  /** the query of what is shown, of whichever sites */
  asked: string;
  words: Words;
}>;

/** The figure, marked as internal until somebody who enters the patients has released it. */
async function GroupsFigure({ groups, texts, saved, asked, words }: FigureProps) {
  const t = await getTranslations('groups.saved.release');
  const release = saved?.release ?? { state: 'internal' as const };
  const marked = withMark(texts, release, words);
  return (
    <div className={classes.figure}>
      {texts.madeUp !== null && (
        <p className={classes.band}>
          <strong>{texts.madeUp}</strong>
        </p>
      )}
      {texts.caveats.length > 0 && (
        <ul className={classes.lines}>
          {texts.caveats.map((line) => (
            <li key={line}>
              <GeneText text={line} />
            </li>
          ))}
        </ul>
      )}
      <OwnResults analysis={groups.analysis} texts={marked.own} pending={false} about={marked} />
      <section className={`${classes.figure} screen-only`} aria-label={t('title')}>
        <ReleaseStep
          line={releaseLine(release, words)}
          released={release.state === 'released'}
          page="groups"
          query={saved?.query ?? null}
          action={releaseFigureAction}
        />
        {saved !== null && <BundleButton page="groups" query={asked} action={bundleAction} />}
        {saved !== null && <RCode script={scriptWithData(groupsTables(groups))} name="groups.R" />}
      </section>
    </div>
  );
}

/** Who the patients are: how they were chosen, and their features. */
async function CohortTables({ tables }: Readonly<{ tables: readonly Table[] }>) {
  const t = await getTranslations('groups.cohort');
  if (tables.length === 0) return null;
  return (
    <section className={classes.figure} aria-label={t('title')}>
      {tables.map((table) => (
        <TextTable key={table.caption} table={table} />
      ))}
      <p className={classes.hint}>{t('noHsct')}</p>
    </section>
  );
}

export default withMessages(['analyse', 'errors', 'exports', 'figure', 'groups', 'site'], GroupsPage);
