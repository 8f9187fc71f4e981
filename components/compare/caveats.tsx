import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { STRONG_CAVEATS, type FigureCaveatCode } from '@/lib/comparison/figure/figure-caveat';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import classes from '@/components/figure/figure.module.css';

/** How many stand open; the rest is folded. */
const OPEN = 3;
/** Never folded, whatever their number: without them the figure says something else. */
const ALWAYS: readonly FigureCaveatCode[] = [
  ...STRONG_CAVEATS,
  'relabelled',
  'local-open-errors',
  'local-unchecked',
  'local-failure-undecided',
  'local-imputed-dates',
  'local-without-observation',
  'network',
];
/** What misleads a comparison most comes first; what is not here follows in the order of the figure. */
const FIRST: readonly FigureCaveatCode[] = [
  'populations-differ',
  'shared-patients',
  'later-higher',
  'horizons-differ',
  'separate-panels',
  'selected-population',
  'event-definitions',
  'local-small',
  'small-n',
  'eras-differ',
  'no-interval',
];

/** What must be known before the figures are compared, the weightiest first; the same words stand in every export. */
export function CompareCaveats({
  texts: { caveats, headings },
}: Readonly<{ texts: Pick<FigureTexts, 'caveats' | 'headings'> }>) {
  const t = useTranslations('compare');
  if (caveats.length === 0) return null;
  const always = caveats.filter(({ code }) => ALWAYS.includes(code));
  const others = caveats.filter(({ code }) => !ALWAYS.includes(code)).toSorted((a, b) => rank(a.code) - rank(b.code));
  // One line less in the fold is not worth a fold.
  const open = others.length <= OPEN + 1 ? others.length : OPEN;
  const folded = others.slice(open);
  return (
    <section className={classes.caveats} aria-labelledby="figure-caveats">
      <h2 id="figure-caveats">{headings.caveats}</h2>
      <CaveatList caveats={[...always, ...others.slice(0, open)]} />
      {folded.length > 0 && (
        <details>
          <summary>{t('moreCaveats', { count: folded.length })}</summary>
          <CaveatList caveats={folded} />
        </details>
      )}
    </section>
  );
}

function CaveatList({ caveats }: Pick<FigureTexts, 'caveats'>) {
  return (
    <ul>
      {caveats.map(({ code, text }) => (
        <li key={`${code} ${text}`} data-strong={STRONG_CAVEATS.includes(code) || undefined}>
          <GeneText text={text} />
        </li>
      ))}
    </ul>
  );
}

function rank(code: FigureCaveatCode): number {
  const at = FIRST.indexOf(code);
  return at < 0 ? FIRST.length : at;
}
