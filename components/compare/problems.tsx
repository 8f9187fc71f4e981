import { useLocale, useTranslations } from 'next-intl';
import { FilterProblems } from '@/components/ui/filter-problems';
import { GeneText } from '@/components/ui/gene-text';
import type { AddressProblem } from '@/lib/address/problem';
import { nearestSelection, type Suggestion } from '@/lib/comparison/selection/nearest-selection';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';

type Props = Readonly<{
  suggestions: readonly Suggestion[];
  /** what is shown instead */
  selection: CompareSelection;
  /** the address with what was probably meant in the place of one problem */
  nearestAddress: (problem: AddressProblem) => string | null;
}>;

/** Which parts of the address were left out and why, what would be right, and the nearest selection that can be drawn. */
export function CompareProblems({ suggestions, selection, nearestAddress }: Props) {
  const t = useTranslations('compare');
  const locale = useLocale();
  const nearest = nearestSelection(selection, suggestions);
  const meant = (problem: AddressProblem): string | null => {
    const estimate = suggestions.find((one) => one.problem === problem)?.estimate ?? null;
    return estimate === null
      ? null
      : t('meant', {
          name: estimate.acronym,
          population: inLocale(estimate.label, locale),
          horizon: formatYears(estimate.timeYears, locale),
          value: formatPercent(estimate.estimate, locale),
        });
  };
  return (
    <FilterProblems
      title={t('problems')}
      problems={suggestions.map(({ problem }) => problem)}
      nearestAddress={nearestAddress}
      remark={(problem) => {
        const text = meant(problem);
        return text === null ? null : <GeneText text={text} />;
      }}
    >
      <p>
        <Link href={`/compare?${writeSelection(nearest ?? selection)}`}>
          {t(nearest === null ? 'cleanAddress' : 'openNearest')}
        </Link>
      </p>
    </FilterProblems>
  );
}
