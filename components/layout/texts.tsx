'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { TIME_ZONE } from '@/lib/i18n/format';
import type { Messages } from '@/lib/i18n/messages/load';
import type { Locale } from '@/lib/i18n/routing';

type Props = Readonly<{
  locale: Locale;
  /** texts of a few namespaces, as JSON */
  texts: string;
  children: ReactNode;
}>;

/** What was read: there are as many different ones as pages and languages. */
const known = new Map<string, Partial<Messages>>();

/**
 * The texts that the client components below may use. They come as one text: as an object, each of some hundred entries would
 * be written, escaped and read again by itself, for every page that is made.
 */
export function Texts({ locale, texts, children }: Props) {
  return (
    <NextIntlClientProvider locale={locale} messages={read(texts)} timeZone={TIME_ZONE}>
      {children}
    </NextIntlClientProvider>
  );
}

function read(texts: string): Partial<Messages> {
  const found = known.get(texts) ?? (JSON.parse(texts) as Partial<Messages>);
  known.set(texts, found);
  return found;
}
