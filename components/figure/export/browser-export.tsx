'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePublicAddress } from '@/components/ui/public-address';
import { OWN_KIND } from '@/lib/figure/model/deck';
import type { FigureDocument } from '@/lib/figure/model/document';
import type { FigureFormat, FileOptions } from '@/lib/figure/model/formats';
import { formatDay } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { AddToDeck } from './add-to-deck';
import { FigureMenu } from './menu';

export type BrowserDocuments = readonly [FigureDocument, ...FigureDocument[]];

type Props = Readonly<{
  /** made anew for every file, with the words that stand at the foot of each */
  documents: (footer: FigureDocument['footer'], address: string) => Promise<BrowserDocuments>;
  /** what the figure is called in a presentation */
  title: string;
  locale: Locale;
  /** stem of the names of files */
  name: string;
  /** what the foot says of where the figure comes from */
  footer: string;
  editable?: boolean;
}>;

/** Files of a figure of data that the server never sees: this browser makes them, and nothing is sent. */
export function BrowserExport({ documents, title, locale, name, footer, editable = false }: Props) {
  const lookup = useTranslations();
  const toPublic = usePublicAddress();
  const [key] = useState(() => crypto.randomUUID());
  const make = async (): Promise<BrowserDocuments> => {
    const date = new Date().toISOString().slice(0, 10);
    const day = formatDay(date, locale);
    return documents(
      {
        date,
        short: `${lookup('site.name')} · ${day}`,
        line: `${footer} ${day}`,
        notAdvice: lookup('site.notAdvice'),
      },
      toPublic(window.location.pathname),
    );
  };
  const file = async (format: FigureFormat, options: FileOptions): Promise<Blob> => {
    const [made, { browserFile }, { sheetNames }, { slideWords }] = await Promise.all([
      make(),
      import('./browser-files'),
      import('@/lib/figure/formats/xlsx'),
      import('@/lib/figure/formats/pptx/words'),
    ]);
    const words = { author: lookup('site.name'), sheets: sheetNames(lookup), slides: slideWords(lookup) };
    return browserFile(made, format, options, words);
  };
  const keep = async (): Promise<boolean> => {
    const [made, { keepDocuments }, { slideWords }] = await Promise.all([
      make(),
      import('@/components/figure/deck/keep-documents'),
      import('@/lib/figure/formats/pptx/words'),
    ]);
    return keepDocuments(key, made, slideWords(lookup));
  };
  return (
    <FigureMenu
      editable={editable}
      files={{ from: 'browser', make: file, name: (format) => `${name}.${format}` }}
      slides={(say) => <AddToDeck kind={OWN_KIND} title={title} query={key} keep={keep} say={say} />}
    />
  );
}
