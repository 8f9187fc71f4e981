import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { RiskReport } from '@/components/risk/report/risk-report';
import classes from '@/components/risk/report/report.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('riskReport');
  return { title: t('pageTitle') };
}

/** One patient on one sheet. The server gives the evidence and learns nothing of the patient. */
async function ReportPage() {
  const [t, evidence] = await Promise.all([getTranslations('riskReport'), findRiskEvidence(await getLocale())]);
  return (
    <>
      <div className={classes.aboveSheet}>
        <PageHeader title={t('pageTitle')} intro={t('intro')} />
      </div>
      <RiskReport evidence={evidence} />
    </>
  );
}

export default withMessages(
  ['errors', 'exports', 'figure', 'risk', 'riskPage', 'riskReport', 'site', 'vocabulary'],
  ReportPage,
);
