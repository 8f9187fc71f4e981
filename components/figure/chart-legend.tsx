import { GeneText } from '@/components/ui/gene-text';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import { legendSign } from '@/lib/figure/drawing/marks/signs';
import classes from './figure.module.css';
import { Marks } from './marks';

/** The grammar of the chart: whom letters behind names mean, and what a line, a band, a filled and an open marker say. */
export function ChartLegend({ legend, letters }: Pick<FigureTexts, 'legend'> & Readonly<{ letters: string }>) {
  return (
    <ul className={classes.legend}>
      {letters !== '' && (
        <li>
          <span>
            <GeneText text={letters} />
          </span>
        </li>
      )}
      {legend.map(({ kind, text }) => (
        <li key={kind}>
          <svg width="28" height="16" viewBox="-14 -8 28 16" aria-hidden="true">
            <Marks marks={legendSign(kind, [0, 0])} />
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
