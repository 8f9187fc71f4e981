import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { QualityTable } from '@/components/patients/quality-table';
import { RoleNotice } from '@/components/patients/role-notice';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { findQuality } from '@/lib/patients/rules/findings.server';
import { openForDataManager } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patientQuality');
  return { title: t('title') };
}

/** Every rule over every patient of the viewer's sites, with the way to each place. */
export default async function PatientQualityPage() {
  const [t, { viewer, sites }] = await Promise.all([
    getTranslations('patientQuality'),
    openForDataManager('/patients/quality'),
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const report = await findQuality(viewer);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} above={<Link href="/patients">{t('toList')}</Link>} />
      {report.patients === 0 ? <p>{t('none')}</p> : <QualityTable report={report} severalSites={sites.length > 1} />}
    </>
  );
}
