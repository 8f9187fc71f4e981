import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { Fragment, type ReactNode } from 'react';
import { inLocale } from '@/lib/i18n/format';
import type { Citation, CitationLink } from '@/lib/registry/references/citation';
import classes from './list.module.css';

type Props = Readonly<{
  citation: Citation;
  number: number;
  /** addresses to show; without them the first one of the citation */
  links?: readonly CitationLink[];
  /** a control before the number */
  choice?: ReactNode;
  children?: ReactNode;
}>;

/** One entry of a list of references: title, citation, address, and what could not be verified. */
export function ReferenceItem({ citation, number, links, choice, children }: Props) {
  const [t, locale] = [useTranslations('references'), useLocale()];
  const note = citation.note === null ? null : inLocale(citation.note, locale);
  // A citation without authors begins with its title already.
  const title = citation.title !== null && citation.short.startsWith(citation.title) ? null : citation.title;
  return (
    <li id={`ref-${citation.id}`} value={number} className={classes.item}>
      <span className={classes.number}>
        {choice}
        {number}
      </span>
      <div className={classes.words}>
        {title !== null && (
          <p className={classes.title} lang={citation.titleEn === null ? 'en' : 'ru'}>
            <GeneText text={title} />
          </p>
        )}
        {citation.titleEn !== null && (
          <p className="muted" lang="en">
            <GeneText text={citation.titleEn} />
          </p>
        )}
        <p lang={title === null && citation.titleEn !== null ? 'ru' : undefined}>
          <GeneText text={citation.short} />
          {(links ?? [citation.link ?? []].flat()).map(({ url, label }) => (
            <Fragment key={url}>
              {'\u00a0· '}
              <a href={url} target="_blank" rel="noopener noreferrer">
                {label.replaceAll(' ', '\u00a0')}
              </a>
            </Fragment>
          ))}
          {citation.reviewNumber !== null && (
            <span className="muted">
              {'\u00a0· '}
              {t('reviewNumber', { number: citation.reviewNumber })}
            </span>
          )}
        </p>
        {note !== null && note !== citation.short && (
          <p className="muted">
            <GeneText text={note} />
          </p>
        )}
        {children}
      </div>
    </li>
  );
}
