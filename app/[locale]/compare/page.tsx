import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CompareControls } from '@/components/compare/controls';
import classes from '@/components/compare/compare.module.css';
import { CompareFigure } from '@/components/compare/compare-figure';
import { CompareProblems } from '@/components/compare/problems';
import { ReadyPairs } from '@/components/compare/ready-pairs';
import { BundleButton } from '@/components/compare/saved/bundle-button';
import { BundleOpener } from '@/components/compare/saved/bundle-opener';
import { OpenedSaved } from '@/components/compare/saved/opened-saved';
import { ReleaseStep } from '@/components/compare/saved/release-step';
import { SavedCohorts } from '@/components/compare/saved/saved-cohorts';
import { written } from '@/components/ui/written/written';
import { withMessages } from '@/components/layout/with-messages';
import { PageHeader } from '@/components/ui/page-header';
import { mendedAddress } from '@/lib/address/reading';
import { getViewer } from '@/lib/access/session/session.server';
import { comparisonView, plottedIds } from '@/lib/comparison/views/view';
import { bundleAction } from '@/lib/comparison/bundle/actions';
import { comparisonTables } from '@/lib/comparison/bundle/comparison-bundle';
import { scriptWithData } from '@/lib/comparison/bundle/inline-script';
import { panelAgainst } from '@/lib/comparison/words/against-texts';
import { chosenItems, horizonsOf, otherCuts } from '@/lib/comparison/selection/chosen-items';
import { publishedPoints } from '@/lib/comparison/figure/figure-model';
import { evidenceTexts } from '@/lib/comparison/figure/estimate-evidence';
import { joinedLines } from '@/lib/comparison/figure/joined-points';
import { suggestionsFor } from '@/lib/comparison/selection/nearest-selection';
import { getComparison, type Comparison } from '@/lib/comparison/queries.server';
import {
  acceptFiguresAction,
  deleteCohortAction,
  releaseFigureAction,
  renameCohortAction,
  saveCohortAction,
} from '@/lib/comparison/saved/actions';
import { savedView } from '@/lib/comparison/saved/view.server';
import { releaseLine } from '@/lib/comparison/saved/words';
import { comparisonQuerySchema, readSelection } from '@/lib/comparison/selection/reading';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { insteadOfNothing } from '@/lib/comparison/selection/instead-of-nothing';
import { keptByChoice } from '@/lib/comparison/selection/kept-series';
import { drawableOf } from '@/lib/comparison/selection/drawable';
import { refusalText } from '@/lib/comparison/words/refusal-text';
import { figureOfParameter } from '@/lib/figure/model/deck';
import { messageLookup, type MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { getPathname } from '@/lib/i18n/navigation';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint } from '@/lib/registry/vocabulary';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('compare');
  return { title: t('title'), description: t('description') };
}

/** The endpoint that is asked for, and those of which there are figures. */
function endpointOptions(
  asked: SurvivalEndpoint,
  available: Comparison['available'],
  t: Awaited<ReturnType<typeof getTranslations<never>>>,
) {
  return SURVIVAL_ENDPOINTS.filter(
    (endpoint) => endpoint === asked || available.some((estimate) => estimate.endpoint === endpoint),
  ).map((value) => ({
    value,
    label: t(`compare.endpointOption.${value}`),
  }));
}

function siteOption({ siteCode, siteName }: Comparison['sites'][number]) {
  return { code: siteCode, name: siteName };
}

/** The chosen figures that are drawn, in the reader's order. */
function chosenPoints(figure: Comparison['figure'], { series }: CompareSelection) {
  const points = publishedPoints(figure);
  return (series ?? []).flatMap((id) => points.find(({ estimateId }) => estimateId === id) ?? []);
}

/** The R script of the local numbers; its table has every time, so that only who enters the patients gets it. */
function scriptOf({ figure, input, localOpen }: Comparison): string | null {
  const panel = panelAgainst(figure);
  if (input.local === null || localOpen !== null || panel === null) return null;
  return scriptWithData(comparisonTables({ cohort: input.local, panel, catalogue: input.catalogue }));
}

function refusalOf({ localRefusal, localOpen }: Comparison, t: MessageLookup): string | null {
  return localRefusal === null ? null : refusalText(localRefusal, localOpen, t);
}

/** What the reader chose, with what of it there is. */
function askedInControls(asked: CompareSelection, selection: CompareSelection): CompareSelection {
  return {
    ...asked,
    series: asked.series === null ? null : selection.series,
    local: { ...selection.local, shown: asked.local.shown },
  };
}

/** The address holds the whole selection; without any, the largest trials stand side by side. */
async function ComparePage({ searchParams }: Props) {
  const parameters = await searchParams;
  const { selection: sent, saved: opened, problems } = readSelection(parameters);
  const [locale, t, viewer] = await Promise.all([getLocale(), getTranslations(), getViewer()]);
  const [comparison, lookup] = await Promise.all([getComparison(viewer, sent, { locale }), messageLookup(locale)]);
  const { asked, figure, selection, available } = comparison;
  const shown = comparisonView(comparison, selection.presentation, locale, lookup);
  const chosen = chosenPoints(figure, selection);
  const chosenIds = chosen.map(({ estimateId }) => estimateId);
  const saved =
    comparison.saving === null
      ? null
      : await savedView({ page: 'compare', ...comparison.saving, opened }, { locale, t: lookup });
  const signIn = getPathname({ href: `/compare?${writeSelection(asked)}`, locale });
  return (
    <>
      <PageHeader title={t('compare.title')} intro={t('compare.description')} />
      <CompareProblems
        suggestions={suggestionsFor([...problems, ...comparison.problems], selection, comparison.evidence.estimates)}
        selection={selection}
        nearestAddress={(problem) => mendedAddress('/compare', comparisonQuerySchema, parameters, problem)}
      />
      {saved !== null && (
        <OpenedSaved opened={saved.opened} page="compare" query={saved.query} accept={acceptFiguresAction} />
      )}
      <div className={classes.layout}>
        <CompareControls
          given={written({
            asked: askedInControls(asked, selection),
            view: shown.view,
            drawable: drawableOf(chosen, asked, comparison.evidence.estimates),
            endpoints: endpointOptions(asked.endpoint, available, t),
            chosen: chosenItems(chosen, shown.texts, asked, (id) => otherCuts(id, available, locale)),
            kept: keptByChoice(chosenIds, asked.endpoint, available),
            horizons: horizonsOf(available, asked.endpoint),
            joinable: joinedLines(chosen).length > 0,
            sites: viewer === null ? null : comparison.sites.map(siteOption),
            open: comparison.localOpen,
            localShown: selection.local.shown ?? false,
            signInHref: `/sign-in?callbackUrl=${encodeURIComponent(signIn)}`,
          })}
        />
        <ComparedFigure comparison={comparison} shown={shown} words={{ locale, t: lookup }} />
      </div>
      <div className={classes.after}>
        {saved !== null && (
          <SavedComparisons
            saved={saved}
            line={releaseLine(saved.release, { locale, t: lookup })}
            drawn={shown.view === 'survival' ? writeSelection(selection) : null}
          />
        )}
        <ReadyPairs estimates={comparison.evidence.estimates} />
      </div>
    </>
  );
}

type ComparedProps = Readonly<{
  comparison: Comparison;
  shown: ReturnType<typeof comparisonView>;
  words: Readonly<{ locale: Locale; t: MessageLookup }>;
}>;

/** The figure with what stands behind each of its numbers. */
function ComparedFigure({ comparison, shown, words: { locale, t } }: ComparedProps) {
  const { asked, figure, selection, evidence, input, reconstructable, localOpen } = comparison;
  const query = writeSelection(selection);
  return (
    <CompareFigure
      figure={figure}
      shown={shown}
      selection={selection}
      asked={asked}
      evidence={evidenceTexts(plottedIds(shown, figure), evidence, input.references, locale, t)}
      reconstructable={reconstructable}
      refusal={refusalOf(comparison, t)}
      open={localOpen}
      path={getPathname({ href: `/compare?${query}`, locale })}
      query={`${query}&lang=${locale}`}
      instead={asked.series === null ? insteadOfNothing(asked, evidence.estimates) : null}
      script={scriptOf(comparison)}
    />
  );
}

/** Whether the figure of local patients may leave the site, and what the site has saved. */
function SavedComparisons({
  saved: { rows, query, release },
  line,
  drawn,
}: Readonly<{
  saved: Awaited<ReturnType<typeof savedView>>;
  line: string;
  /** query of the curve that is drawn, for its data; null: another view */
  drawn: string | null;
}>) {
  return (
    <>
      <section className={classes.figure} aria-label={line}>
        <ReleaseStep
          line={line}
          released={release.state === 'released'}
          page="compare"
          query={query}
          action={releaseFigureAction}
        />
        {drawn !== null && <BundleButton page="compare" query={drawn} action={bundleAction} />}
        <BundleOpener action={bundleAction} />
      </section>
      <SavedCohorts
        page="compare"
        rows={rows.map((row) => ({ ...row, kind: figureOfParameter(row.query).kind }))}
        query={query}
        actions={{ save: saveCohortAction, rename: renameCohortAction, remove: deleteCohortAction }}
      />
    </>
  );
}

export default withMessages(
  [
    'analyse.reader',
    'analyse.unitShort',
    'compare',
    'errors',
    'exports.menu',
    'figure.evidence',
    'groups.bundle',
    'groups.cause',
    'groups.saved',
    'source',
    'vocabulary.endpoint',
    'vocabulary.kmt2a',
  ],
  ComparePage,
);
