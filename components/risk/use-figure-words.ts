import { useTranslations } from 'next-intl';
import { decimalsIn, formatInterval, formatNumber, formatPercent, formatYears } from '@/lib/i18n/format';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import { useRiskWords } from './use-risk-words';

/** What is said elsewhere, and so not beside the figure again: its time zero, and on a sheet, whose legend says it, what it lacks. */
type Said = Readonly<{ timeZero?: boolean; onSheet?: boolean }>;

/** A line never begins with the dot. */
const SEPARATOR = '\u00a0· ';

/** A published figure in one line: endpoint and value, interval, horizon, time zero where it is not the diagnosis, and number. */
export function useFigureWords(): (figure: PublishedEstimate, said?: Said) => string {
  const t = useTranslations('risk.detail');
  const vocabulary = useTranslations('vocabulary');
  const { locale } = useRiskWords();

  function rangeOf(figure: PublishedEstimate, onSheet: boolean): string | null {
    const interval = publishedInterval(figure);
    if (interval === null) return null;
    const { low, high, level, how } = interval;
    const range = formatInterval(low, high, locale, how === 'published' ? decimalsIn(low, high) : 1);
    if (how === 'from-se') return onSheet ? range : t('rangeComputed', { range });
    return level === 95 ? range : t('intervalPublished', { level: formatNumber(level, locale), range });
  }

  return (figure, { timeZero = false, onSheet = false } = {}) => {
    const { endpoint, estimate, timeYears, n } = figure;
    const horizonUnknown = onSheet ? null : t('horizonUnknown');
    const range = rangeOf(figure, onSheet);
    const value = `${vocabulary(`endpoint.${endpoint}.short`)} ${estimate === null ? '–' : formatPercent(estimate, locale)}`;
    return [
      range === null ? value : `${value} (${range})`,
      timeYears === null ? horizonUnknown : formatYears(timeYears, locale),
      figure.timeZero === 'diagnosis' || timeZero ? null : vocabulary(`fromTimeZero.${figure.timeZero}`),
      n === null ? null : t('patients', { n: formatNumber(n, locale) }),
    ]
      .filter((part) => part !== null)
      .join(SEPARATOR);
  };
}
