import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { QualityTable } from '@/components/patients/quality-table';
import { SiteSignatures } from '@/components/patients/keeping/site-signatures';
import { RoleNotice } from '@/components/patients/role-notice';
import entry from '@/components/ui/entry.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { mayManagePatients } from '@/lib/access/policy';
import { Link } from '@/lib/i18n/navigation';
import { siteSignaturesAction } from '@/lib/patients/keeping/actions';
import { findSiteSignatures } from '@/lib/patients/keeping/signature.server';
import { findQuality } from '@/lib/patients/rules/findings.server';
import { openForReader } from '../data-manager';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patientQuality');
  return { title: t('title') };
}

/** Every rule over every patient of the viewer's sites, with the way to each place. */
async function PatientQualityPage() {
  const [t, tk, { viewer, sites }] = await Promise.all([
    getTranslations('patientQuality'),
    getTranslations('recordKeeping'),
    openForReader('/patients/quality'),
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const enters = mayManagePatients(viewer);
  const report = await findQuality(viewer);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} above={<Link href="/patients">{t('toList')}</Link>}>
        <Link className={entry.button} href="/patients/queries">
          {tk('allQueries')}
        </Link>
        {enters && (
          <Link className={entry.button} href="/patients/bin">
            {tk('bin.title')}
          </Link>
        )}
      </PageHeader>
      {report.patients === 0 ? <p>{t('none')}</p> : <QualityTable report={report} severalSites={sites.length > 1} />}
      {enters && <SiteSignatures sites={await findSiteSignatures(viewer)} action={siteSignaturesAction} />}
    </>
  );
}

export default withMessages(['patientErrors', 'patientForm'], PatientQualityPage);
