import { fitCox } from '@/lib/survival/cox/fit';
import { kaplanMeierOfTable } from '@/lib/survival/curves/kaplan-meier';
import { scalePoint } from '@/lib/survival/curves/point-comparison';
import { survivalAt } from '@/lib/survival/curves/survival-at-times';
import { eventTableFromCounts } from '@/lib/survival/data/event-table';
import { metaAnalysis, type MetaAnalysis } from '@/lib/survival/meta/meta-analysis';
import { pooledSurvival } from '@/lib/survival/meta/pooling-scale';
import { LANDMARK_YEARS } from '../against/follow-up';
import type { SharedEventTable } from './event-table';

const MONTHS_PER_YEAR = 12;

/** Why the estimate of a site is not in the pool: follow-up ends before, or nobody or everybody had an event. */
export type SiteReason = 'beyond-follow-up' | 'at-boundary' | 'not-estimable' | 'no-group';

/** The estimate of one site: a share, or a hazard ratio; null with the reason. */
export type SiteEstimate = Readonly<{ site: string; n: number; estimate: number | null; why: SiteReason | null }>;

/** One pool: a random-effects model by REML over the sites that have an estimate; null where fewer than two have. */
export type TwoStage = Readonly<{
  sites: readonly SiteEstimate[];
  pooled: Readonly<{
    estimate: number;
    lower: number;
    upper: number;
    prediction: Readonly<{ lower: number; upper: number }> | null;
    tauSquared: number | null;
    iSquared: number | null;
    q: number | null;
    qP: number | null;
  }> | null;
}>;

export type SurvivalPool = TwoStage & Readonly<{ group: string; years: number }>;
export type RatioPool = TwoStage & Readonly<{ group: string; reference: string }>;

type Times = SharedEventTable['groups'][number]['times'];

/** Groups of any of the tables, in the order in which they appear. */
function groupsOf(tables: readonly SharedEventTable[]): string[] {
  return [...new Set(tables.flatMap(({ groups }) => groups.map(({ code }) => code)))];
}

/**
 * Two-stage meta-analysis of survival: each site's Kaplan–Meier estimate at LANDMARK_YEARS on the cloglog scale with
 * Greenwood's variance, then a random-effects model by REML. No patient leaves a site: months and counts are all that is read.
 * Agrees with `rma(yi, vi, method = "REML")` of metafor.
 */
export function survivalPools(tables: readonly SharedEventTable[]): SurvivalPool[] {
  return groupsOf(tables).flatMap((group) =>
    LANDMARK_YEARS.map((years): SurvivalPool => {
      const read = tables.map((table) => ({ site: table.site, ...survivalOf(timesOf(table, group), years) }));
      return { group, years, ...pool(read, (fit) => pooledSurvival(fit, 'cloglog')) };
    }),
  );
}

/** The same of the hazard ratio of each further group to the first: `coxph(…, ties = "efron")` of each site, then REML. */
export function ratioPools(tables: readonly SharedEventTable[]): RatioPool[] {
  const [reference, ...others] = groupsOf(tables);
  if (reference === undefined) return [];
  return others.map((group): RatioPool => {
    const read = tables.map((table) => ({
      site: table.site,
      ...ratioOf(timesOf(table, reference), timesOf(table, group)),
    }));
    return { group, reference, ...pool(read, exponentiated) };
  });
}

type SiteEffect = Omit<SiteEstimate, 'site'> &
  Readonly<{ effect: Readonly<{ value: number; standardError: number }> | null }>;

function timesOf(table: SharedEventTable, code: string): Times {
  return table.groups.find((group) => group.code === code)?.times ?? [];
}

function sizeOf(times: Times): number {
  return times.reduce((sum, { events, censored }) => sum + events + censored, 0);
}

function survivalOf(times: Times, years: number): SiteEffect {
  const n = sizeOf(times);
  if (n === 0) return { n, estimate: null, why: 'no-group', effect: null };
  const table = eventTableFromCounts({
    time: times.map(({ months }) => months),
    events: times.map(({ events }) => events),
    censored: times.map(({ censored }) => censored),
  });
  const { survival, standardError } = survivalAt(kaplanMeierOfTable(table), years * MONTHS_PER_YEAR);
  if (survival === null) return { n, estimate: null, why: 'beyond-follow-up', effect: null };
  const scaled = scalePoint({ probability: survival, standardError: standardError ?? 0 }, 'cloglog');
  if (typeof scaled === 'string') return { n, estimate: survival, why: 'at-boundary', effect: null };
  const effect = { value: scaled.value, standardError: Math.sqrt(scaled.variance) };
  return { n, estimate: survival, why: null, effect };
}

/** One row a patient, whose month and event are all that is known; the order within a group says nothing. */
function ratioOf(reference: Times, group: Times): SiteEffect {
  const n = sizeOf(reference) + sizeOf(group);
  if (sizeOf(reference) === 0 || sizeOf(group) === 0) return { n, estimate: null, why: 'no-group', effect: null };
  const rows = [reference, group].flatMap((times, g) =>
    times.flatMap(({ months, events, censored }) =>
      Array.from({ length: events + censored }, (_, i) => ({ months, event: i < events ? 1 : 0, g })),
    ),
  );
  const fit = fitCox(
    {
      time: rows.map(({ months }) => months),
      event: rows.map(({ event }) => event),
      covariates: [{ name: 'group', values: rows.map(({ g }) => g) }],
    },
    { concordance: false },
  );
  const { coefficient = null, standardError = null, notEstimable = null } = fit.terms[0] ?? {};
  if (coefficient === null || standardError === null || notEstimable !== null || fit.notEstimable !== null)
    return { n, estimate: null, why: 'not-estimable', effect: null };
  return { n, estimate: Math.exp(coefficient), why: null, effect: { value: coefficient, standardError } };
}

type Back = Readonly<
  Pick<ReturnType<typeof pooledSurvival>, 'estimate' | 'lower' | 'upper' | 'predictionLower' | 'predictionUpper'>
>;

function exponentiated(fit: MetaAnalysis): Back {
  const exp = (value: number | null): number | null => (value === null ? null : Math.exp(value));
  const { estimate, lower, upper, predictionLower, predictionUpper } = fit;
  return {
    ...{ estimate: exp(estimate), lower: exp(lower), upper: exp(upper) },
    ...{ predictionLower: exp(predictionLower), predictionUpper: exp(predictionUpper) },
  };
}

function pool(read: readonly (SiteEffect & Readonly<{ site: string }>)[], back: (fit: MetaAnalysis) => Back): TwoStage {
  const sites = read.map(({ effect: _, ...site }) => site);
  const effects = read.flatMap(({ effect }) => effect ?? []);
  if (effects.length < 2) return { sites, pooled: null };
  const fit = metaAnalysis(
    effects.map(({ value }) => value),
    effects.map(({ standardError }) => standardError),
    { model: 'reml' },
  );
  const { estimate, lower, upper, predictionLower, predictionUpper } = back(fit);
  if (estimate === null || lower === null || upper === null) return { sites, pooled: null };
  const { tauSquared, iSquared, q, qP } = fit;
  const prediction =
    predictionLower === null || predictionUpper === null ? null : { lower: predictionLower, upper: predictionUpper };
  return { sites, pooled: { estimate, lower, upper, prediction, tauSquared, iSquared, q, qP } };
}
