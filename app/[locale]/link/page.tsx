import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { LinkForm } from '@/components/people/link-form';
import { PageHeader } from '@/components/ui/page-header';
import { openLinkAction } from '@/lib/access/actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('linkTitle') };
}

/** Where an invitation or a reset leads: whoever has the link sets the password, once. */
async function LinkPage() {
  const t = await getTranslations('account');
  return (
    <>
      <PageHeader title={t('linkTitle')} intro={t('linkIntro')} />
      <LinkForm action={openLinkAction} />
    </>
  );
}

export default withMessages(['account'], LinkPage);
