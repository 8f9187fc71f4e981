import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';

/** What a signed-in reader sees who does not curate. */
export async function NotCurator({ name }: Readonly<{ name: string }>) {
  const t = await getTranslations('curate');
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState title={t('roleTitle')} text={t('roleText', { name })}>
        <Link href="/trials">{t('toTrials')}</Link>
      </EmptyState>
    </>
  );
}
