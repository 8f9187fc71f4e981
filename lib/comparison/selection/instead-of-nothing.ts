import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { KMT2A_STRATA, SURVIVAL_ENDPOINTS, type Kmt2aStratum, type SurvivalEndpoint } from '@/lib/registry/vocabulary';

type Study = Readonly<{ slug: string; acronym: string }>;
type Asked = Readonly<{ endpoint: SurvivalEndpoint; population: Kmt2aStratum }>;

/** What there is where nothing can be drawn of an endpoint of a population. */
export type InsteadOfNothing = Readonly<{
  /** there are figures of the very endpoint and population, which no chart can draw */
  undrawable: boolean;
  /** studies with a figure of the endpoint in other populations; `drawable`: a chart can draw one */
  populations: readonly Readonly<{ population: Kmt2aStratum; drawable: boolean; studies: readonly Study[] }>[];
  /** endpoints of which this population has figures */
  endpoints: readonly SurvivalEndpoint[];
}>;

export function insteadOfNothing(
  { endpoint, population }: Asked,
  estimates: readonly PublishedEstimate[],
): InsteadOfNothing {
  const drawable = estimates.filter(({ chartable }) => chartable);
  const has = (figure: PublishedEstimate, of: Asked): boolean =>
    figure.endpoint === of.endpoint && figure.stratum.kmt2a === of.population;
  return {
    undrawable: estimates.some((figure) => has(figure, { endpoint, population })),
    populations: KMT2A_STRATA.flatMap((other) => {
      const figures = estimates.filter(
        (figure) => other !== population && has(figure, { endpoint, population: other }),
      );
      const studies = new Map(figures.map(({ trial, acronym }) => [trial, acronym]));
      return figures.length === 0
        ? []
        : [
            {
              population: other,
              drawable: figures.some(({ chartable }) => chartable),
              studies: [...studies].map(([slug, acronym]) => ({ slug, acronym })),
            },
          ];
    }),
    endpoints: SURVIVAL_ENDPOINTS.filter((other) =>
      drawable.some((figure) => has(figure, { endpoint: other, population })),
    ),
  };
}
