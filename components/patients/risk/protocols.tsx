'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { GroupChips } from '@/components/risk/group-mark';
import { MatrixRowDetail } from '@/components/risk/matrix/matrix-row-detail';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { Button } from '@/components/ui/button';
import { RiskChip } from '@/components/ui/risk-chip';
import { riskRows, type RiskRow, type RiskStep } from '@/lib/patients/risk/course';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { classify } from '@/lib/risk/classify';
import { DECISION_POINTS, type Facts } from '@/lib/risk/facts';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import risk from './risk.module.css';

type Props = Readonly<{ facts: Facts; protocolSlug: string | null; evidence: RiskEvidence }>;

/** The group under every protocol at every point where it decides, from the same facts; a row opens to its rule. */
export function RiskProtocols({ facts, protocolSlug, evidence }: Props) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  return (
    <table className={risk.table} aria-labelledby="risk-protocols">
      <thead>
        <tr>
          <th scope="col">{t('column.protocol')}</th>
          {DECISION_POINTS.map((point) => (
            <th key={point} scope="col">
              {words.pointName(point)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {riskRows(facts).map((row) => (
          <ProtocolRow
            key={ruleSetKey(row.prepared.ruleSet)}
            row={row}
            own={row.prepared.ruleSet.protocol === protocolSlug}
            facts={facts}
            evidence={evidence}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Readonly<{ row: RiskRow; own: boolean; facts: Facts; evidence: RiskEvidence }>;

function ProtocolRow({ row: { prepared, cells }, own, facts, evidence }: RowProps) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { protocol, variant } = prepared.ruleSet;
  return (
    <>
      <tr className={risk.row} data-open={open} data-own={own}>
        <th scope="row">
          <Button
            className={risk.opener}
            data-on-paper
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true" className={risk.arrow}>
              ▸
            </span>
            <span>{evidence.protocols[protocol]?.acronym ?? protocol}</span>
          </Button>
          {(own || variant === 'review') && (
            <span className={risk.aside}>
              {[...(own ? [t('own')] : []), ...(variant === 'review' ? [words.variantName('review')] : [])].join(' · ')}
            </span>
          )}
        </th>
        {cells.map(({ point, step }) => (
          <td key={point} data-label={words.pointName(point)} data-empty={step === null}>
            {step === null ? (
              <span className="muted" title={t('noDecision')}>
                –<span className="visually-hidden">{t('noDecision')}</span>
              </span>
            ) : (
              <Answer step={step} />
            )}
          </td>
        ))}
      </tr>
      <tr id={id} className={risk.opened} hidden={!open}>
        <td colSpan={1 + DECISION_POINTS.length}>
          {open && <Detail prepared={prepared} facts={facts} evidence={evidence} />}
        </td>
      </tr>
    </>
  );
}

function Detail({ prepared, facts, evidence }: Pick<RowProps, 'facts' | 'evidence'> & Pick<RiskRow, 'prepared'>) {
  const {
    results: [result],
    conflicts,
  } = classify(facts, [prepared]);
  return result === undefined ? null : (
    <MatrixRowDetail prepared={prepared} result={result} facts={facts} conflicts={conflicts} evidence={evidence} />
  );
}

/** A group while facts of that point are missing may still change, and says so. */
function Answer({ step: { result, needed } }: Readonly<{ step: RiskStep }>) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  if (result.group !== null) {
    return (
      <span className={risk.open}>
        <RiskChip group={result.group} />
        {needed.length > 0 && <span>{t('incomplete')}</span>}
      </span>
    );
  }
  return (
    <span className={risk.open} data-status={result.status}>
      {words.statusName(result.status)}
      {result.status === 'undetermined' && (
        <>
          {' '}
          <GroupChips groups={result.possible} />
        </>
      )}
    </span>
  );
}
