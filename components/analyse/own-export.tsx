'use client';

import { useTranslations } from 'next-intl';
import { FigureMenu } from '@/components/figure/export/menu';
import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnTexts } from '@/lib/analysis/texts';
import type { FigureFormat, FileOptions } from '@/lib/figure/model/formats';
import { formatDay } from '@/lib/i18n/format';

type Props = Readonly<{ analysis: OwnAnalysis; texts: OwnTexts }>;

/** Files made by the browser itself; nothing is sent. */
export function OwnExport({ analysis, texts }: Props) {
  const [t, lookup] = [useTranslations('analyse'), useTranslations()];
  const make = async (format: FigureFormat, options: FileOptions): Promise<Blob> => {
    const [{ ownDocuments }, { ownFile }, { sheetNames }] = await Promise.all([
      import('@/lib/figure/documents/own-document'),
      import('./own-files'),
      import('@/lib/figure/formats/xlsx'),
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
    return ownFile(documents, format, options, { author: lookup('site.name'), sheets: sheetNames(lookup) });
  };
  return <FigureMenu files={{ from: 'browser', make, name: (format) => `survival.${format}` }} />;
}
