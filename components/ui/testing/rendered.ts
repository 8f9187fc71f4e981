import { NextIntlClientProvider } from 'next-intl';
import { createElement, type ComponentType, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import type { Locale } from '@/lib/i18n/routing';

/** The markup of a component as a page of this language sends it. */
export function rendered<Props extends object>(component: ComponentType<Props>, props: Props, locale: Locale): string {
  const children = createElement(component, props);
  const language = { locale, messages: { en, ru }[locale], timeZone: 'UTC', children };
  return renderToStaticMarkup(createElement(NextIntlClientProvider, language));
}

/** What stands in each element of this name, in words alone. */
export function textsIn(markup: string, element: string): string[] {
  return [...markup.matchAll(new RegExp(`<${element}(?=[ >])[^>]*>([\\s\\S]*?)</${element}>`, 'gu'))].map(
    ([, inner = '']) => plainText(inner),
  );
}

/** An attribute of each element of this name. */
export function attributesIn(markup: string, element: string, attribute: string): string[] {
  return [...markup.matchAll(new RegExp(`<${element}(?=[ >])[^>]* ${attribute}="([^"]*)"`, 'gu'))].map(
    ([, value = '']) => plainText(value),
  );
}

function plainText(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', '’')
    .trim();
}

/** A link as the pages have it, without the router; for `vi.mock('@/lib/i18n/navigation', …)`. */
export function PlainLink({ children, href }: Readonly<{ children: ReactNode; href: string }>): ReactNode {
  return createElement('a', { href }, children);
}
