'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { FigureMenu } from '@/components/figure/export/menu';
import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnTexts } from '@/lib/analysis/texts';
import type { FigureFormat, FileOptions } from '@/lib/figure/model/formats';
import { formatDay } from '@/lib/i18n/format';
import classes from './analyse.module.css';

type Props = Readonly<{ analysis: OwnAnalysis; texts: OwnTexts }>;

/** Files made by the browser itself; nothing is sent. */
export function OwnExport({ analysis, texts }: Props) {
  const [t, lookup] = [useTranslations('analyse'), useTranslations()];
  const make = async (format: FigureFormat, options: FileOptions): Promise<Blob> => {
    const [{ ownDocuments }, { ownFile }, { sheetNames }, { slideWords }] = await Promise.all([
      import('@/lib/figure/documents/own-document'),
      import('./own-files'),
      import('@/lib/figure/formats/xlsx'),
      import('@/lib/figure/formats/pptx/words'),
    ]);
    const date = new Date().toISOString().slice(0, 10);
    const line = `${t('result.footer')} ${formatDay(date, texts.locale)}`;
    const footer = {
      date,
      short: `${lookup('site.name')} · ${formatDay(date, texts.locale)}`,
      line,
      notAdvice: lookup('site.notAdvice'),
    };
    const documents = ownDocuments(analysis, texts, {
      t: lookup,
      footer,
      address: `${window.location.origin}${window.location.pathname}`,
    });
    const words = { author: lookup('site.name'), sheets: sheetNames(lookup), slides: slideWords(lookup) };
    return ownFile(documents, format, options, words);
  };
  const lacking = useLackingLetters([texts.title, texts.subtitle, ...texts.names].join(' '));
  return (
    <div>
      <FigureMenu editable files={{ from: 'browser', make, name: (format) => `survival.${format}` }} />
      {lacking.length > 0 && (
        <p className={classes.hint}>
          {t('result.lackingLetters', { letters: lacking.slice(0, MOST_LETTERS).join(' ') })}
        </p>
      )}
    </div>
  );
}

/** Letters that nearly every font has; others are looked up in the font itself. */
const USUAL = /^[\u0000-\u052f\u1e00-\u1fff\u2000-\u22ff]*$/u;
const MOST_LETTERS = 20;

/** The letters of the names that a PDF cannot have. */
function useLackingLetters(text: string): readonly string[] {
  const [found, setFound] = useState<Readonly<{ text: string; letters: readonly string[] }> | null>(null);
  useEffect(() => {
    if (USUAL.test(text)) return;
    let waiting = true;
    void import('./own-files')
      .then(({ lackingInPdf }) => lackingInPdf(text))
      .then((letters) => waiting && setFound({ text, letters }))
      // Without the font there is no PDF either, and the menu says so.
      .catch(() => undefined);
    return () => {
      waiting = false;
    };
  }, [text]);
  return found?.text === text ? found.letters : [];
}
