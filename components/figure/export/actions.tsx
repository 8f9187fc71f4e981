'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePublicAddress } from '@/components/ui/public-address';
import { onDemand } from '@/components/ui/on-demand';
import { FORMAT_OPTIONS, USUAL_OPTIONS, type FigureFormat, type FileOptions } from '@/lib/figure/model/formats';
import classes from '@/components/compare/compare.module.css';
import { copyText } from './copy-text';
import { FigureMenu } from './menu';

type Props = Readonly<{
  /** the page's path with the whole selection, which later changes of the evidence cannot alter */
  path: string;
  /** query of the exports: the selection and the language */
  query: string;
  /** kind of the figure, as in the address of its files */
  kind?: string;
  /** the figure has charts that a presentation program can edit */
  editable: boolean;
  /** what the figure is called in a presentation; without it none can be put together */
  title?: string | undefined;
  /** false: the figure holds what no other site may show */
  embeddable?: boolean;
}>;

/** It reads the kept list, whose schema is heavier than the menu. */
const AddToDeck = onDemand(async () => (await import('./add-to-deck')).AddToDeck);

const EmbedCode = onDemand(async () => (await import('./embed-code')).EmbedCode);

/** Copy link and export of a figure whose files the server makes; link and files name every series, so they show this very figure. */
export function FigureActions({ path, query, kind = 'comparison', editable, title, embeddable = true }: Props) {
  const t = useTranslations('exports.menu');
  const toPublic = usePublicAddress();
  const [copied, setCopied] = useState<'linkCopied' | 'copyFailed' | null>(null);
  const copy = async (): Promise<void> => setCopied((await copyText(toPublic(path))) ? 'linkCopied' : 'copyFailed');
  return (
    <div className={classes.actions}>
      <span className={classes.status} role="status">
        {copied === null ? '' : t(copied)}
      </span>
      <Button variant="default" size="sm" onClick={() => void copy()}>
        {t('copyLink')}
      </Button>
      <FigureMenu
        editable={editable}
        files={{ from: 'server', address: (format, options) => fileAddress(kind, format, query, options) }}
        slides={
          title === undefined
            ? undefined
            : (say) => <AddToDeck kind={kind} title={title} query={withoutLanguage(query)} say={say} />
        }
        share={
          embeddable
            ? (say) => <EmbedCode kind={kind} title={title ?? ''} query={withoutLanguage(query)} say={say} />
            : undefined
        }
      />
    </div>
  );
}

/** Address of a file; options that say the same as their absence stay out. */
function fileAddress(kind: string, format: FigureFormat, query: string, options: FileOptions): string {
  const chosen = FORMAT_OPTIONS[format].flatMap((name) =>
    options[name] === USUAL_OPTIONS[name] ? [] : [`${name}=${options[name]}`],
  );
  return `/api/figures/${kind}.${format}?${[query, ...chosen].filter((part) => part !== '').join('&')}`;
}

function withoutLanguage(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('lang='))
    .join('&');
}
