'use client';

import { useTranslations } from 'next-intl';
import { Link, usePathname } from '@/lib/i18n/navigation';
import classes from './header.module.css';

const PUBLIC = ['trials', 'landscape', 'disease', 'compare', 'risk', 'analyse', 'discrepancies', 'deck'] as const;

export function MainNavigation({ showsPatients }: Readonly<{ showsPatients: boolean }>) {
  const t = useTranslations('site');
  const path = usePathname();
  const entries = showsPatients ? ([...PUBLIC, 'patients'] as const) : PUBLIC;
  return (
    <nav className={classes.nav} aria-label={t('nav')}>
      {entries.map((entry) => (
        <Link
          key={entry}
          className={classes.link}
          href={`/${entry}`}
          aria-current={path === `/${entry}` || path.startsWith(`/${entry}/`) ? 'page' : undefined}
        >
          {t(entry)}
        </Link>
      ))}
    </nav>
  );
}
