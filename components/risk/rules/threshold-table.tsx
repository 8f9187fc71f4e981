import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { criteriaAbout, criteriaOf, type Criterion } from '@/lib/risk/criteria';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { AgeBar } from './age-bar';
import { Kmt2aGroups } from './kmt2a-groups';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

/** How the criteria differ between the protocols: every cut point as the rules have it. */
export function ThresholdTable({ evidence }: Readonly<{ evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules.thresholds');
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('label')}>
        <table className={`${classes.table} ${classes.thresholds}`} aria-label={t('label')}>
          <thead>
            <tr>
              {(['protocol', 'kmt2a', 'age', 'wbc', 'response', 'cns', 'later'] as const).map((column) => (
                <th scope="col" key={column}>
                  <GeneText text={t(column)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PREPARED_RULE_SETS.map((prepared) => (
              <ThresholdRow key={ruleSetKey(prepared.ruleSet)} prepared={prepared} evidence={evidence} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>
        <GeneText text={t('legend')} />
      </p>
    </>
  );
}

function ThresholdRow({ prepared, evidence }: Readonly<{ prepared: PreparedRuleSet; evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules.thresholds');
  const { ruleSet } = prepared;
  const key = ruleSetKey(ruleSet);
  const criteria = criteriaOf(ruleSet);
  const inGroups = criteria.filter(({ role }) => role.kind === 'group');
  const second = key.endsWith(':review');
  return (
    <tr data-second={second || undefined}>
      <th scope="row" data-label={t('protocol')}>
        <Link href={`/risk/rules/${key}`}>{evidence.protocols[ruleSet.protocol]?.acronym ?? ruleSet.protocol}</Link>
        {ruleSet.variant === 'review' && <small>{t('readingRow')}</small>}
      </th>
      <td data-label={t('kmt2a')}>
        <Kmt2aGroups prepared={prepared} />
      </td>
      <td data-label={t('age')}>
        <AgeBar
          limits={criteriaAbout(criteria, 'ageDays').filter(({ role }) => role.kind === 'eligibility')}
          cuts={criteriaAbout(inGroups, 'ageDays')}
        />
      </td>
      {ruleSet.stratification.kind === 'none' ? (
        <td colSpan={4} className="muted" data-label={t('later')}>
          {t('notStratified')}
        </td>
      ) : (
        <>
          <td data-label={t('wbc')}>
            <Cuts criteria={criteriaAbout(inGroups, 'wbc')} />
          </td>
          <td data-label={t('response')}>
            <Cuts
              criteria={criteriaAbout(inGroups, 'prednisoneResponse').filter(
                ({ comparison }) => comparison.kind === 'category' && comparison.value === 'poor',
              )}
            />
          </td>
          <td data-label={t('cns')}>
            <Cuts
              criteria={criteriaAbout(inGroups, 'cns', 'cnsDay8')}
              suffix={({ comparison }) => t(comparison.question === 'cns' ? 'atDiagnosis' : 'day8')}
            />
          </td>
          <td data-label={t('later')}>
            <Later criteria={criteria} />
          </td>
        </>
      )}
    </tr>
  );
}

function Cuts({
  criteria,
  suffix,
}: Readonly<{ criteria: readonly Criterion[]; suffix?: (criterion: Criterion) => ReactNode }>) {
  const t = useTranslations('riskRules.thresholds');
  const { requirementText } = useCriterionWords();
  if (criteria.length === 0)
    return (
      <span className={classes.unused}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t('none')}</span>
      </span>
    );
  return criteria.map((criterion, i) => (
    <span key={i} className={classes.cut}>
      {requirementText(
        criterion.comparison.kind === 'number' ? criterion.comparison : { ...criterion.comparison, negated: false },
        [],
      )}
      {suffix !== undefined && <small>{suffix(criterion)}</small>}
      <ConventionMark criterion={criterion} />
    </span>
  ));
}

/** Later changes of group with their point, and cut points that only name a subgroup. */
function Later({ criteria }: Readonly<{ criteria: readonly Criterion[] }>) {
  const t = useTranslations('riskRules.thresholds');
  const { comparisonText } = useCriterionWords();
  const words = useRiskWords();
  const later = criteria.filter(({ role }) => role.kind === 'change' || role.kind === 'subgroup');
  if (later.length === 0) return <Cuts criteria={[]} />;
  return later.map((criterion, i) => {
    const { role, comparison } = criterion;
    return (
      <span key={i} className={classes.change}>
        {role.kind === 'change' && (
          <>
            {role.from.map((group) => (
              <RiskChip key={group} group={group} />
            ))}{' '}
            → <RiskChip group={role.to} />{' '}
            <span>
              {comparisonText(comparison)}
              {comparison.question === 'remissionEoi' && <>, {words.pointTime(role.point)}</>}
            </span>
          </>
        )}
        {role.kind === 'subgroup' && (
          <span className="muted">
            <GeneText
              text={t('subgroup', { text: comparisonText(comparison), below: role.below, otherwise: role.otherwise })}
            />
          </span>
        )}
        <ConventionMark criterion={criterion} />
      </span>
    );
  });
}

function ConventionMark({ criterion }: Readonly<{ criterion: Criterion }>) {
  const t = useTranslations('riskRules.thresholds');
  return criterion.convention ? (
    <abbr className={classes.mark} title={t('markTitle')}>
      {t('mark')}
    </abbr>
  ) : null;
}
