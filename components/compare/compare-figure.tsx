import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { forBrowser } from '@/lib/comparison/figure/browser-curve';
import type { ComparisonView } from '@/lib/comparison/views/view';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { OpenChoices } from '@/lib/comparison/disclosure';
import type { InsteadOfNothing } from '@/lib/comparison/selection/instead-of-nothing';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { NO_FILTERS } from '@/lib/comparison/cohort/filters';
import { publishedPoints } from '@/lib/comparison/figure/figure-model';
import { groupsAddress, trialsBeside, type CohortAddress } from '@/lib/comparison/groups/address';
import { Link } from '@/lib/i18n/navigation';
import { forReaders } from '@/lib/registry/references/for-readers';
import classes from './compare.module.css';
import { Against } from './against';
import { AttributeView } from './attribute-view';
import { CalendarView } from './calendar/view';
import { FigureActions } from '@/components/figure/export/actions';
import { FigureMethod, FigureSources } from '@/components/figure/caveats';
import { FigureTable } from '@/components/figure/table';
import { CompareCaveats } from './caveats';
import { NothingDrawn } from './nothing-drawn';
import { ForestPlot } from './forest/forest-plot';
import type { Evidence } from '@/components/figure/point-source';
import { RCode } from './r-code';
import { bandText } from '@/lib/figure/model/made-up';
import { SurvivalChart } from '@/components/figure/survival-chart';
import { written } from '@/components/ui/written/written';
import { COMPARE_VIEWS, type CompareView } from '@/lib/comparison/presentation';

type Props = Readonly<{
  figure: ComparisonFigure;
  shown: ComparisonView;
  /** the selection with its series named */
  selection: CompareSelection;
  /** the selection as the reader made it, for the links between views */
  asked: CompareSelection;
  evidence: Evidence;
  /** there are reconstructed curves of the chosen figures' patients, drawn or not */
  reconstructable: boolean;
  /** why no local curve is drawn, in words; null: it is, or was not asked for */
  refusal: string | null;
  /** what of the local patients is open to the reader; null: everything, or none asked for */
  open: OpenChoices | null;
  path: string;
  query: string;
  /** what there is where the first view has no figure; null: it has, or the reader chose */
  instead: InsteadOfNothing | null;
  /** R script of the local numbers, for who may see the patients; null without */
  script: string | null;
}>;

/** The figure as the page shows it: the choice of views, heading, plot, caveats, table, method and sources. */
export function CompareFigure({
  figure,
  shown,
  selection,
  asked,
  evidence,
  reconstructable,
  refusal,
  open,
  path,
  query,
  instead,
  script,
}: Props) {
  const notice = refusal !== null && <p className={classes.notice}>{refusal}</p>;
  if (figure.panels.length === 0) {
    return (
      <div className={classes.figure}>
        <CompareViews asked={asked} shown={shown.view} />
        {notice}
        <NothingDrawn asked={asked} instead={instead} />
      </div>
    );
  }
  const words = wordsOf(shown);
  const band = bandText(words);
  return (
    <div className={classes.figure}>
      <CompareViews asked={asked} shown={shown.view} />
      <figure className={classes.section} style={{ margin: 0 }} aria-labelledby="figure-title">
        <FigureHead shown={shown} path={path} query={query} />
        {band !== null && (
          <p className={classes.band}>
            <strong>{band}</strong>
          </p>
        )}
        {notice}
        {shown.view === 'survival' && <AxisChoice figure={figure} selection={selection} />}
        {shown.view === 'survival' && reconstructable && <CurveChoice selection={selection} />}
        <Plot figure={figure} shown={shown} evidence={evidence} />
      </figure>
      <CompareCaveats texts={words} />
      {shown.view === 'survival' && <Against texts={shown.texts.against} />}
      {shown.view === 'survival' && shown.texts.against !== null && open === null && (
        <ToGroups figure={figure} selection={selection} />
      )}
      {shown.view === 'survival' && <RCode script={script} name="comparison.R" />}
      <Figures figure={figure} shown={shown} evidence={evidence} />
      <div className={classes.notes}>
        <FigureMethod texts={words} />
        <FigureSources figure={citedBy(shown, figure)} texts={words} />
      </div>
    </div>
  );
}

/** The same patients by groups; the pool of a network was released as it is, and has none to be divided into. */
function ToGroups({ figure, selection }: Pick<Props, 'figure' | 'selection'>) {
  const t = useTranslations('compare');
  if (selection.local.network !== null) return null;
  return (
    <p>
      <Link href={groupsAddress(selection, null, besideOf(figure))}>{t('byGroups')}</Link>
    </p>
  );
}

/** What the figure shows, and what can be done with it. */
function FigureHead({ shown, path, query }: Pick<Props, 'shown' | 'path' | 'query'>) {
  const { title, subtitle } = wordsOf(shown);
  return (
    <div className={classes.head}>
      <div className={classes.words}>
        <h2 id="figure-title">
          <GeneText text={title} />
        </h2>
        <p>{subtitle}</p>
      </div>
      <FigureActions
        editable={shown.view === 'survival'}
        path={path}
        query={query}
        kind={KINDS[shown.view]}
        title={title}
        embeddable={shown.view !== 'table'}
      />
    </div>
  );
}

/** Kind of the files of each view. */
const KINDS = { survival: 'comparison', forest: 'forest', calendar: 'calendar', table: 'attributes' } as const;

function wordsOf(shown: ComparisonView) {
  if (shown.view === 'forest') return shown.forest;
  return shown.view === 'survival' ? shown.texts : shown.words;
}

function citedBy(shown: ComparisonView, figure: ComparisonFigure): Pick<ComparisonFigure, 'citations'> {
  if (shown.view === 'calendar') return shown.calendar.comparison;
  return shown.view === 'table' ? shown.table : figure;
}

/** Every drawn number in rows; the forest plot is a table already. */
function Figures({ figure, shown, evidence }: Pick<Props, 'figure' | 'shown' | 'evidence'>) {
  if (shown.view === 'forest' || shown.view === 'table') return null;
  const [drawn, texts] =
    shown.view === 'calendar' ? [shown.calendar.comparison, { ...shown.words, panels: [] }] : [figure, shown.texts];
  return (
    <section className={classes.section} aria-labelledby="figure-table">
      <h2 id="figure-table">{texts.headings.figures}</h2>
      <FigureTable figure={drawn} texts={texts} evidence={evidence} />
    </section>
  );
}

function Plot({ figure, shown, evidence }: Pick<Props, 'figure' | 'shown' | 'evidence'>) {
  switch (shown.view) {
    case 'survival':
      return (
        <SurvivalChart drawn={written({ figure: forReaders(forBrowser(figure)), texts: shown.texts, evidence })} />
      );
    case 'forest':
      return <ForestPlot figure={figure} texts={shown.forest} evidence={evidence} />;
    case 'calendar':
      return <CalendarView calendar={shown.calendar} texts={shown.words} evidence={evidence} />;
    case 'table':
      return <AttributeView table={shown.table} texts={shown.words} />;
  }
}

/** Different time zeros share an axis only after the reader has asked for it, by a link that says so. */
function AxisChoice({ figure, selection }: Pick<Props, 'figure' | 'selection'>) {
  const t = useTranslations('compare');
  if (figure.subject.timeZeros.length < 2) return null;
  const href = `/compare?${writeSelection({ ...selection, confirmed: !figure.oneAxis })}`;
  return (
    <div className={classes.notice}>
      <span>{t(figure.oneAxis ? 'confirmed' : 'panels')}</span>
      <Link href={href} scroll={false}>
        {t(figure.oneAxis ? 'unconfirm' : 'confirm')}
      </Link>
    </div>
  );
}

/** Reconstructed curves are drawn unless the reader hides them. */
function CurveChoice({ selection }: Pick<Props, 'selection'>) {
  const t = useTranslations('reconstructed');
  const { curves } = selection.presentation;
  return (
    <div className={classes.notice}>
      <span>{t(curves ? 'shown' : 'hidden')}</span>
      <Link
        href={`/compare?${writeSelection({ ...selection, presentation: { ...selection.presentation, curves: !curves } })}`}
        scroll={false}
      >
        {t(curves ? 'hide' : 'show')}
      </Link>
    </div>
  );
}

/** The views of one selection; each is an address of its own. `asked` keeps an unchosen first view unchosen. */
function CompareViews({ asked, shown }: Readonly<{ asked: CompareSelection; shown: CompareView }>) {
  const t = useTranslations('compare');
  const { presentation } = asked;
  return (
    <nav className={classes.views} aria-label={t('views')}>
      {COMPARE_VIEWS.map((view) => (
        <Link
          key={view}
          href={`/compare?${writeSelection({ ...asked, presentation: { ...presentation, view } })}`}
          aria-current={view === shown ? 'page' : undefined}
          scroll={false}
        >
          {t(`view.${view}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The trials of the figure stand beside the groups, too. */
function besideOf(figure: ComparisonFigure): CohortAddress {
  return { filters: NO_FILTERS, trials: trialsBeside(publishedPoints(figure)) };
}
