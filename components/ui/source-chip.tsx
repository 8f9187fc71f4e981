'use client';

import { Popover, VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { hostOf, type Citation } from '@/lib/registry/citation';
import type { Source } from '@/lib/registry/schema';
import classes from './source-chip.module.css';

type Props = Readonly<{
  source: Source;
  citation: Citation;
  /** its number in the page's list of references */
  number?: number | undefined;
  /** other values, caveats or the reason for a choice */
  children?: ReactNode;
}>;

/** The letter of a source's level beside a number; it opens reference, place, level and address. */
export function SourceChip({ source, citation, number, children }: Props) {
  const t = useTranslations('source');
  const level = t(`level.${source.level}`);
  return (
    <Popover position="bottom-end" width={340} withArrow shadow="md" trapFocus returnFocus middlewares={{ flip: true, shift: { padding: 8 } }}>
      <Popover.Target>
        <button type="button" className={classes.chip} data-level={source.level} title={level}>
          {t(`letter.${source.level}`)}
          {number !== undefined && <span className={classes.number}>{number}</span>}
          <VisuallyHidden>. {t('open', { level })}: {citation.short}</VisuallyHidden>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.card} aria-label={t('open', { level })}>
        <SourceDetails source={source} citation={citation} />
        {children !== undefined && <div className={classes.extra}>{children}</div>}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Reference, place in it, level and address. */
export function SourceDetails({ source, citation }: Readonly<{ source: Source; citation: Citation }>) {
  const t = useTranslations('source');
  return (
    <dl className={classes.details}>
      <dt>{t('reference')}</dt>
      <dd>
        {citation.short}
        {citation.link !== null && <ExternalLink url={citation.link.url} label={citation.link.label} />}
      </dd>
      <dt>{t('locator')}</dt>
      <dd lang="en">{source.locator}</dd>
      <dt>{t('levelLabel')}</dt>
      <dd>{t(`level.${source.level}`)}</dd>
      {source.url !== null && source.url !== citation.link?.url && (
        <>
          <dt>{t('address')}</dt>
          <dd><ExternalLink url={source.url} label={hostOf(source.url)} /></dd>
        </>
      )}
    </dl>
  );
}

function ExternalLink({ url, label }: Readonly<{ url: string; label: string }>) {
  return <a className={classes.link} href={url} target="_blank" rel="noopener noreferrer">{label}</a>;
}
