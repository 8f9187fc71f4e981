import { GeneText } from '@/components/ui/gene-text';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import { legendSign } from '@/lib/figure/drawing/marks/signs';
import classes from './figure.module.css';
import { Marks } from './marks';

type Props = Pick<FigureTexts, 'legend'> & Readonly<{ letters: string }>;

/** The grammar of the chart: whom the letters behind names mean, what a line, a band, a filled and an open marker say. */
export function ChartLegend({ legend, letters }: Props) {
  return (
    <>
      {letters !== '' && (
        <p className={classes.letters}>
          <GeneText text={letters} />
        </p>
      )}
      <ul className={classes.legend}>
        {legend.map(({ kind, text }) => (
          <li key={kind}>
            <svg width="28" height="16" viewBox="-14 -8 28 16" aria-hidden="true">
              <Marks marks={legendSign(kind, [0, 0])} />
            </svg>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
