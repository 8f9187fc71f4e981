import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/layout/sign-in-form';
import { withMessages } from '@/components/layout/with-messages';
import { PageHeader } from '@/components/ui/page-header';
import { safeCallback } from '@/lib/access/callback';
import { env } from '@/lib/env.server';
import { getPathname } from '@/lib/i18n/navigation';

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
      <SignInForm callback={callback} demoAccounts={env().DEMO_ACCOUNTS} />
    </>
  );
}

export default withMessages(['signIn'], SignInPage);
