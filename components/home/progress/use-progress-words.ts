import { useLocale, useTranslations } from 'next-intl';
import { decimalsIn, formatInterval, formatNumber, formatPercent, formatYears } from '@/lib/i18n/format';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import type { PublishedInterval } from '@/lib/registry/published-interval';
import { useEnrolmentYears } from '@/components/trials/use-enrolment-years';

export type ProgressWords = {
  stratum: string;
  efs: string;
  horizon: string;
  /** `95% interval 31.9–40.9 (estimate ± 1.96 SE)` or that there is none */
  interval: string;
  n: string;
  years: string;
  level: string;
  caveats: string[];
  /** all of it in one sentence, for readers who hear the chart */
  sentence: string;
};

/** A point of the chart of progress in the reader's words. */
export function useProgressWords(): (point: ProgressPoint) => ProgressWords {
  const locale = useLocale();
  const t = useTranslations('home');
  const vocabulary = useTranslations('vocabulary');
  const source = useTranslations('source');
  const enrolmentYears = useEnrolmentYears();
  const intervalWords = (interval: PublishedInterval | null) => {
    if (interval === null) return t('noInterval');
    const range = printInterval(interval, locale);
    return t(interval.how === 'published' ? 'intervalPrinted' : 'intervalFromSe', {
      level: formatNumber(interval.level, locale),
      range,
    });
  };
  return (point) => {
    const words = {
      stratum: vocabulary(`kmt2a.${point.kmt2a}`),
      efs: formatPercent(point.efs, locale),
      horizon: formatYears(point.horizon, locale),
      interval: intervalWords(point.interval),
      n: point.n === null ? t('nUnknown') : t('n', { n: formatNumber(point.n, locale) }),
      years: t(`basis.${point.position.basis}`, { years: enrolmentYears(point.enrolment) ?? '' }),
      level: source(`level.${point.source.level}`),
      caveats: [
        ...(point.timeZeroStated ? [] : [vocabulary('caveat.time-zero-not-stated')]),
        ...(point.readingProbable ? [vocabulary('caveat.probable-reading')] : []),
        ...(point.oneCurator ? [vocabulary('caveat.one-curator')] : []),
        ...(point.errorNamed ? [] : [vocabulary('caveat.error-type-not-stated')]),
      ],
    };
    const sentence = t('point', {
      trial: point.acronym,
      stratum: words.stratum,
      efs: words.efs,
      horizon: words.horizon,
      interval: words.interval,
      n: words.n,
      level: words.level,
    });
    return { ...words, sentence };
  };
}

/** A computed interval is printed to one decimal, a printed one as its source has it. */
export function printInterval({ low, high, how }: PublishedInterval, locale: ReturnType<typeof useLocale>): string {
  return formatInterval(low, high, locale, how === 'published' ? decimalsIn(low, high) : 1);
}
