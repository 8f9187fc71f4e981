import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { QualityRule, QualityTable } from '@/components/patients/quality-table';
import { SiteSignatures } from '@/components/patients/keeping/site-signatures';
import { RoleNotice } from '@/components/patients/role-notice';
import entry from '@/components/ui/entry.module.css';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import { siteSignaturesAction } from '@/lib/patients/keeping/actions';
import { findSiteSignatures } from '@/lib/patients/keeping/signature.server';
import { qualityQuerySchema } from '@/lib/patients/rules/address';
import { findQuality, findRule } from '@/lib/patients/rules/quality-report.server';
import { openForReader } from '../data-manager';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patientQuality');
  return { title: t('title') };
}

/** Every rule over every patient of the viewer's sites, with the way to each place. */
async function PatientQualityPage({ searchParams }: Props) {
  const [t, tk, { viewer, sites }, asked] = await Promise.all([
    getTranslations('patientQuality'),
    getTranslations('recordKeeping'),
    openForReader(),
    searchParams,
  ]);
  if (sites.length === 0) return <RoleNotice name={viewer.displayName} />;
  const enters = mayManagePatients(viewer);
  const {
    values: { rule, page },
    problems,
  } = readAddress(qualityQuerySchema, asked);
  const [href, back] =
    rule === undefined ? (['/patients', t('toList')] as const) : (['/patients/quality', t('allRules')] as const);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} above={<Link href={href}>{back}</Link>}>
        <Link className={entry.button} href="/patients/queries">
          {tk('allQueries')}
        </Link>
        {enters && (
          <Link className={entry.button} href="/patients/bin">
            {tk('bin.title')}
          </Link>
        )}
      </PageHeader>
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/patients/quality', qualityQuerySchema, asked, problem)}
      />
      {rule === undefined ? (
        <EveryRule viewer={viewer} severalSites={sites.length > 1} />
      ) : (
        <QualityRule report={await findRule(viewer, rule, page)} severalSites={sites.length > 1} />
      )}
      {enters && rule === undefined && (
        <SiteSignatures sites={await findSiteSignatures(viewer)} action={siteSignaturesAction} />
      )}
    </>
  );
}

async function EveryRule({ viewer, severalSites }: Readonly<{ viewer: Viewer; severalSites: boolean }>) {
  const [t, report] = await Promise.all([getTranslations('patientQuality'), findQuality(viewer)]);
  return report.patients === 0 ? <p>{t('none')}</p> : <QualityTable report={report} severalSites={severalSites} />;
}

export default withMessages(['patientErrors', 'patientForm'], PatientQualityPage);
