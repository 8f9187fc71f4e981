import type { EventTable } from './event-table';

/** Event times of a stratum handled together: enough to keep the loops long, few enough for the processor's cache. */
const ROOM = 256;

/**
 * `count` consecutive event times of a stratum, with place for `room`. By time × groups + group: the event-free share
 * `before` and `after` the time, `share` = at risk / before (0 when nobody is), and `all` events; `h` is the sum of the
 * shares. By (cause × room + time) × groups + group the `events` of a cause, `totals` their sums. Only the groups
 * `firstGroup`..`lastGroup` have events at the time.
 */
export type GrayBlock = Readonly<Record<'before' | 'after' | 'share' | 'all' | 'h' | 'events' | 'totals', Float64Array>> & {
  readonly room: number;
  count: number;
  readonly firstGroup: Int32Array;
  readonly lastGroup: Int32Array;
};

/** Where each group's walk stands: its first row at or after the time, and its next row with an event. */
type Place = Readonly<{
  row: Uint32Array;
  rowTime: Float64Array;
  eventRow: Uint32Array;
  eventTime: Float64Array;
  free: Float64Array;
  share: Float64Array;
}>;

/** Walks through the event times of all groups together and hands them on block by block. */
export function forEachBlock(tables: readonly EventTable[], causes: number, visit: (block: GrayBlock) => void): void {
  const groups = tables.length;
  const column = (count: number): Float64Array => new Float64Array(count);
  const block: GrayBlock = {
    room: ROOM, count: 0, before: column(ROOM * groups), after: column(ROOM * groups), share: column(ROOM * groups), all: column(ROOM * groups),
    h: column(ROOM), events: column(causes * ROOM * groups), totals: column(causes * ROOM), firstGroup: new Int32Array(ROOM), lastGroup: new Int32Array(ROOM),
  };
  const place: Place = {
    row: new Uint32Array(groups), rowTime: column(groups).fill(-1), eventRow: new Uint32Array(groups), eventTime: column(groups),
    free: column(groups).fill(1), share: column(groups),
  };
  tables.forEach((table, g) => findEvent(table, 0, place, g));
  for (let time = earliest(place.eventTime); time < Infinity; time = earliest(place.eventTime)) {
    addTime(tables, time, place, block);
    if (block.count < ROOM) continue;
    visit(block);
    empty(block);
  }
  if (block.count > 0) visit(block);
}

function empty(block: GrayBlock): void {
  block.count = 0;
  block.all.fill(0);
  block.events.fill(0);
  block.totals.fill(0);
}

function earliest(times: Float64Array): number {
  let found = Infinity;
  for (let g = 0; g < times.length; g += 1) if ((times[g] ?? 0) < found) found = times[g] ?? 0;
  return found;
}

/** Moves a group's next event to the first row with one at or after `from`. */
function findEvent({ time, events }: EventTable, from: number, { eventRow, eventTime }: Place, g: number): void {
  let at = from;
  while (at < time.length && (events[at] ?? 0) === 0) at += 1;
  eventRow[g] = at;
  eventTime[g] = at < time.length ? (time[at] ?? 0) : Infinity;
}

function addTime(tables: readonly EventTable[], time: number, place: Place, block: GrayBlock): void {
  const m = block.count;
  const { before, after, share } = block;
  const groups = tables.length;
  let h = 0;
  let firstGroup = groups;
  let lastGroup = -1;
  for (let g = 0; g < groups; g += 1) {
    const table = tables[g];
    if (table === undefined) continue;
    if ((place.rowTime[g] ?? 0) < time) moveTo(table, time, place, g);
    const to = m * groups + g;
    share[to] = place.share[g] ?? 0;
    before[to] = place.free[g] ?? 0;
    h += place.share[g] ?? 0;
    if (place.eventTime[g] === time) {
      addEvents(table, place, block, g);
      if (firstGroup > g) firstGroup = g;
      lastGroup = g;
    }
    after[to] = place.free[g] ?? 0;
  }
  block.h[m] = h;
  block.firstGroup[m] = firstGroup;
  block.lastGroup[m] = lastGroup;
  block.count = m + 1;
}

function moveTo({ time: times, atRisk }: EventTable, time: number, { row, rowTime, free, share }: Place, g: number): void {
  let at = row[g] ?? 0;
  while (at < times.length && (times[at] ?? 0) < time) at += 1;
  row[g] = at;
  rowTime[g] = at < times.length ? (times[at] ?? 0) : Infinity;
  share[g] = at < times.length ? (atRisk[at] ?? 0) / (free[g] ?? 1) : 0;
}

function addEvents(table: EventTable, place: Place, block: GrayBlock, g: number): void {
  const { room, count: m, events, totals, all } = block;
  const groups = place.row.length;
  const at = place.eventRow[g] ?? 0;
  const n = table.atRisk[at] ?? 1;
  const d = table.events[at] ?? 0;
  all[m * groups + g] = d;
  place.free[g] = ((place.free[g] ?? 0) * (n - d)) / n;
  for (let cause = 0, to = m; to < totals.length; cause += 1, to += room) {
    const count = table.byCause[cause]?.[at] ?? 0;
    if (count === 0) continue;
    events[to * groups + g] = count;
    totals[to] = (totals[to] ?? 0) + count;
  }
  findEvent(table, at + 1, place, g);
}
