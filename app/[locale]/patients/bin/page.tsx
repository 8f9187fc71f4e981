import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { BinTable } from '@/components/patients/keeping/bin-table';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { askForErasureAction, eraseAction, restoreAction } from '@/lib/patients/keeping/actions';
import { findBin } from '@/lib/patients/keeping/bin.server';
import { openForDataManager } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('recordKeeping');
  return { title: t('bin.title') };
}

/** The deleted patients of the viewer's sites. */
async function BinPage() {
  const [t, tq, { viewer, sites }] = await Promise.all([
    getTranslations('recordKeeping'),
    getTranslations('patientQuality'),
    openForDataManager(),
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const patients = await findBin(viewer);
  return (
    <>
      <PageHeader title={t('bin.title')} intro={t('bin.intro')} above={<Link href="/patients">{tq('toList')}</Link>} />
      {patients.length === 0 ? (
        <p>{t('bin.none')}</p>
      ) : (
        <BinTable
          patients={patients}
          actions={{ restore: restoreAction, ask: askForErasureAction, erase: eraseAction }}
        />
      )}
    </>
  );
}

export default withMessages(['patientErrors', 'patientForm'], BinPage);
