import { useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { useEnrolmentYears } from '@/components/trials/use-enrolment-years';
import { useGroupName } from '@/components/trials/use-group-name';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { RuleSet } from '@/lib/risk/rule-set';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import classes from './rules.module.css';

/** Which protocol, which reading of it, and the other reading where there is one. */
export function RuleHead({ ruleSet, evidence }: Readonly<{ ruleSet: RuleSet; evidence: RiskEvidence }>) {
  const t = useTranslations('riskRules');
  const words = useRiskWords();
  const groupName = useGroupName();
  const years = useEnrolmentYears();
  const trial = evidence.protocols[ruleSet.protocol];
  const enrolled = trial === undefined ? null : years(trial.enrolment, trial.status);
  const facts = [
    ...(trial === undefined ? [] : [groupName(trial.group)]),
    enrolled === null ? null : t('enrolment', { years: enrolled }),
    t('version', { version: ruleSet.version }),
    ruleSet.points.length > 0
      ? t('stratified', { points: ruleSet.points.map(words.pointTime).join(', ') })
      : t('notStratified'),
  ];
  return (
    <>
      <PageHeader
        above={<Link href="/risk/rules">{t('back')}</Link>}
        title={trial?.acronym ?? ruleSet.protocol}
        intro={facts.filter((fact) => fact !== null).join(' · ')}
      />
      <div className={classes.section}>
        <Readings ruleSet={ruleSet} />
        <p className={classes.links}>
          <Link href="/risk">{t('classify')}</Link>
          {trial !== undefined && <Link href={`/trials/${trial.slug}`}>{t('trial')}</Link>}
        </p>
      </div>
    </>
  );
}

function Readings({ ruleSet }: Readonly<{ ruleSet: RuleSet }>) {
  const t = useTranslations('riskRules.variant');
  const words = useRiskWords();
  const readings = ALL_RULE_SETS.filter(({ protocol }) => protocol === ruleSet.protocol);
  if (readings.length === 1)
    return <p className={classes.hint}>{t('only', { variant: words.variantName(ruleSet.variant) })}</p>;
  return (
    <nav className={classes.section} aria-label={t('label')}>
      <ul className={classes.switch}>
        {readings.map((reading, i) => (
          <li key={reading.variant}>
            <Link
              href={`/risk/rules/${ruleSetKey(reading)}`}
              aria-current={reading.variant === ruleSet.variant ? 'page' : undefined}
            >
              {words.variantName(reading.variant)}
              {i === 0 && ` (${t('isDefault')})`}
            </Link>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{t('line')}</p>
    </nav>
  );
}
