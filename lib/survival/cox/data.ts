import { checkGiven } from '../choices';
import { subjectOrder } from '../data/subjects';
import { dot, total } from '../math/column-arithmetic';
import { findEventTimes } from './event-times';
import type { RiskSetData } from './risk-sets';
import { SurvivalInputError } from '../errors';
import {
  checkedCodes,
  checkedNumbers,
  checkObservations,
  checkSpread,
  sortedByTime,
  type CheckedObservations,
  type Column,
} from '../data/observations';
import { rearrange, rearrangementTo, type Rearrangement } from '../math/rearrange';
import { sortColumn } from '../math/sort-order';

/** The information has their square as many entries. */
const MOST_COVARIATES = 500;
/** A column that varies by less has no unit that anybody measures in, and its coefficient no number that could be printed. */
const LEAST_SPREAD = 1e-100;

/** A numeric covariate; factors come in as 0/1 columns against the reference level. */
export type Covariate = Readonly<{ name: string; values: Column }>;

/**
 * One row per subject or per interval (start, time], in any order. `event` 0/1. `weights` are case weights above 0.
 * `cluster` codes 0, 1, 2, … mark rows whose errors belong together (the intervals of one subject, a family); `subject` codes
 * whose intervals they are: those of one person that overlap, or follow an event, are refused.
 */
export type CoxData = Readonly<{
  time: Column;
  start?: Column;
  event: Column;
  covariates: readonly Covariate[];
  strata?: Column;
  weights?: Column;
  cluster?: Column;
  subject?: Column;
}>;

/**
 * Checked and sorted data of a Cox model. `order[position]` is the input row. The covariates inside `riskSets` are
 * (value - mean) / scale; `means` and `scales` lead back to the units of the input.
 */
export type PreparedCox = Readonly<{
  riskSets: RiskSetData;
  order: Uint32Array;
  names: readonly string[];
  means: Float64Array;
  scales: Float64Array;
  cluster: Int32Array | null;
  events: number;
  /** Stratum code of each entry of `riskSets.stratumEnds`; codes without rows have none. */
  strata: readonly number[];
}>;

/** Checks the columns (typed refusals naming argument and row), merges times tied by rounding, sorts. */
export function prepareCox(data: CoxData): PreparedCox {
  checkGiven('data', data);
  const checked = checkObservations({ time: data.time, start: data.start, event: data.event, strata: data.strata });
  if (data.subject !== undefined)
    subjectOrder({ ...checked, subject: checkedCodes('subject', data.subject, checked.size) });
  const weights = data.weights === undefined ? null : checkedWeights(data.weights, checked.size);
  const cluster = data.cluster === undefined ? null : checkedCodes('cluster', data.cluster, checked.size);
  checkCovariates(data.covariates);
  const { order, ends, strata } = stratifiedOrder(checked, timeOrder(checked));
  const places = rearrangementTo(order);
  const stop = new Float64Array(checked.size);
  rearrange(checked.time, places, 0, 1, stop);
  const { x, means, scales } = centredColumns(data.covariates, checked.size, weights, places);
  const event = new Uint8Array(checked.size);
  let events = 0;
  for (let i = 0; i < order.length; i += 1) {
    const value = checked.event[order[i] ?? 0] ?? 0;
    event[i] = value;
    events += value;
  }
  const rows = {
    rows: checked.size,
    columns: data.covariates.length,
    x,
    event,
    stop,
    start: checked.start === null ? null : gather(checked.start, order),
    weight: weights === null ? null : gather(weights, order),
    stratumEnds: ends,
  };
  const riskSets = { ...rows, times: findEventTimes(rows, entryOrder(checked, order)) };
  return { riskSets, order, names: data.covariates.map((c) => c.name), means, scales, cluster, events, strata };
}

export function checkCovariates(covariates: readonly Covariate[] | null | undefined): void {
  if (!Array.isArray(covariates) || covariates.length === 0) throw new SurvivalInputError('covariates', 'empty');
  for (const covariate of covariates as readonly unknown[]) {
    checkGiven('covariates', covariate);
    if (typeof (covariate as Covariate).name !== 'string') throw new SurvivalInputError('covariates.name', 'empty');
  }
  if (covariates.length > MOST_COVARIATES) throw new SurvivalInputError('covariates', 'out_of_range');
}

function centredColumns(
  covariates: readonly Covariate[],
  size: number,
  weights: Float64Array | null,
  places: Rearrangement,
): { x: Float64Array; means: Float64Array; scales: Float64Array } {
  const x = new Float64Array(size * covariates.length);
  const means = new Float64Array(covariates.length);
  const scales = new Float64Array(covariates.length);
  covariates.forEach((covariate, j) => {
    const values = checkedNumbers(`covariates.${covariate.name}`, covariate.values, size);
    const { mean, scale } = centreAndSpread(values, weights);
    // The variance of a coefficient is 1 / scale² of that of the scaled column.
    if (!(scale >= LEAST_SPREAD)) throw new SurvivalInputError(`covariates.${covariate.name}`, 'out_of_range');
    means[j] = mean;
    scales[j] = scale;
    rearrange(values, places, mean, 1 / scale, x.subarray(j * size, (j + 1) * size));
  });
  return { x, means, scales };
}

/** Rows by ascending time, the events of a time before its censorings; whole times are counted, which is faster than sorting. */
function timeOrder(checked: CheckedObservations): Uint32Array {
  const { time, event, latest, size, whole } = checked;
  if (!whole || latest > 4 * size + 1000) {
    const { order, values } = sortedByTime(checked);
    return eventsFirst(event, values, order.slice());
  }
  const next = new Uint32Array(2 * latest + 3);
  for (let i = 0; i < size; i += 1) {
    const after = 2 * (time[i] ?? 0) + 2 - (event[i] ?? 0);
    next[after] = (next[after] ?? 0) + 1;
  }
  for (let place = 1; place < next.length; place += 1) next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0);
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i += 1) {
    const place = 2 * (time[i] ?? 0) + 1 - (event[i] ?? 0);
    const to = next[place] ?? 0;
    next[place] = to + 1;
    order[to] = i;
  }
  return order;
}

/** Puts the events of each time before its censorings, in place; otherwise the order stays. */
function eventsFirst(event: Uint8Array, times: Float64Array, order: Uint32Array): Uint32Array {
  const waiting = new Uint32Array(order.length);
  for (let first = 0; first < order.length; ) {
    let next = first + 1;
    while (next < order.length && times[next] === times[first]) next += 1;
    if (next - first > 1) eventsFirstWithin(event, order, first, next, waiting);
    first = next;
  }
  return order;
}

function eventsFirstWithin(
  event: Uint8Array,
  order: Uint32Array,
  first: number,
  next: number,
  waiting: Uint32Array,
): void {
  let to = first;
  let held = 0;
  for (let i = first; i < next; i += 1) {
    const row = order[i] ?? 0;
    if (event[row] === 1) {
      order[to] = row;
      to += 1;
    } else {
      waiting[held] = row;
      held += 1;
    }
  }
  for (let i = 0; i < held; i += 1) order[to + i] = waiting[i] ?? 0;
}

/** A column given in input order, rearranged to `order`. */
export function gather(values: Float64Array, order: Uint32Array): Float64Array {
  const gathered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i += 1) gathered[i] = values[order[i] ?? 0] ?? 0;
  return gathered;
}

/** A column given in sorted positions, put back to input order. */
export function scatter(values: Float64Array, order: Uint32Array): Float64Array {
  const scattered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i += 1) scattered[order[i] ?? 0] = values[i] ?? 0;
  return scattered;
}

function checkedWeights(column: Column, size: number): Float64Array {
  const weights = checkedNumbers('weights', column, size);
  const bad = weights.findIndex((weight) => weight <= 0);
  if (bad >= 0) throw new SurvivalInputError('weights', 'out_of_range', bad);
  checkSpread(weights);
  return weights;
}

/** Mean and mean absolute deviation (1 for a constant column): the iteration then does not depend on units. */
function centreAndSpread(values: Float64Array, weights: Float64Array | null): { mean: number; scale: number } {
  const all = weights === null ? values.length : total(weights);
  const mean = (weights === null ? total(values) : dot(weights, values)) / all;
  let spread = 0;
  for (let i = 0; i < values.length; i += 1) {
    const distance = Math.abs((values[i] ?? 0) - mean);
    spread += weights === null ? distance : (weights[i] ?? 0) * distance;
  }
  const scale = spread / all;
  // What is left of a constant column is the rounding of its mean, not a spread.
  if (scale > Number.EPSILON * 16 * Math.abs(mean)) return { mean, scale };
  return { mean: values[0] ?? 0, scale: 1 };
}

/** Stable counting sort of an order by stratum. */
function stratifiedOrder(
  checked: CheckedObservations,
  byTime: Uint32Array,
): { order: Uint32Array; ends: Uint32Array; strata: number[] } {
  const { strata, stratumCount, size } = checked;
  if (strata === null) return { order: byTime, ends: Uint32Array.of(size), strata: [0] };
  const ends = new Uint32Array(stratumCount);
  for (let i = 0; i < size; i += 1) ends[strata[i] ?? 0] = (ends[strata[i] ?? 0] ?? 0) + 1;
  const used = Array.from({ length: stratumCount }, (_, code) => code).filter((code) => (ends[code] ?? 0) > 0);
  const next = new Uint32Array(stratumCount);
  for (let code = 1; code < stratumCount; code += 1) {
    next[code] = ends[code - 1] ?? 0;
    ends[code] = (ends[code] ?? 0) + (ends[code - 1] ?? 0);
  }
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i += 1) {
    const row = byTime[i] ?? 0;
    const code = strata[row] ?? 0;
    const to = next[code] ?? 0;
    order[to] = row;
    next[code] = to + 1;
  }
  return { order, ends: Uint32Array.from(used, (code) => ends[code] ?? 0), strata: used };
}

/** Positions by stratum and ascending start; null when everybody is followed from the beginning. */
function entryOrder(checked: CheckedObservations, order: Uint32Array): Uint32Array | null {
  if (checked.start === null) return null;
  const position = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i += 1) position[order[i] ?? 0] = i;
  const byStart = stratifiedOrder(checked, sortColumn(checked.start).order).order;
  return Uint32Array.from(byStart, (row) => position[row] ?? 0);
}
