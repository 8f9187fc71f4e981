import { useTranslations } from 'next-intl';
import { decimalsIn, formatInterval, formatNumber, formatPercent, formatYears } from '@/lib/i18n/format';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import { useRiskWords } from './use-risk-words';

/** What is said elsewhere on the same sheet, and so not beside the figure again. */
type Said = Readonly<{ timeZero?: boolean; howComputed?: boolean }>;

/** A published figure in one line: endpoint and value, interval, horizon, time zero where it is not the diagnosis, and number. */
export function useFigureWords(): (figure: PublishedEstimate, said?: Said) => string {
  const t = useTranslations('risk.detail');
  const vocabulary = useTranslations('vocabulary');
  const { locale } = useRiskWords();

  function rangeOf(figure: PublishedEstimate, howComputed: boolean): string | null {
    const interval = publishedInterval(figure);
    if (interval === null) return null;
    const { low, high, level, how } = interval;
    const range = formatInterval(low, high, locale, how === 'published' ? decimalsIn(low, high) : 1);
    if (how === 'from-se') return howComputed ? range : t('rangeComputed', { range });
    return level === 95 ? range : t('intervalPublished', { level: formatNumber(level, locale), range });
  }

  return (figure, { timeZero = false, howComputed = false } = {}) => {
    const { endpoint, estimate, timeYears, n } = figure;
    const range = rangeOf(figure, howComputed);
    return [
      `${vocabulary(`endpoint.${endpoint}.short`)} ${estimate === null ? '–' : formatPercent(estimate, locale)}`,
      range === null ? null : `(${range})`,
      timeYears === null ? null : `· ${formatYears(timeYears, locale)}`,
      figure.timeZero === 'diagnosis' || timeZero ? null : `· ${vocabulary(`fromTimeZero.${figure.timeZero}`)}`,
      n === null ? null : `· ${t('patients', { n: formatNumber(n, locale) })}`,
    ]
      .filter((part) => part !== null)
      .join(' ');
  };
}
