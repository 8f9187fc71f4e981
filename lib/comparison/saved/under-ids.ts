import { parametersOf } from '@/lib/address/parameters';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { estimateCalled } from '@/lib/registry/figure-names';
import { underIds } from '../selection/chosen-series';
import { readSelection } from '../selection/reading';
import { writeSelection } from '../selection/selection';
import type { SavedCohort } from './model';

/** What was saved, with every published figure that had another name then under its id of now. */
export function savedUnderIds(saved: SavedCohort, all: readonly PublishedEstimate[]): SavedCohort {
  const { page, query, figures } = saved;
  const published = figures.published.map((one) => ({ ...one, id: estimateCalled(one.id, all)?.id ?? one.id }));
  return {
    ...saved,
    figures: { ...figures, published },
    query: page === 'compare' ? queryUnderIds(query, all) : query,
  };
}

function queryUnderIds(query: string, all: readonly PublishedEstimate[]): string {
  const { selection } = readSelection(parametersOf(new URLSearchParams(query)));
  const renamed = writeSelection(underIds(selection, all));
  return renamed === writeSelection(selection) ? query : renamed;
}
