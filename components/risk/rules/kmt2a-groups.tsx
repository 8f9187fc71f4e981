import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { baselineGroups, criteriaAbout, criteriaOf } from '@/lib/risk/criteria';
import type { Facts } from '@/lib/risk/facts';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import classes from './rules.module.css';

const STATES: readonly Readonly<{ key: 'r' | 'g' | 'ne'; facts: Facts }>[] = [
  { key: 'r', facts: { kmt2a: 'rearranged' } },
  { key: 'g', facts: { kmt2a: 'germline' } },
  { key: 'ne', facts: { kmt2aEvaluable: false } },
];

/** Which groups each KMT2A status leaves open at diagnosis and day 8, asked of the rules themselves. */
export function Kmt2aGroups({ prepared }: Readonly<{ prepared: PreparedRuleSet }>) {
  const t = useTranslations('riskRules.thresholds');
  const { ruleSet } = prepared;
  const criteria = criteriaAbout(criteriaOf(ruleSet), 'kmt2a', 'kmt2aPartner');
  if (criteria.length === 0)
    return (
      <span className={classes.unused}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t('none')}</span>
      </span>
    );
  const states = STATES.filter(({ key }) => key !== 'ne' || ruleSet.notEvaluable.includes('kmt2a'));
  const partners = criteria.flatMap(({ comparison }) =>
    comparison.question === 'kmt2aPartner' && comparison.kind === 'category' ? [String(comparison.value)] : [],
  );
  return (
    <>
      <dl className={classes.states}>
        {states.map(({ key, facts }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>
              <Answer prepared={prepared} facts={facts} />
            </dd>
          </div>
        ))}
      </dl>
      {partners.map((name) => (
        <small key={name}>
          <GeneText text={t('partner', { name })} />
        </small>
      ))}
    </>
  );
}

function Answer({ prepared, facts }: Readonly<{ prepared: PreparedRuleSet; facts: Facts }>) {
  const t = useTranslations('riskRules.thresholds');
  const { eligible, groups } = baselineGroups(prepared, facts);
  if (eligible === false) return <span className="muted">{t('notEligible')}</span>;
  return groups.length === 0 ? t('enters') : groups.map((group) => <RiskChip key={group} group={group} />);
}
