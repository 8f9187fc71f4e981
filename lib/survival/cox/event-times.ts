import type { EventTimes, RiskSetData } from './risk-sets';

/** Finds the event times of sorted rows; see `EventTimes`. `entryOrder` lists positions by stratum and start. */
export function findEventTimes(data: Omit<RiskSetData, 'times'>, entryOrder: Uint32Array | null): EventTimes {
  const count = countEventTimes(data);
  const times = {
    count,
    mostDeaths: 0,
    tied: new Uint32Array(0),
    time: new Float64Array(count),
    first: new Uint32Array(count),
    rowsEnd: new Uint32Array(count),
    deaths: new Uint32Array(count),
    deathWeight: new Float64Array(count),
    stratumEnds: new Uint32Array(data.stratumEnds.length),
    entryOrder,
    entriesFrom: new Uint32Array(entryOrder === null ? 0 : count),
    entriesEnd: new Uint32Array(entryOrder === null ? 0 : count),
    fresh: new Uint8Array(count),
  };
  let [at, begin] = [0, 0];
  data.stratumEnds.forEach((end, stratum) => {
    const from = at;
    at = fillStratum(data, times, begin, end, at);
    times.stratumEnds[stratum] = at;
    if (at > from) times.fresh[at - 1] = 1;
    markEntries(data, times, begin, end, from, at);
    begin = end;
  });
  for (let e = 0; e < count; e += 1) times.mostDeaths = Math.max(times.mostDeaths, times.deaths[e] ?? 0);
  times.tied = positionsOfTies(times.deaths);
  return times;
}

function positionsOfTies(deaths: Uint32Array): Uint32Array<ArrayBuffer> {
  const positions = new Uint32Array(deaths.length);
  let count = 0;
  for (let e = 0; e < deaths.length; e += 1) {
    if ((deaths[e] ?? 0) < 2) continue;
    positions[count] = e;
    count += 1;
  }
  return positions.slice(0, count);
}

function countEventTimes(data: Omit<RiskSetData, 'times'>): number {
  const { event, stop, rows, stratumEnds } = data;
  let count = 0;
  let counted = -1;
  let stratum = 0;
  for (let row = 0; row < rows; row += 1) {
    if (row === stratumEnds[stratum]) {
      stratum += 1;
      counted = -1;
    }
    if (event[row] !== 1 || stop[row] === counted) continue;
    counted = stop[row] ?? 0;
    count += 1;
  }
  return count;
}

type Filling = { [K in keyof EventTimes]: EventTimes[K] };

function fillStratum(data: Omit<RiskSetData, 'times'>, times: Filling, begin: number, end: number, at: number): number {
  const { event, stop, weight } = data;
  let next = at;
  let current = -1;
  for (let row = begin; row < end; row += 1) {
    if (event[row] !== 1) continue;
    if (current < 0 || stop[row] !== times.time[current]) {
      if (current >= 0) times.rowsEnd[current] = row;
      current = next;
      next += 1;
      times.time[current] = stop[row] ?? 0;
      times.first[current] = row;
    }
    times.deaths[current] = (times.deaths[current] ?? 0) + 1;
    times.deathWeight[current] = (times.deathWeight[current] ?? 0) + (weight === null ? 1 : (weight[row] ?? 0));
  }
  if (current >= 0) times.rowsEnd[current] = end;
  return next;
}

/** Walks back through the entries of a stratum together with its event times. */
function markEntries(
  data: Omit<RiskSetData, 'times'>,
  times: Filling,
  begin: number,
  end: number,
  from: number,
  to: number,
): void {
  const { entryOrder } = times;
  const { start } = data;
  if (entryOrder === null || start === null) return;
  let entry = end;
  let atRisk = 0;
  for (let e = to - 1; e >= from; e -= 1) {
    const time = times.time[e] ?? 0;
    const rowsEnd = times.rowsEnd[e] ?? 0;
    times.entriesEnd[e] = entry;
    for (; entry > begin && (start[entryOrder[entry - 1] ?? 0] ?? 0) >= time; entry -= 1)
      if ((entryOrder[entry - 1] ?? 0) >= rowsEnd) atRisk -= 1;
    times.entriesFrom[e] = entry;
    if (atRisk === 0) times.fresh[e] = 1;
    for (let row = times.first[e] ?? 0; row < rowsEnd; row += 1) if ((start[row] ?? 0) < time) atRisk += 1;
  }
}
