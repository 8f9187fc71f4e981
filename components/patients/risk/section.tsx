import { useTranslations } from 'next-intl';
import { GroupMark } from '@/components/risk/group-mark';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { RiskChip } from '@/components/ui/risk-chip';
import { formatDay } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { PatientRecord } from '@/lib/patients/records/record';
import { riskSteps, ruleSetOf } from '@/lib/patients/risk/course';
import { toFacts } from '@/lib/patients/risk/facts';
import { currentOverride, shownOverrides, type RiskOverride, type ShownOverride } from '@/lib/patients/risk/override';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { classify, type RiskResult } from '@/lib/risk/classify';
import type { Facts } from '@/lib/risk/facts';
import { factsToFragment } from '@/lib/risk/facts-fragment';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import classes from '../patient.module.css';
import { RiskNotes } from './notes';
import { RiskOverrides, type OverrideWriting } from './overrides';
import { RiskProtocols } from './protocols';
import { RiskTimeline } from './timeline';
import risk from './risk.module.css';

type Props = Readonly<{
  record: PatientRecord;
  overrides: readonly RiskOverride[];
  evidence: RiskEvidence;
  protocolNames: Readonly<Record<string, string>>;
  /** How a group is assigned; null: the reader may not. */
  writing: OverrideWriting | null;
}>;

/** The risk group of a stored patient: under the own protocol over time, what people assigned instead, then every protocol. */
export function RiskSection({ record, overrides, evidence, protocolNames, writing }: Props) {
  const t = useTranslations('patientRisk');
  const tr = useTranslations('risk');
  const { protocolSlug } = record.identity;
  const { facts, notes } = toFacts(record);
  const prepared = ruleSetOf(protocolSlug);
  const shown = shownOverrides(overrides, protocolSlug, facts);
  const protocolName = protocolSlug === null ? null : (protocolNames[protocolSlug] ?? protocolSlug);
  return (
    <section className={classes.section} aria-labelledby="risk">
      <h2 id="risk">{t('title')}</h2>
      <p className="muted">
        {t('intro')} {tr('notAdvice')}
      </p>
      {protocolName === null && (
        <p>
          {t('noProtocol')}{' '}
          {writing !== null && <Link href={`/patients/${record.id}/edit`}>{t('chooseProtocol')}</Link>}
        </p>
      )}
      {protocolName !== null && prepared === null && <p>{t('noRules', { protocol: protocolName })}</p>}
      {protocolName !== null && (
        <OwnProtocol name={protocolName} prepared={prepared} facts={facts} shown={shown} evidence={evidence} />
      )}
      <RiskNotes notes={notes} />
      <RiskOverrides
        overrides={shown}
        target={{ patientId: record.id, version: record.version }}
        protocolSlug={protocolSlug}
        protocolName={protocolName}
        protocolNames={protocolNames}
        writing={writing}
      />
      <div className={risk.part}>
        <h3 id="risk-protocols">{t('all')}</h3>
        <p className="muted">
          {t('allNote')} <Link href={`/risk#${factsToFragment(facts)}`}>{t('openInRisk')}</Link>
        </p>
        <RiskProtocols facts={facts} protocolSlug={protocolSlug} evidence={evidence} />
      </div>
    </section>
  );
}

type OwnProps = Readonly<{
  name: string;
  prepared: PreparedRuleSet | null;
  facts: Facts;
  shown: readonly ShownOverride[];
  evidence: RiskEvidence;
}>;

/** Computed and assigned side by side, then how the computed group came about. */
function OwnProtocol({ name, prepared, facts, shown, evidence }: OwnProps) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  const result = prepared === null ? null : (classify(facts, [prepared]).results[0] ?? null);
  return (
    <div className={risk.part}>
      <h3>
        {t('under', { protocol: name })}{' '}
        {prepared !== null && (
          <span className={risk.aside}>
            {words.variantName(prepared.ruleSet.variant)} · {t('rulesVersion', { version: prepared.ruleSet.version })}
          </span>
        )}
      </h3>
      <Now result={result} last={currentOverride(shown)} />
      {prepared !== null && (
        <RiskTimeline
          steps={riskSteps(prepared, facts)}
          assigned={shown.filter(({ state }) => state === 'standing')}
          evidence={evidence}
        />
      )}
    </div>
  );
}

function Now({ result, last }: Readonly<{ result: RiskResult | null; last: ShownOverride | null }>) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  return (
    <dl className={risk.now}>
      <div>
        <dt>{t('computed')}</dt>
        <dd>
          {result === null ? <span className="muted">{t('notComputed')}</span> : <GroupMark result={result} />}
          {result?.decidedAt && (
            <span className={risk.aside}>{t('settled', { when: words.pointTime(result.decidedAt) })}</span>
          )}
          {result?.subgroup && <span className={risk.aside}>{t('subgroup', { name: result.subgroup })}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('assigned')}</dt>
        <dd>
          {last?.assignedGroup ? (
            <span>
              <RiskChip group={last.assignedGroup} /> {words.groupName(last.assignedGroup)}
            </span>
          ) : (
            <span className="muted">{t('assignedNone')}</span>
          )}
          {last !== null && (
            <span className={risk.aside}>
              {t('assignedAt', {
                when: words.pointTime(last.decisionPoint),
                date: formatDay(last.assignedOn, words.locale),
              })}
            </span>
          )}
          {last?.assignedGroup && result !== null && result.group !== last.assignedGroup && (
            <span className={risk.flag}>{t('differs')}</span>
          )}
          {last !== null && last.computedNow !== last.computedGroup && (
            <span className={risk.flag}>
              {t('computedThen', { before: last.computedGroup ?? t('noGroup'), now: last.computedNow ?? t('noGroup') })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}
