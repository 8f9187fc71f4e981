import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { GeneText } from '@/components/ui/gene-text';
import type { ComparisonFigure } from '@/lib/cohort/comparison-figure';
import type { LocalRefusal } from '@/lib/cohort/disclosure';
import type { FigureTexts } from '@/lib/cohort/figure-texts';
import { writeSelection, type CompareSelection } from '@/lib/cohort/selection';
import { Link } from '@/lib/i18n/navigation';
import classes from './compare.module.css';
import { FigureActions } from './figure-actions';
import { FigureCaveats, FigureMethod, FigureSources } from './figure-caveats';
import { FigureTable } from './figure-table';
import { SurvivalChart } from './survival-chart';

type Props = Readonly<{
  figure: ComparisonFigure;
  texts: FigureTexts;
  /** the selection with its series named */
  selection: CompareSelection;
  refusal: LocalRefusal | null;
  path: string;
  query: string;
}>;

/** The figure as the page shows it: heading, plots, caveats, table, method and sources. */
export function CompareFigure({ figure, texts, selection, refusal, path, query }: Props) {
  const t = useTranslations('compare');
  if (figure.panels.length === 0) {
    return (
      <div className={classes.figure}>
        {refusal !== null && <p className={classes.notice}>{t(`refusal.${refusal}`)}</p>}
        <EmptyState title={t('emptyTitle')} text={t('empty')}><Link href={`/compare?${writeSelection({ ...selection, series: null })}`}>{t('toFirstView')}</Link></EmptyState>
      </div>
    );
  }
  return (
    <div className={classes.figure}>
      <figure className={classes.section} style={{ margin: 0 }} aria-labelledby="figure-title">
        <div className={classes.head}>
          <div className={classes.words}>
            <h2 id="figure-title"><GeneText text={texts.title} /></h2>
            <p>{texts.subtitle}</p>
          </div>
          <FigureActions path={path} query={query} />
        </div>
        {texts.madeUp !== null && <p className={classes.band}><strong>{texts.madeUp}</strong></p>}
        {refusal !== null && <p className={classes.notice}>{t(`refusal.${refusal}`)}</p>}
        <AxisChoice figure={figure} selection={selection} />
        <SurvivalChart figure={figure} texts={texts} />
      </figure>
      <FigureCaveats texts={texts} />
      <section className={classes.section} aria-labelledby="figure-table">
        <h2 id="figure-table">{texts.headings.figures}</h2>
        <FigureTable figure={figure} texts={texts} />
      </section>
      <div className={classes.notes}>
        <FigureMethod texts={texts} />
        <FigureSources figure={figure} texts={texts} />
      </div>
    </div>
  );
}

/** Different time zeros share an axis only after the reader has asked for it, by a link that says so. */
function AxisChoice({ figure, selection }: Pick<Props, 'figure' | 'selection'>) {
  const t = useTranslations('compare');
  if (figure.subject.timeZeros.length < 2) return null;
  const href = `/compare?${writeSelection({ ...selection, confirmed: !figure.oneAxis })}`;
  return (
    <div className={classes.notice}>
      <span>{t(figure.oneAxis ? 'confirmed' : 'panels')}</span>
      <Link href={href} scroll={false}>{t(figure.oneAxis ? 'unconfirm' : 'confirm')}</Link>
    </div>
  );
}
