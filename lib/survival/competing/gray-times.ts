import type { EventTable } from '../data/event-table';

/** Event times of a stratum handled together: enough to keep the loops long, few enough for the processor's cache. */
const ROOM = 256;

/**
 * `count` consecutive event times of a stratum, with place for `room`. By group × room + time: the event-free share
 * `before` and `after` the time, `share` = at risk / before (0 when nobody is), and `all` events.
 * By (cause × groups + group) × room + time the `events` of a cause, by cause × room + time `totals`, their sums.
 * Only the groups `firstGroup`..`lastGroup` have events at the time.
 */
export type GrayBlock = Readonly<
  Record<'time' | 'before' | 'after' | 'share' | 'all' | 'events' | 'totals', Float64Array>
> &
  Readonly<Record<'firstGroup' | 'lastGroup', Int32Array>> & { readonly room: number; count: number };

/** Where each group stands: its next row with an event, and its first row and event-free share for the next block. */
type Place = Readonly<{ eventRow: Uint32Array; eventTime: Float64Array; row: Uint32Array; free: Float64Array }>;

/** Walks through the event times of all groups together and hands them on block by block. */
export function forEachBlock(tables: readonly EventTable[], causes: number, visit: (block: GrayBlock) => void): void {
  const groups = tables.length;
  const column = (count: number): Float64Array => new Float64Array(count * ROOM);
  const block: GrayBlock = {
    room: ROOM,
    count: 0,
    time: column(1),
    before: column(groups),
    after: column(groups),
    share: column(groups),
    all: column(groups),
    events: column(causes * groups),
    totals: column(causes),
    firstGroup: new Int32Array(ROOM),
    lastGroup: new Int32Array(ROOM),
  };
  const place: Place = {
    eventRow: new Uint32Array(groups),
    eventTime: new Float64Array(groups),
    row: new Uint32Array(groups),
    free: new Float64Array(groups).fill(1),
  };
  tables.forEach((table, g) => findEvent(table, 0, place, g));
  for (collectTimes(tables, place, block); block.count > 0; collectTimes(tables, place, block)) {
    tables.forEach((table, g) => addGroup(table, g, place, block));
    visit(block);
  }
}

/** The next event times of all groups together, each once, and who has the events. */
function collectTimes(tables: readonly EventTable[], place: Place, block: GrayBlock): void {
  const { room, time, firstGroup, lastGroup } = block;
  const { eventTime } = place;
  for (const column of [block.all, block.events, block.totals]) column.fill(0);
  let count = 0;
  for (let next = earliest(eventTime); next < Infinity && count < room; next = earliest(eventTime)) {
    time[count] = next;
    firstGroup[count] = tables.length;
    for (let g = 0; g < eventTime.length; g += 1) {
      const table = tables[g];
      if (table === undefined || eventTime[g] !== next) continue;
      if ((firstGroup[count] ?? 0) > g) firstGroup[count] = g;
      lastGroup[count] = g;
      findEvent(table, (place.eventRow[g] ?? 0) + 1, place, g);
    }
    count += 1;
  }
  block.count = count;
}

function earliest(times: Float64Array): number {
  let found = Infinity;
  for (let g = 0; g < times.length; g += 1) found = Math.min(found, times[g] ?? 0);
  return found;
}

/** Moves a group's next event to the first row with one at or after `from`. */
function findEvent({ time, events }: EventTable, from: number, { eventRow, eventTime }: Place, g: number): void {
  let at = from;
  while (at < time.length && (events[at] ?? 0) === 0) at += 1;
  eventRow[g] = at;
  eventTime[g] = at < time.length ? (time[at] ?? 0) : Infinity;
}

/** The columns of one group. */
function addGroup(table: EventTable, g: number, place: Place, block: GrayBlock): void {
  const { time: rowTime, atRisk, events } = table;
  const { count, time, before, after, share } = block;
  const from = g * block.room;
  let row = place.row[g] ?? 0;
  let free = place.free[g] ?? 1;
  for (let m = 0; m < count; m += 1) {
    const now = time[m] ?? 0;
    while (row < rowTime.length && (rowTime[row] ?? 0) < now) row += 1;
    const n = row < rowTime.length ? (atRisk[row] ?? 0) : 0;
    before[from + m] = free;
    share[from + m] = n > 0 ? n / free : 0;
    const d = row < rowTime.length && rowTime[row] === now ? (events[row] ?? 0) : 0;
    if (d > 0) {
      free = (free * (n - d)) / n;
      addEvents(table, row, g, m, block);
    }
    after[from + m] = free;
  }
  place.row[g] = row;
  place.free[g] = free;
}

function addEvents(
  { events: allEvents, byCause }: EventTable,
  row: number,
  g: number,
  m: number,
  { room, all, events, totals }: GrayBlock,
): void {
  all[g * room + m] = allEvents[row] ?? 0;
  const groups = all.length / room;
  for (let cause = 0; cause * room < totals.length; cause += 1) {
    const d = byCause[cause]?.[row] ?? 0;
    if (d === 0) continue;
    events[(cause * groups + g) * room + m] = d;
    totals[cause * room + m] = (totals[cause * room + m] ?? 0) + d;
  }
}
