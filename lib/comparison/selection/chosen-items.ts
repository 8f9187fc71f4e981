import { formatPercent, formatYears } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';
import type { PublishedPoint } from '../figure/figure-model';
import type { FigureTexts } from '../words/figure-texts';
import type { CompareSelection } from './selection';
import { isChartable } from '../figure/published-point';
import type { SeriesStyle } from './series/style';

/** A chosen figure as the builder lists it. */
export type ChosenItem = Readonly<{
  id: string;
  /** the trial's name, and the reader's own label where there is one */
  name: string;
  label: string | null;
  population: string;
  detail: string;
  style: SeriesStyle;
  /** colour and marker are the reader's */
  restyled: boolean;
  open: boolean;
  /** figures of the same patients and endpoint at another horizon or from another report, which can take its place */
  others: readonly Readonly<{ id: string; detail: string }>[];
}>;

export function chosenItems(
  points: readonly PublishedPoint[],
  { rows }: Pick<FigureTexts, 'rows'>,
  { presentation }: Pick<CompareSelection, 'presentation'>,
  others: (id: string) => ChosenItem['others'],
): ChosenItem[] {
  return points.map((point) => {
    const row = rows.find(({ key }) => key === point.estimateId);
    return {
      id: point.estimateId,
      name: row?.name ?? point.acronym,
      label: point.relabelled,
      population: row?.population ?? '',
      detail: [row?.horizon, row?.value].filter((part) => part !== undefined).join(' · '),
      style: point.style,
      restyled: presentation.styles[point.estimateId] !== undefined,
      open: point.hollow.length > 0,
      others: others(point.estimateId),
    };
  });
}

/** The drawable figures of the same patients, endpoint and time zero: other cuts, reports or horizons of a figure. */
export function otherCuts(id: string, available: readonly PublishedEstimate[], locale: Locale): ChosenItem['others'] {
  const chosen = available.find((one) => one.id === id);
  if (chosen === undefined || !isChartable(chosen)) return [];
  const subject = subjectOf(chosen);
  return available
    .filter(isChartable)
    .filter((one) => one.id !== id && one.trial === chosen.trial && subjectOf(one) === subject)
    .map((one) => ({
      id: one.id,
      detail: [formatYears(one.timeYears, locale), formatPercent(one.estimate, locale), one.source.ref].join(' · '),
    }));
}

/** Endpoint, time zero and patients of a trial's figure, as one text. */
function subjectOf({ endpoint, endpointDetail, timeZero, stratum }: PublishedEstimate): string {
  return JSON.stringify([endpoint, endpointDetail, timeZero, stratum]);
}

/** The horizons that a reader can ask for: those of the endpoint's drawable figures, in years, ascending. */
export function horizonsOf(available: readonly PublishedEstimate[], endpoint: SurvivalEndpoint): number[] {
  const years = available
    .filter(isChartable)
    .flatMap((estimate) => (estimate.endpoint === endpoint ? [estimate.timeYears] : []));
  return [...new Set(years)].sort((a, b) => a - b);
}
