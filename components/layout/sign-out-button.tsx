'use client';

import { useLocale } from 'next-intl';
import { Button } from '@/components/ui/button';
import { getPathname } from '@/lib/i18n/navigation';
import classes from './header.module.css';

export function SignOutButton({ label }: Readonly<{ label: string }>) {
  const locale = useLocale();
  // Asked for when it is pressed: most readers are not signed in.
  const leave = async (): Promise<void> => {
    const { signOut } = await import('next-auth/react');
    await signOut({ callbackUrl: getPathname({ href: '/', locale }) });
  };
  return (
    <Button className={classes.tool} onClick={() => void leave()}>
      {label}
    </Button>
  );
}
