'use client';

import { signOut } from 'next-auth/react';
import { useLocale } from 'next-intl';
import { getPathname } from '@/lib/i18n/navigation';
import classes from './header.module.css';

export function SignOutButton({ label }: Readonly<{ label: string }>) {
  const locale = useLocale();
  return (
    <button type="button" className={classes.tool} onClick={() => void signOut({ callbackUrl: getPathname({ href: '/', locale }) })}>
      {label}
    </button>
  );
}
