import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { isChartable, isSelected, type ChartableEstimate } from '../figure/published-point';
import { intervalText } from '../words/point-text';
import type { ElsewhereOption, FiguresToAdd, FigureToAdd } from './figures-to-add';
import type { Candidate } from './series/suggestions';

/**
 * What can be added to a comparison of an endpoint, whatever is chosen. `available` holds every chartable figure, under the
 * short names of the language.
 */
export function offeredFigures(
  available: readonly PublishedEstimate[],
  endpoint: SurvivalEndpoint,
  locale: Locale,
  t: MessageLookup,
): FiguresToAdd {
  const drawable = available.filter(isChartable);
  return {
    figures: drawable
      .filter((estimate) => estimate.endpoint === endpoint)
      .map(
        (estimate): FigureToAdd => ({
          ...candidateOf(estimate, available),
          texts: textsOf(estimate, locale, t),
        }),
      ),
    elsewhere: drawable.flatMap((estimate): ElsewhereOption[] => {
      const other = SURVIVAL_ENDPOINTS.find((one) => one === estimate.endpoint && one !== endpoint);
      return other === undefined ? [] : [{ id: estimate.id, endpoint: other, words: searchWords(estimate, locale, t) }];
    }),
  };
}

/** What of a figure says how it compares with others; `catalogue` holds every chartable figure of its trial. */
export function candidateOf(estimate: ChartableEstimate, catalogue: readonly PublishedEstimate[]): Candidate {
  const { id, trial, acronym, stratum, timeZero, timeYears, n, source } = estimate;
  return {
    ...{ id, trial, acronym, timeZero, timeYears, n },
    stratum: { kmt2a: stratum.kmt2a, risk: stratum.risk, arm: stratum.arm, age: stratum.age },
    selected: isSelected(estimate, catalogue),
    hasInterval: publishedInterval(estimate) !== null,
    secondHand: source.level === 'review',
  };
}

function textsOf(estimate: ChartableEstimate, locale: Locale, t: MessageLookup): FigureToAdd['texts'] {
  const interval = publishedInterval(estimate);
  const percent = formatPercent(estimate.estimate, locale);
  return {
    population: inLocale(estimate.label, locale),
    horizon: formatYears(estimate.timeYears, locale),
    value: interval === null ? percent : `${percent} (${intervalText(interval, locale)})`,
    n: estimate.n === null ? t('figure.nNotReported') : t('figure.n', { n: estimate.n }),
    timeZero: t(`vocabulary.fromTimeZero.${estimate.timeZero}`),
    level: t(`source.letter.${estimate.source.level}`),
    words: searchWords(estimate, locale, t),
  };
}

function searchWords(estimate: ChartableEstimate, locale: Locale, t: MessageLookup): string {
  return [
    estimate.acronym,
    estimate.trial,
    inLocale(estimate.label, locale),
    formatYears(estimate.timeYears, locale),
    estimate.stratum.risk,
    t(`vocabulary.kmt2a.${estimate.stratum.kmt2a}`),
  ]
    .join(' ')
    .toLowerCase();
}
