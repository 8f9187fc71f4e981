import '@fontsource-variable/inter';
import '@/components/ui/mantine-styles';
import '../globals.css';
import '@/components/layout/theme.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import { hasLocale } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { AccessWatch } from '@/components/layout/access-watch';
import { FooterNavigation } from '@/components/layout/footer-navigation';
import footer from '@/components/layout/footer.module.css';
import { Header } from '@/components/layout/header';
import { Providers } from '@/components/layout/providers';
import { Texts } from '@/components/layout/texts';
import { accessMark } from '@/lib/access/mark.server';
import { mayAdminister, mayCurate, mayReadPatients, seesMadeUpPatients } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { mayReadAudit } from '@/lib/audit/queries.server';
import { env } from '@/lib/env.server';
import { messagesIn } from '@/lib/i18n/messages/load';
import { routing } from '@/lib/i18n/routing';

type Props = Readonly<{ children: ReactNode; params: Promise<{ locale: string }> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site');
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description') };
}

export default async function RootLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const [t, messages, viewer, requestHeaders] = await Promise.all([
    getTranslations('site'),
    getMessages(),
    getViewer(),
    headers(),
  ]);
  const nonce = requestHeaders.get('x-nonce') ?? '';
  const framed = requestHeaders.get('x-framed') === '1';
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <Texts locale={locale} texts={JSON.stringify(messagesIn(messages, ['errors', 'site']))}>
          <Providers nonce={nonce} site={env().PUBLIC_URL.replace(/\/$/u, '')}>
            {viewer !== null && <AccessWatch mark={accessMark(viewer)} />}
            {framed ? (
              <main id="content">{children}</main>
            ) : (
              <>
                <Header
                  personName={viewer?.displayName ?? null}
                  showsPatients={mayReadPatients(viewer)}
                  curates={mayCurate(viewer)}
                  administers={mayAdminister(viewer)}
                  audits={mayReadAudit(viewer)}
                  madeUp={seesMadeUpPatients(viewer)}
                />
                <main id="content" className={footer.main}>
                  {children}
                </main>
                <footer className={footer.footer}>
                  <div className={footer.inner}>
                    <FooterNavigation />
                    <p>{t('notAdvice')}</p>
                    <p>{t('dataNote')}</p>
                  </div>
                </footer>
              </>
            )}
          </Providers>
        </Texts>
      </body>
    </html>
  );
}
