import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { inLocale } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { RiskAnswer } from '@/lib/risk/classify';
import { explainConditions, type ConditionState } from '@/lib/risk/explanation/explain-condition';
import type { Facts } from '@/lib/risk/facts';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import {
  clausesOf,
  type BaselineClause,
  type Clause,
  type Restratification,
  type Subgroups,
} from '@/lib/risk/rule-set';
import type { ClauseSource } from '@/lib/risk/sources';
import { ConditionWords, TruthMark } from '../condition-words';
import classes from '../risk.module.css';
import { RuleSource } from './rule-source';
import { useRiskWords } from '../use-risk-words';

type Props = Readonly<{
  prepared: PreparedRuleSet;
  facts: Facts;
  conflicts: RiskAnswer['conflicts'];
  evidence: RiskEvidence;
}>;

/** The whole rule: every clause with its value for this patient, part by part, and its sources. */
export function ClauseList({ prepared, facts, conflicts, evidence }: Props) {
  const t = useTranslations('risk.detail');
  const { ruleSet } = prepared;
  const clauses = clausesOf(ruleSet);
  const states = explainConditions(
    prepared,
    clauses.map(({ condition }) => condition),
    facts,
  );
  const stateOf = new Map(clauses.map((clause, i) => [clause, states[i]]));
  const { stratification } = ruleSet;
  const item = (clause: Clause | BaselineClause | Restratification) => {
    const state = stateOf.get(clause);
    return state === undefined ? null : (
      <ClauseItem key={clause.id} clause={clause} state={state} known={{ facts, conflicts }} evidence={evidence} />
    );
  };
  return (
    <div className={classes.clauses}>
      <ClauseGroup title={t('eligibility')}>{ruleSet.eligibility.map(item)}</ClauseGroup>
      {stratification.kind === 'none' && <ClauseGroup title={t('oneGroup')}>{item(stratification.clause)}</ClauseGroup>}
      {stratification.kind === 'groups' && (
        <ClauseGroup title={t('groups')}>{stratification.baseline.map(item)}</ClauseGroup>
      )}
      {stratification.kind === 'groups' && stratification.restratifications.length > 0 && (
        <ClauseGroup title={t('changes')}>{stratification.restratifications.map(item)}</ClauseGroup>
      )}
      {ruleSet.subgroups !== null && <SubgroupItem subgroups={ruleSet.subgroups} evidence={evidence} />}
    </div>
  );
}

function ClauseGroup({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  return (
    <section className={classes.clauseGroup}>
      <h4>{title}</h4>
      <ul>{children}</ul>
    </section>
  );
}

function SubgroupItem({
  subgroups: { group, question, limit, below, otherwise, sources },
  evidence,
}: Readonly<{ subgroups: Subgroups; evidence: RiskEvidence }>) {
  const t = useTranslations('risk.detail');
  const words = useRiskWords();
  return (
    <ClauseGroup title={t('subgroups')}>
      <li className={classes.clause}>
        <p>
          {t('subgroupRule', {
            group,
            below,
            otherwise,
            fact: words.factName(question),
            limit: words.factValue(question, limit),
          })}
        </p>
        <SourceList sources={sources} evidence={evidence} />
      </li>
    </ClauseGroup>
  );
}

function SourceList({ sources, evidence }: Readonly<{ sources: readonly ClauseSource[]; evidence: RiskEvidence }>) {
  return (
    <ul className={classes.sources}>
      {sources.map((source) => (
        <li key={`${source.ref} ${source.locator}`}>
          <RuleSource source={source} evidence={evidence} />
        </li>
      ))}
    </ul>
  );
}

type ItemProps = Readonly<{
  clause: Clause | BaselineClause | Restratification;
  state: ConditionState;
  known: Readonly<{ facts: Facts; conflicts: RiskAnswer['conflicts'] }>;
  evidence: RiskEvidence;
}>;

function ClauseItem({ clause, state, known, evidence }: ItemProps) {
  const words = useRiskWords();
  return (
    <li className={classes.clause}>
      <p className={classes.clauseText}>
        <TruthMark truth={state.truth} />
        <span>
          <GeneText text={inLocale(clause.text, words.locale)} />
          <Consequence clause={clause} />
        </span>
        <code className={classes.clauseId}>{clause.id}</code>
      </p>
      <ConditionWords state={state} known={known} />
      <SourceList sources={clause.sources} evidence={evidence} />
    </li>
  );
}

/** The group that a clause gives, or the change that it makes and when. */
function Consequence({ clause }: Pick<ItemProps, 'clause'>) {
  const words = useRiskWords();
  if ('group' in clause)
    return (
      <>
        {' '}
        → <RiskChip group={clause.group} />
      </>
    );
  if (!('to' in clause)) return null;
  return (
    <>
      {' '}
      (
      {clause.from.map((group) => (
        <RiskChip key={group} group={group} />
      ))}{' '}
      → <RiskChip group={clause.to} />, {words.pointTime(clause.point)})
    </>
  );
}
