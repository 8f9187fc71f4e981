import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import { SURVIVAL_ENDPOINTS, type Kmt2aStratum, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { USUAL_TIME_ZERO } from './chosen-series';
import { intervalText } from '../words/point-text';
import { isChartable, type ChartableEstimate } from '../figure/published-point';
import { suggestSeries, type Suggestion } from './series-suggestions';

/** A figure that can be added, in words. */
export type SeriesOption = Readonly<{
  id: string;
  trial: string;
  population: string;
  kmt2a: Kmt2aStratum;
  years: number;
  horizon: string;
  /** value with its interval */
  value: string;
  n: string;
  timeZero: string;
  level: string;
  comparable: boolean;
  /** what it has in common with those chosen, and what not */
  alike: readonly string[];
  differs: readonly string[];
  /** what a search looks through, in lower case */
  words: string;
}>;

/** Every figure of the endpoint that a chart may draw and that is not chosen yet, the comparable ones first. */
export function seriesOptions(
  available: readonly PublishedEstimate[],
  chosenIds: readonly string[],
  choice: { endpoint: SurvivalEndpoint; population: Kmt2aStratum },
  locale: Locale,
  t: MessageLookup,
): SeriesOption[] {
  const drawable = available.filter(isChartable).filter(({ endpoint }) => endpoint === choice.endpoint);
  const chosen = drawable.filter(({ id }) => chosenIds.includes(id));
  const asked = { kmt2a: [choice.population], timeZeros: [USUAL_TIME_ZERO[choice.endpoint]], horizons: [] };
  return suggestSeries(
    drawable.filter(({ id }) => !chosenIds.includes(id)),
    chosen,
    asked,
    available,
  ).map((suggestion) => seriesOption(suggestion, locale, t));
}

/** A figure of another endpoint, for a search that finds none of this one. */
export type ElsewhereOption = Readonly<{ id: string; endpoint: SurvivalEndpoint; words: string }>;

/** What a search would find under the other endpoints. */
export function elsewhereOptions(
  available: readonly PublishedEstimate[],
  endpoint: SurvivalEndpoint,
  locale: Locale,
  t: MessageLookup,
): ElsewhereOption[] {
  return available.filter(isChartable).flatMap((estimate) => {
    const other = SURVIVAL_ENDPOINTS.find((one) => one === estimate.endpoint && one !== endpoint);
    return other === undefined ? [] : [{ id: estimate.id, endpoint: other, words: searchWords(estimate, locale, t) }];
  });
}

function seriesOption(
  { estimate, comparable, alike, differs }: Suggestion,
  locale: Locale,
  t: MessageLookup,
): SeriesOption {
  return {
    ...factsOf(estimate, locale, t),
    comparable,
    alike: alike.map((code) => t(`compare.alike.${code}`)),
    differs: differs.map((code) => t(`compare.differs.${code}`)),
  };
}

type Facts = Omit<SeriesOption, 'comparable' | 'alike' | 'differs'>;

/** What a function makes of a figure in a language, made once for each figure that the registry holds. */
function onceEach<Made>(
  make: (estimate: ChartableEstimate, locale: Locale, t: MessageLookup) => Made,
): (estimate: ChartableEstimate, locale: Locale, t: MessageLookup) => Made {
  const made: Readonly<Record<Locale, WeakMap<ChartableEstimate, Made>>> = { en: new WeakMap(), ru: new WeakMap() };
  return (estimate, locale, t) => {
    const known = made[locale].get(estimate);
    if (known !== undefined) return known;
    const now = make(estimate, locale, t);
    made[locale].set(estimate, now);
    return now;
  };
}

const factsOf = onceEach((estimate, locale, t): Facts => {
  const interval = publishedInterval(estimate);
  const [population, horizon] = [inLocale(estimate.label, locale), formatYears(estimate.timeYears, locale)];
  const percent = formatPercent(estimate.estimate, locale);
  return {
    id: estimate.id,
    trial: estimate.acronym,
    population,
    kmt2a: estimate.stratum.kmt2a,
    years: estimate.timeYears,
    horizon,
    value: interval === null ? percent : `${percent} (${intervalText(interval, locale)})`,
    n: estimate.n === null ? t('figure.nNotReported') : t('figure.n', { n: estimate.n }),
    timeZero: t(`vocabulary.fromTimeZero.${estimate.timeZero}`),
    level: t(`source.letter.${estimate.source.level}`),
    words: searchWords(estimate, locale, t),
  };
});

const searchWords = onceEach((estimate, locale, t): string =>
  [
    estimate.acronym,
    estimate.trial,
    inLocale(estimate.label, locale),
    formatYears(estimate.timeYears, locale),
    estimate.stratum.risk,
    t(`vocabulary.kmt2a.${estimate.stratum.kmt2a}`),
  ]
    .join(' ')
    .toLowerCase(),
);
