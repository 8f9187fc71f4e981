import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { inLocale } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Condition } from '@/lib/risk/condition';
import { alternativesOf } from '@/lib/risk/explanation/decision-table';
import type { Clause, Restratification, RuleSet } from '@/lib/risk/rule-set';
import { ClauseSources } from './decision-table';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

type Props = Readonly<{ ruleSet: RuleSet; evidence: RiskEvidence }>;

/** Who enters the protocol, and for one that is not stratified the clause that says so. */
export function EntryTable({ ruleSet, evidence, clauses }: Props & Readonly<{ clauses: readonly Clause[] }>) {
  const t = useTranslations('riskRules');
  const { locale } = useRiskWords();
  return (
    <table className={classes.table} aria-label={t('section.eligibility')}>
      <thead>
        <tr>
          <th scope="col">{t('column.rule')}</th>
          <th scope="col">{t('column.condition')}</th>
          <th scope="col">{t('column.sources')}</th>
        </tr>
      </thead>
      <tbody>
        {clauses.map((clause) => (
          <tr key={clause.id}>
            <th scope="row" data-label={t('column.rule')}>
              <GeneText text={inLocale(clause.text, locale)} /> <code className={classes.clause}>{clause.id}</code>
            </th>
            <td className={classes.value} data-label={t('column.condition')}>
              <ConditionText condition={clause.condition} ruleSet={ruleSet} />
            </td>
            <td data-label={t('column.sources')}>
              <ClauseSources clause={clause} evidence={evidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Changes of the current group at later points. */
export function ChangeTable({
  ruleSet,
  evidence,
  changes,
}: Props & Readonly<{ changes: readonly Restratification[] }>) {
  const t = useTranslations('riskRules');
  const words = useRiskWords();
  return (
    <table className={classes.table} aria-label={t('section.changes')}>
      <thead>
        <tr>
          <th scope="col">{t('column.when')}</th>
          <th scope="col">{t('column.group')}</th>
          <th scope="col">{t('column.rule')}</th>
          <th scope="col">{t('column.condition')}</th>
          <th scope="col">{t('column.sources')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id}>
            <th scope="row" data-label={t('column.when')}>
              {words.pointTime(change.point)}
            </th>
            <td className={classes.whole} data-label={t('column.group')}>
              {change.from.map((group) => (
                <RiskChip key={group} group={group} />
              ))}{' '}
              → <RiskChip group={change.to} />
            </td>
            <td data-label={t('column.rule')}>
              <GeneText text={inLocale(change.text, words.locale)} />{' '}
              <code className={classes.clause}>{change.id}</code>
            </td>
            <td className={classes.value} data-label={t('column.condition')}>
              <ConditionText condition={change.condition} ruleSet={ruleSet} />
            </td>
            <td data-label={t('column.sources')}>
              <ClauseSources clause={change} evidence={evidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A condition as its ways, one below the other. */
function ConditionText({ condition, ruleSet }: Readonly<{ condition: Condition; ruleSet: RuleSet }>) {
  const t = useTranslations('riskRules');
  const { questionName, requirementText } = useCriterionWords();
  return alternativesOf(condition).map((line, i) => (
    <span key={i} className={classes.way}>
      {i > 0 && <span className="muted">{t('orIf')} </span>}
      {line.length === 0 ? (
        t('always')
      ) : (
        <GeneText
          text={line
            .map((one) => `${questionName(one.question)}: ${requirementText(one, ruleSet.notEvaluable)}`)
            .join('; ')}
        />
      )}
    </span>
  ));
}
