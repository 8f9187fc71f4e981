import { useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import type { CategoryCondition, NumberCondition, Question, Relation } from '@/lib/risk/condition';
import type { Requirement } from '@/lib/risk/explanation/decision-table';
import { POOR_RESPONSE_FROM } from '@/lib/risk/explanation/derived-answers';
import type { Facts, FactName } from '@/lib/risk/facts';
import type { NotEvaluable } from '@/lib/risk/rule-set';

const SIGNS: Readonly<Record<Relation, string>> = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' };

const NO_BREAK_SPACE = '\u00a0';

export type CriterionWords = {
  /** the criterion as the head of a column */
  questionName: (question: Question) => string;
  /** one requirement without the name of its criterion: `< 183 d`, `not AFF1` */
  requirementText: (requirement: Requirement, notEvaluable: readonly NotEvaluable[]) => string;
  /** a comparison with the name of its criterion: `WBC ≥ 300 ×10⁹/L` */
  comparisonText: (comparison: NumberCondition | CategoryCondition) => string;
};

/** Words for parts of conditions; what "not" leaves depends on whether the protocol names a value that cannot be established. */
export function useCriterionWords(): CriterionWords {
  const t = useTranslations('riskRules');
  const words = useRiskWords();
  const blasts = (sign: string): string =>
    `${sign}${NO_BREAK_SPACE}${words.factValue('day8Blasts', POOR_RESPONSE_FROM)}`;

  function categoryText(
    { question, value }: CategoryCondition,
    negated: boolean,
    notEvaluable: readonly NotEvaluable[],
  ): string {
    switch (question) {
      case 'prednisoneResponse':
        if (value === 'not-evaluable') return words.notEvaluable;
        if (negated && notEvaluable.includes('prednisoneResponse')) return t('response.notPoor');
        return (value === 'poor') === negated
          ? t('response.good', { cut: blasts('<') })
          : t('response.poor', { cut: blasts('≥') });
      case 'kmt2a': {
        if (value === 'not-evaluable') return words.notEvaluable;
        if (!negated) return words.factValue('kmt2a', value as Facts['kmt2a']);
        const other = words.factValue('kmt2a', value === 'germline' ? 'rearranged' : 'germline');
        return notEvaluable.includes('kmt2a') ? t('orJoined', { first: other, second: words.notEvaluable }) : other;
      }
      case 'cns':
      case 'cnsDay8':
        return negated && value === 'CNS3' ? t('cns.no') : words.factValue(question, value as Facts['cns']);
      case 'remissionEoi':
        return t(`remission.${(value === true) === negated ? 'false' : 'true'}`);
      case 'kmt2aPartner':
      case 'mrdHr1': {
        const text = words.factValue(question, value as Facts['mrdHr1']);
        return negated ? t('not', { value: text }) : text;
      }
    }
  }

  const numberText = ({ question, relation, limit }: NumberCondition): string =>
    `${SIGNS[relation]}${NO_BREAK_SPACE}${words.factValue(question, limit)}`;
  const questionName = (question: Question): string =>
    words.factName(question === 'prednisoneResponse' ? 'day8Blasts' : (question satisfies FactName), 'short');
  return {
    questionName,
    requirementText: (requirement, notEvaluable) =>
      requirement.kind === 'number'
        ? numberText(requirement)
        : categoryText(requirement, requirement.negated, notEvaluable),
    comparisonText: (comparison) => {
      if (comparison.kind === 'number') return `${questionName(comparison.question)} ${numberText(comparison)}`;
      if (comparison.question === 'remissionEoi') return categoryText(comparison, false, []);
      return `${questionName(comparison.question)}: ${categoryText(comparison, false, [])}`;
    },
  };
}
