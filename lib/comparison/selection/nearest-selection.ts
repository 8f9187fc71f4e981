import { editDistance } from '@/lib/address/nearest';
import type { AddressProblem } from '@/lib/address/problem';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { estimateCalled } from '@/lib/registry/figure-names';
import { isChartable, type ChartableEstimate } from '../figure/published-point';
import type { CompareSelection } from './selection';

/** What could be meant by a part of the address that cannot be used; null where nothing is near. */
export type Suggestion = Readonly<{ problem: AddressProblem; estimate: ChartableEstimate | null }>;

/** An id further than this share of its length from any known one is not taken for a slip of the pen. */
const FARTHEST = 0.4;

/** For each problem the figure that was probably meant: the nearest id, or the drawable figure that stands nearest to one that cannot be drawn. */
export function suggestionsFor(
  problems: readonly AddressProblem[],
  { endpoint }: Pick<CompareSelection, 'endpoint'>,
  estimates: readonly PublishedEstimate[],
): Suggestion[] {
  const drawable = estimates.filter(isChartable).filter((estimate) => estimate.endpoint === endpoint);
  return problems.map((problem) => ({
    problem,
    estimate: problem.parameter === 'series' ? meant(problem, drawable, estimates) : null,
  }));
}

/** The selection with every suggestion in the place of what could not be used; null where there is nothing to put there. */
export function nearestSelection(
  selection: CompareSelection,
  suggestions: readonly Suggestion[],
): CompareSelection | null {
  const found = suggestions.flatMap(({ estimate }) => (estimate === null ? [] : [estimate.id]));
  const added = found.filter((id, i) => found.indexOf(id) === i && !(selection.series ?? []).includes(id));
  return added.length === 0 ? null : { ...selection, series: [...(selection.series ?? []), ...added] };
}

function meant(
  { code, value }: AddressProblem,
  drawable: readonly ChartableEstimate[],
  estimates: readonly PublishedEstimate[],
): ChartableEstimate | null {
  const named = estimateCalled(value, estimates);
  if (named !== null) return nearestOf(named, drawable);
  return code === 'unknown-series' || code === 'not-valid' ? nearestId(value.toLowerCase(), drawable) : null;
}

/** A drawable figure of the same trial and, if possible, the same patients, at the nearest horizon. */
function nearestOf(
  { trial, stratum, timeYears }: PublishedEstimate,
  drawable: readonly ChartableEstimate[],
): ChartableEstimate | null {
  const distance = (other: ChartableEstimate): number =>
    100 * Number(other.stratum.kmt2a !== stratum.kmt2a) +
    10 * Number(JSON.stringify(other.stratum) !== JSON.stringify(stratum)) +
    Math.abs(other.timeYears - (timeYears ?? 5));
  return drawable.filter((other) => other.trial === trial).sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function nearestId(value: string, drawable: readonly ChartableEstimate[]): ChartableEstimate | null {
  const ranked = drawable
    .map((estimate) => ({
      estimate,
      distance: estimate.id.startsWith(value) && value.length > 3 ? 0 : editDistance(value, estimate.id),
    }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= FARTHEST * Math.max(value.length, best.estimate.id.length)
    ? best.estimate
    : null;
}
