import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import type { FigureDocument } from '@/lib/figure/model/document';
import classes from './embedded-figure.module.css';

type Props = Readonly<{
  /** drawings by the program itself; every text in them is escaped */
  pictures: Readonly<{ wide: string; narrow: string }>;
}> &
  Pick<
    FigureDocument,
    | 'title'
    | 'subtitle'
    | 'altText'
    | 'caveats'
    | 'method'
    | 'headings'
    | 'citations'
    | 'sourcesNote'
    | 'footer'
    | 'address'
  >;

/** A figure as another site frames it: title, chart, the notes folded up, and the way to the whole page. */
export function EmbeddedFigure({
  title,
  subtitle,
  altText,
  pictures,
  caveats,
  method,
  headings,
  citations,
  sourcesNote,
  footer,
  address,
}: Props) {
  const t = useTranslations('exports');
  return (
    <figure className={classes.figure}>
      <h1>
        <GeneText text={title} />
      </h1>
      <p className={classes.subtitle}>{subtitle}</p>
      <div role="img" aria-label={altText}>
        <Picture svg={pictures.wide} className={classes.wide} />
        <Picture svg={pictures.narrow} className={classes.narrow} />
      </div>
      <Notes caveats={caveats} method={method} headings={headings} citations={citations} sourcesNote={sourcesNote} />
      <figcaption>
        <a href={address} target="_blank" rel="noopener">
          {t('embed.whole')}
        </a>
        <span>
          {footer.short} · {footer.notAdvice}
        </span>
      </figcaption>
    </figure>
  );
}

/** Caveats, method and sources, folded up. */
function Notes({
  caveats,
  method,
  headings,
  citations,
  sourcesNote,
}: Pick<FigureDocument, 'caveats' | 'method' | 'headings' | 'citations' | 'sourcesNote'>) {
  const t = useTranslations('exports');
  return (
    <details>
      <summary>{t('embed.notes')}</summary>
      <h2>{headings.caveats}</h2>
      <ul>
        {caveats.map(({ text }) => (
          <li key={text}>
            <GeneText text={text} />
          </li>
        ))}
      </ul>
      <h2>{headings.method}</h2>
      <ul>
        {method.map((text) => (
          <li key={text}>
            <GeneText text={text} />
          </li>
        ))}
      </ul>
      <h2>{headings.sources}</h2>
      <ol>
        {citations.map(({ number, text, url }) => (
          <li key={number} value={number}>
            {url === null ? (
              text
            ) : (
              <a href={url} target="_blank" rel="noopener noreferrer">
                {text}
              </a>
            )}
          </li>
        ))}
      </ol>
      {sourcesNote !== null && <p>{sourcesNote}</p>}
    </details>
  );
}

/** The names inside a drawing occur twice on this page and are told once, by the label around both. */
function Picture({ svg, className }: Readonly<{ svg: string; className: string | undefined }>) {
  const plain = svg
    .replace(/ role="img" aria-labelledby="[^"]*"/u, ' aria-hidden="true"')
    .replace(/<title[^>]*>[^<]*<\/title>/u, '')
    .replace(/ id="ground"/u, '');
  return <div className={className} dangerouslySetInnerHTML={{ __html: plain }} />;
}
