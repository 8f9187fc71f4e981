'use client';

import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '../gene-text';
import type { Citation } from '@/lib/registry/references/citation';
import { locatorText } from '@/lib/registry/references/locator-text';
import { hostOf, readersAddress } from '@/lib/registry/references/reader-address';
import type { Source } from '@/lib/registry/schema';
import classes from './chip.module.css';

/** Reference, place in it, level and address. */
export function SourceDetails({ source, citation }: Readonly<{ source: Source; citation: Citation }>) {
  const t = useTranslations('source');
  const locale = useLocale();
  const address = readersAddress(source.url);
  return (
    <dl className={classes.details}>
      <dt>{t('reference')}</dt>
      <dd>
        <GeneText text={citation.short} />
        {citation.link !== null && <ExternalLink url={citation.link.url} label={citation.link.label} />}
      </dd>
      <dt>{t('locator')}</dt>
      <dd>{locatorText(source.locator, locale)}</dd>
      <dt>{t('levelLabel')}</dt>
      <dd>{t(`level.${source.level}`)}</dd>
      {address !== null && address !== citation.link?.url && (
        <>
          <dt>{t('address')}</dt>
          <dd>
            <ExternalLink url={address} label={hostOf(address)} />
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
