import { checkGiven } from '../choices';
import { checkDigitisedCurve, type DigitisedCurve } from './digitised-curve';
import { SurvivalInputError } from '../errors';
import { MAXIMAL_ROUNDS, roundHalfEven, spreadCensorings, walkInterval, type GuyotState } from './guyot-walk';
import { checkedCodes, checkedTimes, type Column, checkObservations } from '../data/observations';
import { eventTables } from '../data/event-table-building';
import { kaplanMeierOfTable } from '../curves/kaplan-meier';
import { lastAtOrBefore } from '../data/tied-times';
import { riskTable } from '../curves/risk-table';

export type PublishedRisk = Readonly<{ time: Column; atRisk: Column; totalEvents?: number | null }>;

/** Individual data rebuilt from a figure. Not the patients: every number derived from it must be marked as such. */
export type ReconstructedData = Readonly<{
  method: 'guyot';
  source: 'reconstructed';
  time: Float64Array;
  event: Uint8Array;
  totalEvents: number;
  /** False when the numbers at risk or the total of events could not be met exactly. */
  converged: boolean;
  fit: ReconstructionFit;
}>;

/**
 * Individual times behind a published Kaplan–Meier curve (Guyot, Ades, Ouwens, Welton 2012), from its digitised points,
 * the numbers at risk, and the total of events if it is known. Events lie at the digitised points, censorings in the
 * middle of the steps, those left at the last point. Without the total, censoring goes on at its former rate in the last
 * interval; a curve that falls to 0 ends at 0, whatever that rate. Risk times behind the last point, and intervals without a point, are left out.
 */
export function reconstructFromCurve(curve: DigitisedCurve, risk: PublishedRisk): ReconstructedData {
  checkGiven('curve', curve);
  checkGiven('risk', risk);
  checkDigitisedCurve(curve);
  const state = startState(curve, risk);
  const lastInterval = state.first.length - 1;
  for (let i = 0; i < lastInterval; i += 1) fitInterval(state, i);
  fitLastInterval(state, lastInterval);
  const totalEvents = risk.totalEvents ?? null;
  if (totalEvents !== null) matchTotalEvents(state, lastInterval, totalEvents);
  const rows = individualRows(state);
  return {
    method: 'guyot',
    source: 'reconstructed',
    ...rows,
    totalEvents: rows.event.reduce((sum, code) => sum + code, 0),
    converged: state.converged,
    fit: reconstructionFit(curve, risk, rows),
  };
}

/** Everybody at risk becomes a row. */
const MOST_REBUILT = 100_000;
/** Trials of fewer censorings, one less each; for thousands in steps of a share. */
const TRIALS = 200;

function startState(curve: DigitisedCurve, risk: PublishedRisk): GuyotState {
  const { time } = curve;
  const size = (risk.time as Column | null | undefined)?.length ?? 0;
  if (size === 0) throw new SurvivalInputError('risk.time', 'empty');
  const riskTime = checkedTimes('risk.time', risk.time, size);
  const atRisk = checkedCodes('risk.atRisk', risk.atRisk, size);
  const crowd = atRisk.findIndex((n) => n > MOST_REBUILT);
  if (crowd >= 0) throw new SurvivalInputError('risk.atRisk', 'out_of_range', crowd);
  const total = risk.totalEvents ?? null;
  if (total !== null && !(Number.isInteger(total) && total >= 0))
    throw new SurvivalInputError('risk.totalEvents', 'not_an_integer');
  if (riskTime[0] !== 0) throw new SurvivalInputError('risk.time', 'inconsistent', 0);
  if (!((atRisk[0] ?? 0) > 0)) throw new SurvivalInputError('risk.atRisk', 'out_of_range', 0);
  for (let i = 1; i < size; i += 1) {
    if ((riskTime[i] ?? 0) <= (riskTime[i - 1] ?? 0)) throw new SurvivalInputError('risk.time', 'not_ascending', i);
    if ((atRisk[i] ?? 0) > (atRisk[i - 1] ?? 0)) throw new SurvivalInputError('risk.atRisk', 'not_descending', i);
  }
  const firstPoint = Array.from(riskTime, (at) => time.findIndex((point) => point >= at));
  const kept = firstPoint.flatMap((point, i) => {
    const next = firstPoint.slice(i + 1).find((other) => other >= 0) ?? time.length;
    // Nobody at risk before a curve has fallen to 0 contradicts the fall: the click or the print is a little off.
    const contradicts = i > 0 && (atRisk[i] ?? 0) === 0 && endsAtZero(curve);
    return point >= 0 && next > point && !contradicts ? [i] : [];
  });
  const first = kept.map((i) => firstPoint[i] ?? 0);
  const state: GuyotState = {
    curve,
    first,
    last: first.map((_, i) => (first[i + 1] ?? time.length) - 1),
    atRiskGiven: kept.map((i) => atRisk[i] ?? 0),
    events: new Float64Array(time.length),
    censored: new Float64Array(time.length),
    atRisk: new Float64Array(time.length + 1),
    estimate: new Float64Array(time.length).fill(1),
    lastEvent: first.map(() => 0),
    censoredInInterval: first.map(() => 0),
    converged: true,
  };
  return state;
}

/** Changes the number of censorings until the walk arrives at the next published number at risk. */
function fitInterval(state: GuyotState, interval: number): void {
  const { survival } = state.curve;
  const [from, next] = [state.first[interval] ?? 0, state.first[interval + 1] ?? 0];
  const target = state.atRiskGiven[interval + 1] ?? 0;
  const ratio = (survival[from] ?? 0) > 0 ? (survival[next] ?? 0) / (survival[from] ?? 0) : 0;
  let count = roundHalfEven((state.atRiskGiven[interval] ?? 0) * ratio - target);
  let [reached, previous] = [Infinity, 0];
  for (let round = 0; reached > target || (reached < target && count > 0); round += 1) {
    if (round === MAXIMAL_ROUNDS) {
      state.converged = false;
      break;
    }
    count = Math.max(0, count);
    state.censoredInInterval[interval] = count;
    spreadCensorings(state, interval, next);
    previous = walkInterval(state, interval, false);
    reached = state.atRisk[next] ?? 0;
    count += reached - target;
  }
  state.censoredInInterval[interval] = count;
  if (reached !== target) {
    state.atRiskGiven[interval + 1] = Math.max(0, reached);
    state.converged = false;
  }
  state.lastEvent[interval + 1] = previous;
}

/** Nothing says how many are censored at the end: the average rate of the former intervals is continued. */
function fitLastInterval(state: GuyotState, interval: number): void {
  const { time } = state.curve;
  const [from, to] = [state.first[interval] ?? 0, state.last[interval] ?? 0];
  const before = interval === 0 ? 0 : (time[state.last[interval - 1] ?? 0] ?? 0) - (time[state.first[0] ?? 0] ?? 0);
  const sum = state.censoredInInterval.slice(0, interval).reduce((total, count) => total + count, 0);
  const guess = before > 0 ? roundHalfEven((sum * ((time[to] ?? 0) - (time[from] ?? 0))) / before) : 0;
  state.censoredInInterval[interval] = Math.min(guess, state.atRiskGiven[interval] ?? 0);
  walkLastInterval(state, interval);
}

/**
 * Walks the last interval. A curve that falls to 0 has somebody left who has the event there, so that at most as many are
 * censored before as leave one.
 */
function walkLastInterval(state: GuyotState, interval: number): void {
  const to = state.last[interval] ?? 0;
  const walk = (): void => {
    spreadCensorings(state, interval, to);
    walkInterval(state, interval, true);
  };
  walk();
  while (endsAtZero(state.curve) && (state.estimate[to] ?? 0) > 0 && (state.censoredInInterval[interval] ?? 0) > 0) {
    const count = state.censoredInInterval[interval] ?? 0;
    state.censoredInInterval[interval] = count - Math.max(1, Math.floor(count / TRIALS));
    walk();
  }
}

function endsAtZero({ survival }: DigitisedCurve): boolean {
  return survival.at(-1) === 0;
}

function matchTotalEvents(state: GuyotState, interval: number, totalEvents: number): void {
  const [from, to] = [state.first[interval] ?? 0, state.last[interval] ?? 0];
  const sumUpTo = (end: number): number => state.events.subarray(0, end).reduce((sum, count) => sum + count, 0);
  if (interval > 0 && sumUpTo(from) >= totalEvents) {
    if (sumUpTo(from) > totalEvents) state.converged = false;
    state.events.fill(0, from, to + 1);
    state.censored.fill(0, from, to + 1);
    return;
  }
  let found = sumUpTo(to + 1);
  let count = state.censoredInInterval[interval] ?? 0;
  for (let round = 0; found > totalEvents || (found < totalEvents && count > 0); round += 1) {
    if (round === MAXIMAL_ROUNDS) break;
    count = Math.max(0, count + found - totalEvents);
    state.censoredInInterval[interval] = count;
    walkLastInterval(state, interval);
    found = sumUpTo(to + 1);
    // Fewer censorings than asked for were possible: the curve itself says how many events there are.
    if ((state.censoredInInterval[interval] ?? 0) < count) break;
  }
  if (found !== totalEvents) state.converged = false;
}

function individualRows(state: GuyotState): { time: Float64Array; event: Uint8Array } {
  const { time } = state.curve;
  const size = state.atRiskGiven[0] ?? 0;
  const rows = { time: new Float64Array(size).fill(time.at(-1) ?? 0), event: new Uint8Array(size) };
  let row = 0;
  const add = (count: number, at: number, code: number): void => {
    const end = Math.min(size, row + count);
    rows.time.fill(at, row, end);
    rows.event.fill(code, row, end);
    row = end;
  };
  for (let k = 0; k < time.length; k += 1) add(state.events[k] ?? 0, time[k] ?? 0, 1);
  for (let k = 0; k + 1 < time.length; k += 1)
    add(state.censored[k] ?? 0, ((time[k] ?? 0) + (time[k + 1] ?? 0)) / 2, 0);
  return rows;
}

/** How well rebuilt data give back the figure they came from. */
export type ReconstructionFit = Readonly<{
  /** Root mean squared and largest difference of the rebuilt curve at the digitised points. */
  rootMeanSquaredError: number;
  largestError: number;
  risk: readonly Readonly<{ time: number; published: number; rebuilt: number }>[];
}>;

/** Compares the rebuilt Kaplan–Meier curve and numbers at risk with the published ones. */
function reconstructionFit(
  digitised: DigitisedCurve,
  risk: Readonly<{ time: Column; atRisk: Column }>,
  rows: Readonly<{ time: Float64Array; event: Uint8Array }>,
): ReconstructionFit {
  const tables = eventTables(checkObservations(rows));
  const errors = tables.flatMap((table) => {
    const curve = kaplanMeierOfTable(table);
    return Array.from(digitised.time, (time, i) => {
      const row = lastAtOrBefore(curve.time, time);
      return Math.abs((row < 0 ? 1 : (curve.survival[row] ?? 0)) - (digitised.survival[i] ?? 0));
    });
  });
  const rebuilt = tables.flatMap((table) => riskTable(table, risk.time));
  return {
    rootMeanSquaredError: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length),
    largestError: errors.reduce((most, error) => Math.max(most, error), 0),
    risk: rebuilt.map(({ time, atRisk }, i) => ({ time, published: risk.atRisk[i] ?? 0, rebuilt: atRisk })),
  };
}
