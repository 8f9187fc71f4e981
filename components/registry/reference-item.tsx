import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Citation } from '@/lib/registry/citation';
import classes from './reference-list.module.css';

/** One entry of a list of references: title, citation, address, and what could not be verified. */
export function ReferenceItem({ citation, number, children }: Readonly<{ citation: Citation; number: number; children?: ReactNode }>) {
  const t = useTranslations('references');
  const title = citation.title === citation.short ? null : citation.title;
  return (
    <li id={`ref-${citation.id}`} value={number} className={classes.item}>
      <span className={classes.number}>{number}</span>
      <div className={classes.words}>
        {title !== null && <p className={classes.title} lang={citation.titleEn === null ? 'en' : 'ru'}>{title}</p>}
        {citation.titleEn !== null && <p className="muted" lang="en">{citation.titleEn}</p>}
        <p>
          {citation.short}
          {citation.link !== null && <> · <a href={citation.link.url} target="_blank" rel="noopener noreferrer">{citation.link.label}</a></>}
          {citation.reviewNumber !== null && <span className="muted"> · {t('reviewNumber', { number: citation.reviewNumber })}</span>}
        </p>
        {citation.note !== null && citation.note !== citation.short && <p className="muted" lang="en">{citation.note}</p>}
        {children}
      </div>
    </li>
  );
}
