import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';

/** The way from a study to the rules that the program holds for it, if any. */
export function RulesLink({ protocol }: Readonly<{ protocol: string }>) {
  const t = useTranslations('riskRules');
  if (!ALL_RULE_SETS.some((ruleSet) => ruleSet.protocol === protocol)) return null;
  return (
    <p>
      <Link href={`/risk/rules/${protocol}`}>{t('toRules')}</Link>
    </p>
  );
}
