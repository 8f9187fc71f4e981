import { checkGiven } from '../choices';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import { checkTable, type EventTable } from '../data/event-table';
import { incidenceOfTable, largestCode } from './cumulative-incidence';
import { eventTables } from '../data/event-table-building';
import { checkObservations, type Observations } from '../data/observations';
import { withoutRounding } from './incidence-variance';
import { criticalValue } from '../math/normal-distribution';
import type { NotEstimable } from '../not-estimable';

/** Expected time lost to one cause up to `tau`, in the unit of the times; null with a state where follow-up ends before. */
export type TimeLost = Readonly<{
  method: 'area under the cumulative incidence';
  variance: 'infinitesimal-jackknife';
  cause: number;
  tau: number;
  level: number;
  timeLost: number | null;
  standardError: number | null;
  lower: number | null;
  upper: number | null;
  notEstimable: NotEstimable | null;
}>;

/** Areas are squared. */
const LARGEST_TAU = 1e100;

/**
 * Area under each cumulative incidence from 0 to `tau` (Andersen, Stat Med 2013;32:5278-5285): how much event-free time
 * each cause takes on average. With the restricted mean event-free time they add up to `tau`. Error by the infinitesimal
 * jackknife, limits normal. Beyond the follow-up nothing is carried on unless everybody had an event. Late entries
 * are refused. Agrees with `summary(survfit(Surv(time, factor(event)) ~ 1, influence = TRUE), rmean = tau)$table`.
 */
export function timeLost(table: EventTable, tau: number, level = DEFAULT_LEVEL): TimeLost[] {
  checkTable(table);
  if (!Number.isFinite(tau)) throw new SurvivalInputError('tau', 'not_finite');
  if (!(tau > 0 && tau <= LARGEST_TAU)) throw new SurvivalInputError('tau', 'out_of_range');
  checkLevel(level);
  if (table.entries !== null) throw new SurvivalInputError('start', 'unsupported');
  const { eventFree } = incidenceOfTable(table);
  const unknown =
    table.size === 0
      ? 'risk_set_empty'
      : tau > (table.time.at(-1) ?? 0) && (eventFree.at(-1) ?? 1) > 0
        ? 'beyond_follow_up'
        : null;
  return table.byCause.map((events, k) => {
    const common = {
      method: 'area under the cumulative incidence',
      variance: 'infinitesimal-jackknife',
      cause: k + 1,
      tau,
      level,
    } as const;
    if (unknown !== null)
      return { ...common, timeLost: null, standardError: null, lower: null, upper: null, notEstimable: unknown };
    const { area, variance } = areaWithVariance(table, events, eventFree, tau);
    const standardError = Math.sqrt(variance);
    const half = criticalValue(level) * standardError;
    return {
      ...common,
      timeLost: area,
      standardError,
      lower: Math.max(0, area - half),
      upper: Math.min(tau, area + half),
      notEstimable: null,
    };
  });
}

/** The same of all groups, in the order of the codes; `causes` defaults to the largest event code. See `timeLost`. */
export function timeLostByGroup(
  observations: Observations,
  tau: number,
  options: Readonly<{ causes?: number; level?: number }> = {},
): TimeLost[][] {
  checkGiven('options', options);
  const causes = options.causes ?? largestCode(observations.event);
  const tables = eventTables(checkObservations({ ...observations, strata: undefined }, causes));
  return tables.map((table) => timeLost(table, tau, options.level));
}

/**
 * Sums over those who have left, of products of their derivatives: of the area (v), of the incidence (u) and of the log
 * event-free share (a). Between events v moves with u, at events u moves with a: both steps are linear.
 */
type Left = { vv: number; vu: number; va: number; uu: number; ua: number; aa: number };

function areaWithVariance(
  table: EventTable,
  events: Float64Array,
  eventFree: Float64Array,
  tau: number,
): { area: number; variance: number } {
  const left: Left = { vv: 0, vu: 0, va: 0, uu: 0, ua: 0, aa: 0 };
  let [area, incidence, v, u, a, before, remaining, moved] = [0, 0, 0, 0, 0, 0, table.size, 0];
  const advance = (time: number): void => {
    const width = time - before;
    moved += Math.abs(width * (2 * left.vu + width * left.uu));
    left.vv += width * (2 * left.vu + width * left.uu);
    left.vu += width * left.uu;
    left.va += width * left.ua;
    v += width * u;
    area += width * incidence;
    before = time;
  };
  for (let i = 0; i < table.time.length && (table.time[i] ?? 0) < tau; i += 1) {
    advance(table.time[i] ?? 0);
    const [n, d, d1, censored] = [table.atRisk[i] ?? 0, table.events[i] ?? 0, events[i] ?? 0, table.censored[i] ?? 0];
    const free = i === 0 ? 1 : (eventFree[i - 1] ?? 0);
    const jump = (free * d1) / n;
    left.uu += jump * (2 * left.ua + jump * left.aa);
    left.vu += jump * left.va;
    left.ua += jump * left.aa;
    incidence += jump;
    u += free * ((a * d1) / n - d1 / (n * n));
    leave(left, d1, v, u + free / n, a - 1 / n);
    leave(left, d - d1, v, u, a - 1 / n);
    if (d < n) a += d / (n * (n - d));
    leave(left, censored, v, u, a);
    remaining -= d + censored;
  }
  advance(tau);
  return { area, variance: withoutRounding(left.vv + remaining * v * v, moved) };
}

function leave(left: Left, count: number, v: number, u: number, a: number): void {
  left.vv += count * v * v;
  left.vu += count * v * u;
  left.va += count * v * a;
  left.uu += count * u * u;
  left.ua += count * u * a;
  left.aa += count * a * a;
}
