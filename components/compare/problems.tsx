import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { nearestSelection, type Suggestion } from '@/lib/comparison/selection/nearest-selection';
import { PARAMETER_NAMES, writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import classes from './compare.module.css';

type Props = Readonly<{ suggestions: readonly Suggestion[] /** what is shown instead */; selection: CompareSelection }>;

/** Which parts of the address were left out and why, what would be right, and the nearest selection that can be drawn. */
export function CompareProblems({ suggestions, selection }: Props) {
  const t = useTranslations('compare');
  const locale = useLocale();
  if (suggestions.length === 0) return null;
  const nearest = nearestSelection(selection, suggestions);
  return (
    <div className={classes.problems} role="alert">
      <p>{t('problems')}</p>
      <ul>
        {suggestions.map(({ problem: { parameter, code, value }, estimate }) => (
          <li key={`${parameter} ${code} ${value}`}>
            {t(`problem.${code}`, { parameter, value })} <Allowed parameter={parameter} code={code} />
            {estimate !== null && (
              <GeneText
                text={t('meant', {
                  name: estimate.acronym,
                  population: inLocale(estimate.label, locale),
                  horizon: formatYears(estimate.timeYears, locale),
                  value: formatPercent(estimate.estimate, locale),
                })}
              />
            )}
          </li>
        ))}
      </ul>
      <p>
        <Link href={`/compare?${writeSelection(nearest ?? selection)}`}>
          {t(nearest === null ? 'cleanAddress' : 'openNearest')}
        </Link>
      </p>
    </div>
  );
}

/** What the parameter may be. */
function Allowed({ parameter, code }: Readonly<{ parameter: string; code: string }>) {
  const t = useTranslations('compare');
  if (code === 'unknown-parameter') return t('allowedNames', { names: PARAMETER_NAMES.join(', ') });
  const known = PARAMETER_NAMES.find((name) => name === parameter);
  return known === undefined || code !== 'not-valid' ? null : t(`allowed.${known}`);
}
