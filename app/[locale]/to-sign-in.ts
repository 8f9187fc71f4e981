import { getLocale } from 'next-intl/server';
import { headers } from 'next/headers';
import { safeCallback } from '@/lib/access/callback';
import { getPathname, redirect } from '@/lib/i18n/navigation';
import { ASKED } from '@/lib/page-policy';

/** Sends a visitor to sign in and from there back to the address that was asked for, with all that it says, in its language. */
export async function toSignIn(): Promise<never> {
  const [locale, asked] = await Promise.all([getLocale(), headers()]);
  const callbackUrl = safeCallback(asked.get(ASKED) ?? undefined, getPathname({ href: '/start', locale }));
  return redirect({ href: { pathname: '/sign-in', query: { callbackUrl } }, locale });
}
