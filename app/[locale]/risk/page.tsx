import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { withMessages } from '@/components/layout/with-messages';
import { RiskCalculator } from '@/components/risk/risk-calculator';
import { RiskLinks } from '@/components/risk/risk-links';
import { PageHeader } from '@/components/ui/page-header';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('riskPage');
  return { title: t('title'), description: t('intro') };
}

/** One patient under every protocol, classified in the browser. The server gives the evidence and learns nothing of the patient. */
async function RiskPage() {
  const [t, evidence] = await Promise.all([getTranslations('riskPage'), findRiskEvidence(await getLocale())]);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')}>
        <RiskLinks />
      </PageHeader>
      <RiskCalculator evidence={evidence} />
    </>
  );
}

export default withMessages(['errors', 'risk', 'riskPage', 'source', 'vocabulary'], RiskPage);
