'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState, type ComponentProps } from 'react';
import { BrowserExport } from '@/components/figure/export/browser-export';
import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnTexts } from '@/lib/analysis/texts';
import type { OwnAbout } from '@/lib/figure/documents/own-document';
import classes from '../analyse.module.css';
import { undrawable } from '../text-picture';

type Props = Readonly<{ analysis: OwnAnalysis; texts: OwnTexts; about?: OwnAbout | undefined }>;

/** Files made by the browser itself; nothing is sent. */
export function OwnExport({ analysis, texts, about }: Props) {
  const [t, lookup] = [useTranslations('analyse'), useTranslations()];
  const documents: ComponentProps<typeof BrowserExport>['documents'] = async (footer, address) => {
    const { ownDocuments } = await import('@/lib/figure/documents/own-document');
    return ownDocuments(analysis, texts, { t: lookup, footer, address, about });
  };
  const lacking = useLackingLetters([texts.title, texts.subtitle, ...texts.names].join(' '));
  const empty = useMemo(() => undrawable(lacking), [lacking]);
  return (
    <div>
      <BrowserExport
        editable
        documents={documents}
        title={texts.title}
        locale={texts.locale}
        name="survival"
        footer={about?.footer ?? t('result.footer')}
      />
      {lacking.length > 0 && (
        <p className={classes.hint}>
          {t('result.lackingLetters', { letters: lacking.slice(0, MOST_LETTERS).join(' ') })}
        </p>
      )}
      {empty.length > 0 && (
        <p className={classes.hint}>{t('result.emptyBoxes', { letters: empty.slice(0, MOST_LETTERS).join(' ') })}</p>
      )}
    </div>
  );
}

/** Letters that nearly every font has; others are looked up in the font itself. */
const USUAL = /^[\u0000-\u052f\u1e00-\u1fff\u2000-\u22ff]*$/u;
const MOST_LETTERS = 20;
const NONE: readonly string[] = [];

/** The letters of the names that a PDF has only as pictures. */
function useLackingLetters(text: string): readonly string[] {
  const [found, setFound] = useState<Readonly<{ text: string; letters: readonly string[] }> | null>(null);
  useEffect(() => {
    if (USUAL.test(text)) return;
    let waiting = true;
    void import('@/components/figure/export/browser-files')
      .then(({ lackingInPdf }) => lackingInPdf(text))
      .then((letters) => waiting && setFound({ text, letters }))
      // Without the font there is no PDF either, and the menu says so.
      .catch(() => undefined);
    return () => {
      waiting = false;
    };
  }, [text]);
  return found?.text === text ? found.letters : NONE;
}
