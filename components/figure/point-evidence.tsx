import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import type { EvidenceTexts } from '@/lib/comparison/figure/estimate-evidence';

/** Why a figure is the one to read, what else is printed for the same quantity, and where sources disagree. */
export function PointEvidence({ evidence }: Readonly<{ evidence: EvidenceTexts | undefined }>) {
  const t = useTranslations('figure.evidence');
  if (evidence === undefined) return null;
  const { preferred, others, discrepancies, remarks } = evidence;
  return (
    <>
      <p>{preferred}</p>
      <Lines heading={t('others')} lines={others} />
      <Lines heading={t('discrepancies')} lines={discrepancies} />
      <Lines heading={t('remarks')} lines={remarks} />
    </>
  );
}

function Lines({ heading, lines }: Readonly<{ heading: string; lines: readonly string[] }>) {
  if (lines.length === 0) return null;
  return (
    <div>
      <b>{heading}</b>
      {lines.map((line) => (
        <p key={line}>
          <GeneText text={line} />
        </p>
      ))}
    </div>
  );
}
