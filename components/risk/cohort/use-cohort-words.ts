import { useLocale, useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { formatNumber, formatPercent } from '@/lib/i18n/format';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { Category } from '@/lib/risk-cohort/classified-cohort';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';

export type CohortWords = {
  categoryName: (category: Category) => string;
  /** the protocol of a rule set by its place, with the reading where it is the review's second one */
  ruleSetName: (place: number) => string;
  count: (n: number) => string;
  /** `12 (20 %)` */
  share: (n: number, of: number) => string;
};

/** Words that the cohort's tables and picture share. */
export function useCohortWords(protocols: RiskEvidence['protocols']): CohortWords {
  const t = useTranslations('riskCohort');
  const words = useRiskWords();
  const locale = useLocale();
  const count = (n: number): string => formatNumber(n, locale, 0);
  return {
    categoryName: (category) => {
      if (category === 'HR' || category === 'IR' || category === 'LR') return category;
      return words.statusName(category === 'open' ? 'undetermined' : category);
    },
    ruleSetName: (place) => {
      const ruleSet = PREPARED_RULE_SETS[place]?.ruleSet;
      if (ruleSet === undefined) return '';
      const name = protocols[ruleSet.protocol]?.acronym ?? ruleSet.protocol;
      return ruleSet.variant === 'review' ? t('reviewName', { name }) : name;
    },
    count,
    share: (n, of) => (of === 0 ? count(n) : `${count(n)} (${formatPercent((100 * n) / of, locale, 0)})`),
  };
}
