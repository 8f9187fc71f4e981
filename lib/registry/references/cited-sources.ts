import { toCitation, type Citation } from './citation';
import { groupOutcomes } from '../trials/outcome-groups';
import type { Reference, Source, Trial } from '../schema';

/** A reference with its number in the page's list. */
export type CitedReference = { number: number; citation: Citation };
/** By the id of the reference. */
export type CitedSources = ReadonlyMap<string, CitedReference>;

/** The references of a trial, numbered in the order in which its page cites them. */
export function citeTrial(trial: Trial, references: readonly Reference[]): CitedSources {
  return citeSources(sourcesInOrder(trial), references);
}

/** The references that these sources name, numbered in their order; a source without its reference is left out. */
export function citeSources(sources: readonly Pick<Source, 'ref'>[], references: readonly Reference[]): CitedSources {
  const byId = new Map(references.map((reference) => [reference.id, reference]));
  const cited = new Map<string, CitedReference>();
  for (const { ref } of sources) {
    const reference = byId.get(ref);
    if (reference === undefined || cited.has(ref)) continue;
    cited.set(ref, { number: cited.size + 1, citation: toCitation(reference) });
  }
  return cited;
}

/** Every source of the page from top to bottom: countries, risk groups, outcomes, definitions, presenting features, disagreements, reports. */
export function sourcesInOrder({
  countriesFrom,
  strata,
  estimates,
  endpointDefinitions,
  baseline,
  discrepancies,
  reports,
}: Trial): Pick<Source, 'ref'>[] {
  const outcomes = groupOutcomes(estimates).flatMap(({ preferred, others }) => [
    ...preferred,
    ...others.map(({ estimate }) => estimate),
  ]);
  const stated = [...strata, ...outcomes, ...Object.values(endpointDefinitions), ...baseline, ...discrepancies];
  const countries = countriesFrom !== null && 'source' in countriesFrom ? [countriesFrom.source] : [];
  return [...countries, ...stated.flatMap((item) => item?.source ?? []), ...reports];
}
