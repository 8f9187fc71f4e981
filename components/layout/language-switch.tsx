'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { Link, usePathname } from '@/lib/i18n/navigation';
import { LOCALES } from '@/lib/i18n/routing';
import classes from './header.module.css';

const NAMES = { en: 'English', ru: 'Русский' } as const;

/** The same address in the other language, with everything chosen on the page. */
export function LanguageSwitch() {
  const t = useTranslations('site');
  const locale = useLocale();
  const path = usePathname();
  const query = useSearchParams().toString();
  return (
    <nav className={classes.languages} aria-label={t('language')}>
      {LOCALES.map((other) => (
        <Link
          key={other}
          href={query === '' ? path : `${path}?${query}`}
          locale={other}
          lang={other}
          hrefLang={other}
          title={NAMES[other]}
          aria-current={other === locale ? 'true' : undefined}
        >
          {other.toUpperCase()}
        </Link>
      ))}
    </nav>
  );
}
