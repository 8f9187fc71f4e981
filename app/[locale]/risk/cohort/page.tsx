import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { CohortWorkbench } from '@/components/risk/cohort/workbench';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('riskCohort');
  return { title: t('title') };
}

/** A list of patients under every protocol, classified in the browser. The server sees none of it. */
async function CohortPage() {
  const [t, evidence] = await Promise.all([getTranslations('riskCohort'), findRiskEvidence(await getLocale())]);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} above={<Link href="/risk/rules">{t('rules')}</Link>} />
      <CohortWorkbench protocols={evidence.protocols} />
    </>
  );
}

export default withMessages(
  ['errors', 'exports', 'figure', 'tables', 'risk', 'riskCohort', 'site', 'vocabulary'],
  CohortPage,
);
