'use client';

import { useLocale, useTranslations } from 'next-intl';
import { hostOf, isCopy, type Citation } from '@/lib/registry/references/citation';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { Source } from '@/lib/registry/schema';
import classes from './chip.module.css';

/** Reference, place in it, level and address. */
export function SourceDetails({ source, citation }: Readonly<{ source: Source; citation: Citation }>) {
  const t = useTranslations('source');
  const locale = useLocale();
  return (
    <dl className={classes.details}>
      <dt>{t('reference')}</dt>
      <dd>
        {citation.short}
        {citation.link !== null && <ExternalLink url={citation.link.url} label={citation.link.label} />}
      </dd>
      <dt>{t('locator')}</dt>
      <dd>{locatorText(source.locator, locale)}</dd>
      <dt>{t('levelLabel')}</dt>
      <dd>{t(`level.${source.level}`)}</dd>
      {source.url !== null && source.url !== citation.link?.url && !isCopy(source.url) && (
        <>
          <dt>{t('address')}</dt>
          <dd>
            <ExternalLink url={source.url} label={hostOf(source.url)} />
          </dd>
        </>
      )}
    </dl>
  );
}

function ExternalLink({ url, label }: Readonly<{ url: string; label: string }>) {
  return (
    <a className={classes.link} href={url} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}
