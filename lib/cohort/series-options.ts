import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { Kmt2aStratum, SurvivalEndpoint } from '@/lib/registry/schema';
import { isChartable, type ChartableEstimate } from './published-point';

/** Figures that can be added, by trial; `label` is what a search looks through. */
export type SeriesGroup = Readonly<{ group: string; items: readonly Readonly<{ value: string; label: string }>[] }>;

/** Every figure of the endpoint that a chart may draw and that is not chosen yet; the chosen population stands first in each trial. */
export function seriesOptions(available: readonly PublishedEstimate[], chosen: readonly string[], choice: { endpoint: SurvivalEndpoint; population: Kmt2aStratum }, locale: Locale, t: MessageLookup): SeriesGroup[] {
  const open = available.filter(isChartable).filter(({ id, endpoint }) => endpoint === choice.endpoint && !chosen.includes(id));
  const trials = [...new Set(open.map(({ acronym }) => acronym))].sort((a, b) => a.localeCompare(b, locale, { numeric: true }));
  return trials.map((group) => ({
    group,
    items: open
      .filter(({ acronym }) => acronym === group)
      .sort((a, b) => Number(b.stratum.kmt2a === choice.population) - Number(a.stratum.kmt2a === choice.population) || b.timeYears - a.timeYears)
      .map((estimate) => ({ value: estimate.id, label: optionLabel(estimate, locale, t) })),
  }));
}

function optionLabel({ acronym, label, estimate, timeYears, timeZero, source }: ChartableEstimate, locale: Locale, t: MessageLookup): string {
  const zero = timeZero === 'diagnosis' ? [] : [t(`vocabulary.fromTimeZero.${timeZero}`)];
  return [acronym, inLocale(label, locale), formatYears(timeYears, locale), ...zero, formatPercent(estimate, locale), t(`source.letter.${source.level}`)].join(' · ');
}
