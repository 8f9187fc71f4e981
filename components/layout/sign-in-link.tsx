'use client';

import { useLocale } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { getPathname, Link, usePathname } from '@/lib/i18n/navigation';
import classes from './header.module.css';

/** To the sign-in, and from there back to this page as it stands; from the front page to where a person's work begins. */
export function SignInLink({ label }: Readonly<{ label: string }>) {
  const locale = useLocale();
  const path = usePathname();
  const query = useSearchParams().toString();
  const here = getPathname({ href: query === '' ? path : `${path}?${query}`, locale });
  const asked = path === '/sign-in' ? query : new URLSearchParams({ callbackUrl: here }).toString();
  return (
    <Link className={classes.tool} href={path === '/' || asked === '' ? '/sign-in' : `/sign-in?${asked}`}>
      {label}
    </Link>
  );
}
