import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';

/** What a signed-in person without the data manager's role is told in place of patients. */
export function RoleNotice({ name }: Readonly<{ name: string }>) {
  const t = useTranslations('patients');
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState title={t('roleTitle')} text={t('roleText', { name })}>
        <Link href="/compare">{t('roleCompare')}</Link>
      </EmptyState>
    </>
  );
}
