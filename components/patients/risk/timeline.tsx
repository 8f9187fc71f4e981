import { useTranslations } from 'next-intl';
import { TruthMark } from '@/components/risk/condition-words';
import { GroupMark } from '@/components/risk/group-mark';
import { RuleSource } from '@/components/risk/matrix/rule-source';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { inLocale } from '@/lib/i18n/format';
import type { RiskStep } from '@/lib/patients/risk/course';
import type { ShownOverride } from '@/lib/patients/risk/override';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { FactName } from '@/lib/risk/facts';
import risk from './risk.module.css';

type Props = Readonly<{ steps: readonly RiskStep[]; assigned: readonly ShownOverride[]; evidence: RiskEvidence }>;

/** The group at each decision point of the patient's protocol: what settled it, by which clause, and what is missing. */
export function RiskTimeline({ steps, assigned, evidence }: Props) {
  const t = useTranslations('patientRisk');
  return (
    <ol className={risk.timeline} aria-label={t('timeline')}>
      {steps.map((step, index) => (
        <Step
          key={step.point}
          step={step}
          before={steps[index - 1] ?? null}
          assigned={assigned.find(({ decisionPoint }) => decisionPoint === step.point) ?? null}
          evidence={evidence}
        />
      ))}
    </ol>
  );
}

type StepProps = Readonly<{
  step: RiskStep;
  before: RiskStep | null;
  assigned: ShownOverride | null;
  evidence: RiskEvidence;
}>;

function Step({ step, before, assigned, evidence }: StepProps) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  const { result, needed, conflicts } = step;
  const awaited = result.status === 'undetermined' ? result.missing.filter((fact) => !needed.includes(fact)) : [];
  return (
    <li className={risk.step} data-change={step.change}>
      <h4>{words.pointName(step.point)}</h4>
      <div className={risk.groups}>
        <span>
          <span className={risk.label}>{t('computed')}</span> <GroupMark result={result} />
        </span>
        {assigned?.assignedGroup && (
          <span>
            <span className={risk.label}>{t('assigned')}</span> <RiskChip group={assigned.assignedGroup} />
          </span>
        )}
      </div>
      <ChangeWords step={step} before={before} />
      <Settled step={step} evidence={evidence} />
      {needed.length > 0 && (
        <p className={risk.missing}>
          {t('missing')} <GeneText text={namesOf(needed)} />
        </p>
      )}
      {awaited.length > 0 && (
        <p className="muted">
          {t('awaited')} <GeneText text={namesOf(awaited)} />
        </p>
      )}
      {conflicts.map(({ message }) => (
        <p key={message.en} className={risk.missing}>
          {t('setAside')} <GeneText text={inLocale(message, words.locale)} />
        </p>
      ))}
    </li>
  );

  function namesOf(facts: readonly FactName[]): string {
    return facts.map((fact) => words.factName(fact)).join('; ');
  }
}

function ChangeWords({ step, before }: Pick<StepProps, 'step' | 'before'>) {
  const t = useTranslations('patientRisk');
  const { group } = step.result;
  if (step.change === 'changed')
    return (
      <p className={risk.change}>{t('change.changed', { before: before?.result.group ?? '', now: group ?? '' })}</p>
    );
  if (step.change === 'none' && (group === null || before === null)) return null;
  return <p className={risk.change}>{t(`change.${step.change}`)}</p>;
}

/** The clauses that were settled here, each with its first source. */
function Settled({ step: { settled }, evidence }: Pick<StepProps, 'step' | 'evidence'>) {
  const { locale } = useRiskWords();
  if (settled.length === 0) return null;
  return (
    <ul className={risk.clauses}>
      {settled.map(({ clause, text, truth, source }) => (
        <li key={clause}>
          <TruthMark truth={truth} /> <GeneText text={inLocale(text, locale)} /> <code>{clause}</code>
          <span className={risk.source}>
            <RuleSource source={source} evidence={evidence} />
          </span>
        </li>
      ))}
    </ul>
  );
}
