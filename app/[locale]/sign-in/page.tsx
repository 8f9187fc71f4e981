import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/layout/sign-in-form';
import { withMessages } from '@/components/layout/with-messages';
import { PageHeader } from '@/components/ui/page-header';
import { safeCallback } from '@/lib/access/callback';
import { env } from '@/lib/env.server';
import { getPathname } from '@/lib/i18n/navigation';
import { LOCALES, type Locale } from '@/lib/i18n/routing';

const LANGUAGE = new RegExp(`^/(?:${LOCALES.join('|')})(?=[/?#]|$)`, 'u');

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn');
  return { title: t('title') };
}

async function SignInPage({ searchParams }: Props) {
  const [t, locale, { callbackUrl }] = await Promise.all([getTranslations('signIn'), getLocale(), searchParams]);
  const callback = safeCallback(
    typeof callbackUrl === 'string' ? callbackUrl : undefined,
    getPathname({ href: '/start', locale }),
  );
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <SignInForm callback={inLanguage(callback, locale)} demoAccounts={env().DEMO_ACCOUNTS} />
    </>
  );
}

/** The same page in the language of this one, which a reader may have changed since. */
function inLanguage(address: string, locale: Locale): string {
  const path = address.replace(LANGUAGE, '');
  return getPathname({ href: path.startsWith('/') ? path : `/${path}`, locale });
}

export default withMessages(['signIn'], SignInPage);
