import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';

/** An address without a page, and a record that this reader may not see: the same words for both. */
export default async function NotFound() {
  const t = await getTranslations('errors');
  return (
    <>
      <PageHeader title={t('notFoundTitle')} />
      <EmptyState title={t('notFound')}>
        <Link href="/trials">{t('toTrials')}</Link>
      </EmptyState>
    </>
  );
}
