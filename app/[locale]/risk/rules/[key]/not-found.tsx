import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';

/** An address without a rule set leads to the list of all. */
export default async function RuleNotFound() {
  const t = await getTranslations('riskRules.notFound');
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState title={t('text')}>
        <Link href="/risk/rules">{t('link')}</Link>
      </EmptyState>
    </>
  );
}
