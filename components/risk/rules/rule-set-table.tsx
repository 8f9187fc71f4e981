import { Fragment } from 'react';
import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { useEnrolmentYears } from '@/components/trials/use-enrolment-years';
import { useGroupName } from '@/components/trials/use-group-name';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { criteriaAbout, criteriaOf } from '@/lib/risk/criteria';
import { GROUPS, type Group } from '@/lib/risk/facts';
import type { RuleSet } from '@/lib/risk/rule-set';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

/** Every rule set with its protocol, the primary reading of a protocol before the review's. */
export function RuleSetTable({ evidence }: Readonly<{ evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules.list');
  const columns = ['protocol', 'group', 'years', 'reading', 'version', 'points', 'groups', 'age'] as const;
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('label')}>
        <table className={classes.table} aria-label={t('label')}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ALL_RULE_SETS.map((ruleSet) => (
              <Row key={ruleSetKey(ruleSet)} ruleSet={ruleSet} evidence={evidence} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>
        {t('count', {
          protocols: new Set(ALL_RULE_SETS.map(({ protocol }) => protocol)).size,
          sets: ALL_RULE_SETS.length,
        })}{' '}
        {t('without')}
      </p>
    </>
  );
}

function Row({ ruleSet, evidence }: Readonly<{ ruleSet: RuleSet; evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules.list');
  const words = useRiskWords();
  const groupName = useGroupName();
  const years = useEnrolmentYears();
  const { requirementText } = useCriterionWords();
  const key = ruleSetKey(ruleSet);
  const trial = evidence.protocols[ruleSet.protocol];
  const groups = groupsOf(ruleSet);
  const ages = criteriaAbout(criteriaOf(ruleSet), 'ageDays').filter(({ role }) => role.kind === 'eligibility');
  const hasTwo = ALL_RULE_SETS.filter(({ protocol }) => protocol === ruleSet.protocol).length > 1;
  return (
    <tr data-second={key.endsWith(':review') || undefined}>
      <th scope="row" data-label={t('protocol')}>
        <Link href={`/risk/rules/${key}`}>{trial?.acronym ?? ruleSet.protocol}</Link>
      </th>
      <td data-label={t('group')}>{trial === undefined ? '–' : groupName(trial.group)}</td>
      <td className={classes.whole} data-label={t('years')}>
        {(trial === undefined ? null : years(trial.enrolment, trial.status)) ?? '–'}
      </td>
      <td data-label={t('reading')}>
        {words.variantName(ruleSet.variant)}
        {hasTwo && !key.endsWith(':review') && <small>{t('default')}</small>}
      </td>
      <td data-label={t('version')}>{ruleSet.version}</td>
      <td data-label={t('points')}>
        <GeneText text={ruleSet.points.length === 0 ? t('never') : ruleSet.points.map(words.pointName).join(', ')} />
      </td>
      <td className={classes.whole} data-label={t('groups')}>
        {groups.length === 0 ? (
          t('notStratified')
        ) : (
          <>
            {groups.length}:
            {groups.map((group) => (
              <Fragment key={group}>
                {' '}
                <RiskChip group={group} />
              </Fragment>
            ))}
          </>
        )}
      </td>
      <td className={classes.whole} data-label={t('age')}>
        {ages.map(({ comparison }) => (comparison.kind === 'number' ? requirementText(comparison, []) : '')).join(', ')}
      </td>
    </tr>
  );
}

/** The groups that a protocol has, later changes included. */
function groupsOf({ stratification }: RuleSet): Group[] {
  if (stratification.kind === 'none') return [];
  const given = new Set([
    ...stratification.baseline.map(({ group }) => group),
    ...stratification.restratifications.map(({ to }) => to),
  ]);
  return GROUPS.filter((group) => given.has(group));
}
