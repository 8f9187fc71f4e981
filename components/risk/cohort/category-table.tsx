import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { RiskChip } from '@/components/ui/risk-chip';
import { CATEGORIES, countCategories, type Category, type CohortResult } from '@/lib/risk-cohort/classified-cohort';
import { Link } from '@/lib/i18n/navigation';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import classes from './cohort.module.css';
import { useCohortWords } from './use-cohort-words';

type Props = Readonly<{ result: CohortResult; places: readonly number[]; protocols: RiskEvidence['protocols'] }>;

/** How many patients each protocol puts where, with a bar of shares; zero is left empty. */
export function CategoryTable({ result, places, protocols }: Props) {
  const t = useTranslations('riskCohort.counts');
  const words = useCohortWords(protocols);
  const counts = useMemo(() => countCategories(result), [result]);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={classes.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('protocol')}</th>
            {CATEGORIES.map((category) => (
              <th scope="col" key={category} data-number>
                <CategoryMark category={category} name={words.categoryName(category)} />
              </th>
            ))}
            <th scope="col">{t('shares')}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => {
            const of = counts[place];
            const ruleSet = PREPARED_RULE_SETS[place]?.ruleSet;
            if (of === undefined || ruleSet === undefined) return null;
            return (
              <tr key={place}>
                <th scope="row">
                  <Link href={`/risk/rules/${ruleSetKey(ruleSet)}`}>{words.ruleSetName(place)}</Link>
                </th>
                {CATEGORIES.map((category) => (
                  <td key={category} data-number>
                    {of[category] === 0 ? (
                      <span className="muted">0</span>
                    ) : (
                      words.share(of[category], result.patients.length)
                    )}
                  </td>
                ))}
                <td>
                  <ShareBar counts={of} n={result.patients.length} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Groups as chips, everything else in words. */
export function CategoryMark({ category, name }: Readonly<{ category: Category; name: string }>) {
  return category === 'HR' || category === 'IR' || category === 'LR' ? <RiskChip group={category} /> : <>{name}</>;
}

function ShareBar({ counts, n }: Readonly<{ counts: Readonly<Record<Category, number>>; n: number }>) {
  const before = (place: number): number =>
    CATEGORIES.slice(0, place).reduce((sum, category) => sum + counts[category], 0);
  const share = (count: number): number => (100 * count) / n;
  return (
    <svg className={classes.shares} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {CATEGORIES.map((category, i) => (
        <rect
          key={category}
          x={share(before(i))}
          y={0}
          width={share(counts[category])}
          height={8}
          data-category={category}
        />
      ))}
    </svg>
  );
}
