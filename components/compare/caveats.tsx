import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { ALWAYS_OPEN, STRONG_CAVEATS, weightiestFirst } from '@/lib/comparison/figure/figure-caveat';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import classes from '@/components/figure/figure.module.css';

/** How many stand open; the rest is folded. */
const OPEN = 3;
/** What must be known before the figures are compared, the weightiest first; the same words stand in every export. */
export function CompareCaveats({
  texts: { caveats, headings },
}: Readonly<{ texts: Pick<FigureTexts, 'caveats' | 'headings'> }>) {
  const t = useTranslations('compare');
  if (caveats.length === 0) return null;
  const always = caveats.filter(({ code }) => ALWAYS_OPEN.includes(code));
  const others = weightiestFirst(caveats).slice(always.length);
  // One line less in the fold is not worth a fold.
  const open = others.length <= OPEN + 1 ? others.length : OPEN;
  const folded = others.slice(open);
  return (
    <section className={classes.caveats} aria-labelledby="figure-caveats">
      <h2 id="figure-caveats">{headings.caveats}</h2>
      <CaveatList caveats={[...always, ...others.slice(0, open)]} />
      {folded.length > 0 && (
        <details data-on-paper>
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
