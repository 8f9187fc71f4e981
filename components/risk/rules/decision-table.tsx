import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { RuleSource } from '@/components/risk/matrix/rule-source';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { inLocale } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Question } from '@/lib/risk/condition';
import { alternativesOf, questionsIn, type Alternative } from '@/lib/risk/explanation/decision-table';
import { GROUPS } from '@/lib/risk/facts';
import type { BaselineClause, Clause, RuleSet } from '@/lib/risk/rule-set';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

type Props = Readonly<{ ruleSet: RuleSet; baseline: readonly BaselineClause[]; evidence: RiskEvidence }>;

/** Groups against criteria: each line is one way into a group, and all cells of a line must hold together. */
export function RuleDecisionTable({ ruleSet, baseline, evidence }: Props) {
  const t = useTranslations('riskRules');
  const { questionName } = useCriterionWords();
  const questions = questionsIn(baseline);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('section.groups')}>
      <table className={`${classes.table} ${classes.decision}`}>
        <thead>
          <tr>
            <th scope="col">{t('column.group')}</th>
            <th scope="col">{t('column.rule')}</th>
            <th scope="col" />
            {questions.length === 0 && <th scope="col">{t('column.condition')}</th>}
            {questions.map((question) => (
              <th scope="col" key={question}>
                <GeneText text={questionName(question)} />
              </th>
            ))}
            <th scope="col">{t('column.sources')}</th>
          </tr>
        </thead>
        {inGroupOrder(baseline).map((clause) => (
          <ClauseRows key={clause.id} clause={clause} questions={questions} ruleSet={ruleSet} evidence={evidence} />
        ))}
      </table>
    </div>
  );
}

/** High risk first, as everywhere; several clauses of one group keep their order. */
function inGroupOrder(baseline: readonly BaselineClause[]): BaselineClause[] {
  return GROUPS.flatMap((group) => baseline.filter((clause) => clause.group === group));
}

type ClauseProps = Readonly<{
  clause: BaselineClause;
  questions: readonly Question[];
  ruleSet: RuleSet;
  evidence: RiskEvidence;
}>;

function ClauseRows({ clause, questions, ruleSet, evidence }: ClauseProps) {
  const t = useTranslations('riskRules');
  const words = useRiskWords();
  const lines = alternativesOf(clause.condition);
  const ownName = ruleSet.localNames[clause.group];
  return (
    <tbody>
      {lines.map((line, i) => (
        <tr key={i} data-more={i > 0 || undefined}>
          {i === 0 && (
            <>
              <th scope="rowgroup" rowSpan={lines.length} data-label={t('column.group')}>
                <RiskChip group={clause.group} /> {words.groupName(clause.group)}
                {ownName !== undefined && <small>{t('ownName', { name: inLocale(ownName, words.locale) })}</small>}
              </th>
              <td rowSpan={lines.length} data-label={t('column.rule')}>
                <GeneText text={inLocale(clause.text, words.locale)} />{' '}
                <code className={classes.clause}>{clause.id}</code>
              </td>
            </>
          )}
          <td className={classes.join}>{t(i === 0 ? 'if' : 'orIf')}</td>
          {questions.length === 0 && <td>{t('anyone')}</td>}
          {questions.map((question) => (
            <RequirementCell key={question} question={question} line={line} ruleSet={ruleSet} />
          ))}
          {i === 0 && (
            <td rowSpan={lines.length} data-label={t('column.sources')}>
              <ClauseSources clause={clause} evidence={evidence} />
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}

function RequirementCell({
  question,
  line,
  ruleSet,
}: Readonly<{ question: Question; line: Alternative; ruleSet: RuleSet }>) {
  const t = useTranslations('riskRules');
  const { questionName, requirementText } = useCriterionWords();
  const asked = line.filter((requirement) => requirement.question === question);
  return (
    <td className={classes.value} data-any={asked.length === 0 || undefined} data-label={questionName(question)}>
      {asked.length === 0 ? (
        t('any')
      ) : (
        <GeneText text={asked.map((requirement) => requirementText(requirement, ruleSet.notEvaluable)).join(', ')} />
      )}
    </td>
  );
}

/** All sources of a clause, the one that an answer quotes first. */
export function ClauseSources({
  clause,
  evidence,
}: Readonly<{ clause: Pick<Clause, 'sources'>; evidence: RiskEvidence }>) {
  return (
    <ul className={classes.sources}>
      {clause.sources.map((source, i) => (
        <li key={i}>
          <RuleSource source={source} evidence={evidence} />
        </li>
      ))}
    </ul>
  );
}
