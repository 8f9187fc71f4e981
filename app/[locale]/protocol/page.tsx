import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ProtocolBias, ProtocolCertainty } from '@/components/quality/protocol-judgements';
import { ProtocolFlow, ProtocolText } from '@/components/quality/protocol-text';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import { findAppraisals, findItemsAlone, getProtocol } from '@/lib/registry/review/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('review');
  return { title: t('title'), description: t('intro') };
}

/** The protocol of the evidence: the question, where it was looked for, the flow of reports, risk of bias and certainty. */
export default async function ProtocolPage() {
  const [t, protocol, trials, references, estimates, appraisals, alone] = await Promise.all([
    getTranslations('review'),
    getProtocol(),
    findTrials(),
    findReferences(),
    findEstimates(),
    findAppraisals(),
    findItemsAlone(),
  ]);
  if (protocol === null)
    return (
      <>
        <PageHeader title={t('title')} intro={t('intro')} />
        <EmptyState title={t('notLoaded')} text={t('notRecorded')} />
      </>
    );
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      {alone.review_protocol.length > 0 && (
        <p className="muted">{t('partsAlone', { parts: alone.review_protocol.join(', ') })}</p>
      )}
      <ProtocolText protocol={protocol} />
      <ProtocolFlow
        flow={protocol.flow}
        counts={{
          references: references.length,
          cited: new Set(estimates.map(({ source }) => source.ref)).size,
          studies: trials.length,
          estimates: estimates.length,
          chartable: estimates.filter(({ chartable }) => chartable).length,
        }}
      />
      <ProtocolBias trials={inShortNames(trials, await getLocale())} appraisals={appraisals} />
      <ProtocolCertainty questions={protocol.questions} />
    </>
  );
}
