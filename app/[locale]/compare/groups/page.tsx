import type { Metadata } from 'next';
import type { ComponentProps } from 'react';
import { getLocale, getTranslations } from 'next-intl/server';
import { OwnResults } from '@/components/analyse/own-results';
import classes from '@/components/compare/compare.module.css';
import { TextTable } from '@/components/analyse/text-table';
import { CohortFilterForm } from '@/components/compare/cohort-filter-form';
import { GroupChoice } from '@/components/compare/group-choice';
import { withMessages } from '@/components/layout/with-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { BundleButton } from '@/components/compare/saved/bundle-button';
import { SavedCohorts, StepButton } from '@/components/compare/saved/saved-cohorts';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { filtersOf, groupsQuerySchema, localOf } from '@/lib/comparison/groups/reading';
import { groupsOf, knownIn } from '@/lib/comparison/groups/view.server';
import { bundleAction } from '@/lib/comparison/bundle/actions';
import {
  acceptFiguresAction,
  deleteCohortAction,
  releaseFigureAction,
  renameCohortAction,
  saveCohortAction,
} from '@/lib/comparison/saved/actions';
import type { GroupsTexts } from '@/lib/comparison/groups/texts';
import { releaseLine, withMark } from '@/lib/comparison/saved/words';
import { savedView } from '@/lib/comparison/saved/view.server';
import { messageLookup } from '@/lib/i18n/message-lookup';

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
  const words = { locale, t: await messageLookup(locale) };
  const saved = shown.figures === null ? null : await savedView(parameters, query, shown.figures, words);
  const chosen = { filters: filtersOf(query), trials: query.trials };
  return (
    <>
      <PageHeader title={t('title')} intro={t('description')} />
      <FilterProblems
        title={t('problems')}
        problems={[...problems, ...unknown]}
        nearestAddress={(problem) => mendedAddress('/compare/groups', groupsQuerySchema, parameters, problem)}
      />
      {saved !== null && saved.opened !== null && <OpenedCohort opened={saved.opened} query={saved.query} />}
      <GroupChoice selection={selection} by={query.by} cohort={chosen} />
      {shown.controls !== null && (
        <CohortFilterForm
          selection={selection}
          by={query.by}
          cohort={chosen}
          protocols={shown.controls.protocols}
          risks={shown.controls.risks}
          trials={trials}
        />
      )}
      {shown.refusal !== null ? (
        <EmptyState title={t('title')} text={t(`refusal.${shown.refusal}`)} />
      ) : (
        <GroupsFigure analysis={shown.groups.analysis} texts={shown.texts} saved={saved} words={words} />
      )}
      <CohortTables tables={shown.tables} />
      {saved !== null && (
        <SavedCohorts
          rows={saved.rows}
          query={saved.query}
          actions={{ save: saveCohortAction, rename: renameCohortAction, remove: deleteCohortAction }}
        />
      )}
    </>
  );
}

type Words = Parameters<typeof savedView>[3];
type Saved = Awaited<ReturnType<typeof savedView>>;
type Table = ComponentProps<typeof TextTable>['table'];
type FigureProps = Readonly<{
  analysis: ComponentProps<typeof OwnResults>['analysis'];
  texts: GroupsTexts;
  saved: Saved | null;
  words: Words;
}>;

/** The figure, marked as internal until somebody who enters the patients has released it. */
async function GroupsFigure({ analysis, texts, saved, words }: FigureProps) {
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
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <OwnResults analysis={analysis} texts={marked.own} pending={false} about={marked} />
      <section className={classes.figure} aria-label={t('title')}>
        <p>{releaseLine(release, words)}</p>
        {saved !== null && <BundleButton query={saved.asked} action={bundleAction} />}
        {saved?.query !== null && saved?.query !== undefined && (
          <p>
            <StepButton
              action={releaseFigureAction}
              fields={{ query: saved.query, release: release.state === 'released' ? 'no' : 'yes' }}
              label={t(release.state === 'released' ? 'withdraw' : 'give')}
            />
          </p>
        )}
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

/** What has changed since the cohort of the link was saved. */
async function OpenedCohort({
  opened,
  query,
}: Readonly<{ opened: NonNullable<Saved['opened']>; query: string | null }>) {
  const t = await getTranslations('groups.saved');
  const { id, title, text, lines } = opened;
  return (
    <section className={classes.notice} aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {id !== null && query !== null && lines.length > 0 && (
        <p>
          <StepButton action={acceptFiguresAction} fields={{ id, query }} label={t('accept')} />
        </p>
      )}
    </section>
  );
}

export default withMessages(['analyse', 'exports', 'figure', 'groups', 'site'], GroupsPage);
