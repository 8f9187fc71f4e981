import type { Kmt2aStratum, SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { USUAL_TIME_ZERO } from '../../time-zero';
import type { FigureToAdd } from '../figures-to-add';
import { suggestSeries, type Suggestion } from './suggestions';

/** A figure that can be added, with how it compares to those chosen. */
export type SeriesOption = Suggestion<FigureToAdd>;

/** Every figure of the endpoint that a chart may draw and that is not chosen yet, the comparable ones first. */
export function seriesOptions(
  figures: readonly FigureToAdd[],
  chosenIds: readonly string[],
  { endpoint, population }: Readonly<{ endpoint: SurvivalEndpoint; population: Kmt2aStratum }>,
): SeriesOption[] {
  return suggestSeries(
    figures.filter(({ id }) => !chosenIds.includes(id)),
    figures.filter(({ id }) => chosenIds.includes(id)),
    { kmt2a: [population], timeZeros: [USUAL_TIME_ZERO[endpoint]], horizons: [] },
  );
}
