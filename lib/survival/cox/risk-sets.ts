import { four } from '../curves/weighted-products';

/**
 * The rows of a Cox model in the order the sums need: stratum by stratum, stop time ascending within each, events
 * before censorings at one time. `x` holds the covariates column after column. `stratumEnds` are exclusive.
 * A row is at risk at t when start < t <= stop.
 */
export type RiskSetData = Readonly<{
  rows: number;
  columns: number;
  x: Float64Array;
  stop: Float64Array;
  start: Float64Array | null;
  event: Uint8Array;
  weight: Float64Array | null;
  stratumEnds: Uint32Array;
  times: EventTimes;
}>;

/**
 * The distinct times with an event, ascending within each stratum. `first` is the position of the first row that stops
 * then; the `deaths` rows from there on are the events, and everybody from there to the end of the stratum is at risk
 * except late entries: the positions `entryOrder[entriesFrom..]` of the stratum. `fresh` marks times at which nobody
 * is carried over from later times, so that sums over the risk set start anew. `rowsEnd` is the first row of the next
 * event time or the end of the stratum. `stratumEnds` counts event times.
 */
export type EventTimes = Readonly<{
  count: number;
  mostDeaths: number;
  /** Which of them have more than one event. */
  tied: Uint32Array;
  time: Float64Array;
  first: Uint32Array;
  rowsEnd: Uint32Array;
  deaths: Uint32Array;
  deathWeight: Float64Array;
  stratumEnds: Uint32Array;
  entryOrder: Uint32Array | null;
  entriesFrom: Uint32Array;
  entriesEnd: Uint32Array;
  fresh: Uint8Array;
}>;

/** One covariate, by position. */
export function columnOf(data: RiskSetData, j: number): Float64Array {
  return data.x.subarray(j * data.rows, (j + 1) * data.rows);
}

/** Linear predictor x'beta by position, four covariates at a time. */
export function linearPredictor(
  data: RiskSetData,
  beta: Float64Array,
  into: Float64Array = new Float64Array(data.rows),
): Float64Array {
  into.fill(0);
  const used = Array.from(beta.keys()).filter((j) => beta[j] !== 0);
  const columns = used.map((j) => columnOf(data, j));
  for (let from = 0; from < used.length; from += 4) {
    const [a, b, c, d] = four(columns, from);
    const factor = (k: number): number => beta[used[from + k] ?? -1] ?? 0;
    const fa = factor(0);
    const fb = factor(1);
    const fc = factor(2);
    const fd = factor(3);
    for (let row = 0; row < into.length; row += 1) {
      into[row] = (into[row] ?? 0) + fa * (a[row] ?? 0) + fb * (b[row] ?? 0) + fc * (c[row] ?? 0) + fd * (d[row] ?? 0);
    }
  }
  return into;
}

/** weight × exp(x'beta) by position. */
export function relativeHazards(data: RiskSetData, beta: Float64Array, into: Float64Array): Float64Array {
  const { weight } = data;
  if (beta.every((value) => value === 0)) into.fill(1);
  else {
    linearPredictor(data, beta, into);
    for (let row = 0; row < into.length; row += 1) into[row] = Math.exp(into[row] ?? 0);
  }
  if (weight !== null) for (let row = 0; row < into.length; row += 1) into[row] = (into[row] ?? 0) * (weight[row] ?? 0);
  return into;
}

/**
 * Spreads running totals over event times (restarting in each stratum) to the rows: at each row's stop, less those up
 * to its start. What an event is exposed to less at its own time under Efron's ties is taken off by `eventLess`.
 */
export function exposures(
  data: RiskSetData,
  perTime: Float64Array,
  eventLess: Float64Array | null,
  into: Float64Array,
): Float64Array {
  const { first, rowsEnd, deaths, stratumEnds, entryOrder, entriesFrom, entriesEnd } = data.times;
  into.fill(0);
  let begin = 0;
  for (const end of stratumEnds) {
    let total = 0;
    for (let e = begin; e < end; e += 1) {
      if (entryOrder !== null) {
        const last = entriesEnd[e] ?? 0;
        // Entries of this stretch start at or after this event time and before the next one.
        for (let entry = entriesFrom[e] ?? 0; entry < last; entry += 1) {
          const row = entryOrder[entry] ?? 0;
          into[row] = (into[row] ?? 0) - total - (perTime[e] ?? 0);
        }
      }
      total += perTime[e] ?? 0;
      const from = first[e] ?? 0;
      const lastRow = rowsEnd[e] ?? 0;
      for (let row = from; row < lastRow; row += 1) into[row] = (into[row] ?? 0) + total;
      if (eventLess === null) continue;
      const less = eventLess[e] ?? 0;
      const lastEvent = from + (deaths[e] ?? 0);
      for (let row = from; row < lastEvent; row += 1) into[row] = (into[row] ?? 0) - less;
    }
    begin = end;
  }
  return into;
}
