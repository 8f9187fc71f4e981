import { CitedFiles } from '@/components/ui/citation-files';
import { GeneText } from '@/components/ui/gene-text';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import classes from './figure.module.css';

/** How the curve was computed and how to read the signs. */
export function FigureMethod({
  texts: { method, headings },
}: Readonly<{ texts: Pick<FigureTexts, 'method' | 'headings'> }>) {
  return (
    <section className={classes.notes} aria-labelledby="figure-method">
      <h2 id="figure-method">{headings.method}</h2>
      <ul>
        {method.map((line) => (
          <li key={line}>
            <GeneText text={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The numbered sources of the figures. */
export function FigureSources({
  figure,
  texts,
}: Readonly<{ figure: Pick<ComparisonFigure, 'citations'>; texts: Pick<FigureTexts, 'headings' | 'levels'> }>) {
  if (figure.citations.length === 0) return null;
  return (
    <section className={classes.notes} aria-labelledby="figure-sources">
      <h2 id="figure-sources">{texts.headings.sources}</h2>
      <ol>
        {figure.citations.map(({ number, citation }) => (
          <li key={number} value={number}>
            <GeneText text={citation.short} />
            {citation.link !== null && (
              <>
                .{' '}
                <a href={citation.link.url} target="_blank" rel="noopener noreferrer">
                  {citation.link.label}
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
      <p className={classes.levels}>{texts.levels}</p>
      <CitedFiles ids={figure.citations.map(({ citation }) => citation.id)} />
    </section>
  );
}
