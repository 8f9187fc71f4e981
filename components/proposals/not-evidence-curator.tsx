import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';

/** For who is signed in but no curator. */
export function NotEvidenceCurator({ title, name }: Readonly<{ title: string; name: string }>) {
  const curate = useTranslations('curate');
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title={curate('roleTitle')} text={curate('roleText', { name })}>
        <Link href="/trials">{curate('toTrials')}</Link>
      </EmptyState>
    </>
  );
}
