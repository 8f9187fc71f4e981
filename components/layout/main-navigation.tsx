'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Link, usePathname } from '@/lib/i18n/navigation';
import classes from './header.module.css';

const PUBLIC = ['trials', 'landscape', 'disease', 'compare', 'risk', 'analyse', 'discrepancies', 'deck'] as const;

export function MainNavigation({ showsPatients }: Readonly<{ showsPatients: boolean }>) {
  const t = useTranslations('site');
  const path = usePathname();
  const entries = showsPatients ? ([...PUBLIC, 'patients'] as const) : PUBLIC;
  const bar = useRef<HTMLElement>(null);
  // On a narrow screen the bar is wider than its place: the page that is open is brought into it.
  useEffect(() => {
    const open = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && open)
      bar.current.scrollLeft = open.offsetLeft - (bar.current.clientWidth - open.offsetWidth) / 2;
  }, [path]);
  return (
    <nav ref={bar} className={classes.nav} aria-label={t('nav')}>
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
