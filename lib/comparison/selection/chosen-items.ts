import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';
import type { PublishedPoint } from '../figure/figure-model';
import type { FigureTexts } from '../words/figure-texts';
import type { CompareSelection } from './selection';
import { isChartable } from '../figure/published-point';
import type { SeriesStyle } from './series-style';

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
}>;

export function chosenItems(
  points: readonly PublishedPoint[],
  { rows }: Pick<FigureTexts, 'rows'>,
  { presentation }: Pick<CompareSelection, 'presentation'>,
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
    };
  });
}

/** The horizons that a reader can ask for: those of the endpoint's drawable figures, in years, ascending. */
export function horizonsOf(available: readonly PublishedEstimate[], endpoint: SurvivalEndpoint): number[] {
  const years = available
    .filter(isChartable)
    .flatMap((estimate) => (estimate.endpoint === endpoint ? [estimate.timeYears] : []));
  return [...new Set(years)].sort((a, b) => a - b);
}
