import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GeneText } from '@/components/ui/gene-text';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { inLocale } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { questionsOf } from '@/lib/risk/explanation/decision-table';
import type { RuleSet, Subgroups } from '@/lib/risk/rule-set';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { ChangeTable, EntryTable } from './clauses';
import { ClauseSources, RuleDecisionTable } from './decision-table';
import { BoundaryTable, ConventionList, DifferingTable, hasConventions, hasDifferingReadings } from './remarks';
import classes from './rules.module.css';
import { useCriterionWords } from './use-criterion-words';

type Props = Readonly<{ ruleSet: RuleSet; evidence: RiskEvidence }>;
type SectionKey =
  | 'eligibility'
  | 'groups'
  | 'changes'
  | 'states'
  | 'subgroups'
  | 'boundaries'
  | 'readings'
  | 'differing'
  | 'outside'
  | 'cases';

/** A rule set from entry to its worked cases; what it has nothing of is left out. `children` are the worked cases. */
export function RuleSections({ ruleSet, evidence, children }: Props & Readonly<{ children: ReactNode }>) {
  const t = useTranslations('riskRules');
  const risk = useTranslations('risk');
  const { locale } = useRiskWords();
  const { stratification, eligibility, subgroups, protocol, outside } = ruleSet;
  const key = ruleSetKey(ruleSet);
  const entry = stratification.kind === 'none' ? [...eligibility, stratification.clause] : eligibility;
  const changes = stratification.kind === 'none' ? [] : stratification.restratifications;
  return (
    <div className={classes.page}>
      <p className={classes.hint}>{risk('notAdvice')}</p>
      <Section name="eligibility">
        <EntryTable ruleSet={ruleSet} evidence={evidence} clauses={entry} />
      </Section>
      {stratification.kind === 'groups' && (
        <Section name="groups">
          <RuleDecisionTable ruleSet={ruleSet} baseline={stratification.baseline} evidence={evidence} />
        </Section>
      )}
      {stratification.kind === 'groups' && (
        <Section name="changes" {...(changes.length > 0 && { hint: t('changesHint') })}>
          {changes.length > 0 ? (
            <ChangeTable ruleSet={ruleSet} evidence={evidence} changes={changes} />
          ) : (
            <p className="muted">{t('noChanges')}</p>
          )}
        </Section>
      )}
      <Section name="states">
        <States ruleSet={ruleSet} />
      </Section>
      {subgroups !== null && (
        <Section name="subgroups">
          <SubgroupLine subgroups={subgroups} evidence={evidence} />
        </Section>
      )}
      <Section name="boundaries">
        <BoundaryTable ruleSetKey={key} protocol={protocol} evidence={evidence} />
      </Section>
      {hasConventions(key) && (
        <Section name="readings">
          <ConventionList ruleSetKey={key} />
        </Section>
      )}
      {hasDifferingReadings(protocol) && (
        <Section name="differing">
          <DifferingTable protocol={protocol} />
        </Section>
      )}
      <Section name="outside">
        <p className={classes.text}>
          <GeneText text={inLocale(outside, locale)} />
        </p>
      </Section>
      <Section name="cases">{children}</Section>
    </div>
  );
}

function Section({ name, hint, children }: Readonly<{ name: SectionKey; hint?: string; children: ReactNode }>) {
  const t = useTranslations('riskRules.section');
  return (
    <section className={classes.section} aria-labelledby={`rule-${name}`}>
      <h2 id={`rule-${name}`}>{t(name)}</h2>
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  );
}

/** Values that are final without being one of the usual: named by the protocol, or unknown here. */
function States({ ruleSet }: Readonly<{ ruleSet: RuleSet }>) {
  const t = useTranslations('riskRules.state');
  const questions = questionsOf(ruleSet);
  const { notEvaluable } = ruleSet;
  const lines = [
    ...(questions.includes('kmt2a') ? [t(notEvaluable.includes('kmt2a') ? 'kmt2aNamed' : 'kmt2aUnnamed')] : []),
    ...(questions.includes('prednisoneResponse')
      ? [t(notEvaluable.includes('prednisoneResponse') ? 'responseNamed' : 'responseUnnamed')]
      : []),
    t('unknown'),
  ];
  return (
    <ul className={classes.remarks}>
      {lines.map((line) => (
        <li key={line}>
          <GeneText text={line} />
        </li>
      ))}
    </ul>
  );
}

function SubgroupLine({ subgroups, evidence }: Readonly<{ subgroups: Subgroups; evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules');
  const { questionName, requirementText } = useCriterionWords();
  const { group, question, limit, below, otherwise } = subgroups;
  const cut = requirementText({ kind: 'number', question, relation: '<', limit }, []);
  return (
    <>
      <p className={classes.text}>
        {t('subgroupLine', { group, question: questionName(question), cut, below, otherwise })}
      </p>
      <ClauseSources clause={subgroups} evidence={evidence} />
    </>
  );
}
