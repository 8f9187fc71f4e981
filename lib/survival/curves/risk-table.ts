import { SurvivalInputError } from '../errors';
import { atRiskAt, checkTable, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import { checkObservations, rowCount, type Observations } from '../data/observations';

/** One column of a number-at-risk table. The first four add up to the number of rows of the group. */
export type RiskTableColumn = Readonly<{
  time: number;
  atRisk: number;
  /** Events and censorings strictly before the time: somebody who leaves at it is still at risk at it. */
  eventsBefore: number;
  censoredBefore: number;
  /** Not yet under observation (delayed entry); 0 otherwise. */
  notYetEntered: number;
}>;

/**
 * Numbers under a curve at the axis ticks, in the KMunicate form (Morris 2019): at risk, and events and censorings
 * so far. At risk at t is entry < t <= exit; at time 0 also those who enter at 0.
 */
export function riskTable(table: EventTable, times: ArrayLike<number>): RiskTableColumn[] {
  checkTable(table);
  rowCount('times', times);
  return Array.from(times, (time, i) => {
    if (!(typeof time === 'number' && time >= 0 && time < Infinity))
      throw new SurvivalInputError('times', 'out_of_range', i);
    const eventsBefore = sumBefore(table.time, table.events, time);
    const censoredBefore = sumBefore(table.time, table.censored, time);
    const atRisk = time === 0 ? table.size - enteringLate(table) : atRiskAt(table, time);
    return {
      time,
      atRisk,
      eventsBefore,
      censoredBefore,
      notYetEntered: table.size - atRisk - eventsBefore - censoredBefore,
    };
  });
}

/** Risk tables of all groups, in the order of the codes; see `riskTable`. */
export function riskTableByGroup(observations: Observations, times: ArrayLike<number>): RiskTableColumn[][] {
  return eventTables(checkObservations({ ...observations, strata: undefined })).map((table) => riskTable(table, times));
}

function sumBefore(ascending: Float64Array, counts: Float64Array, time: number): number {
  let sum = 0;
  for (let i = 0; i < ascending.length && (ascending[i] ?? 0) < time; i += 1) sum += counts[i] ?? 0;
  return sum;
}

function enteringLate(table: EventTable): number {
  if (table.entries === null) return 0;
  const { time, count } = table.entries;
  return count.reduce((sum, entering, i) => sum + ((time[i] ?? 0) > 0 ? entering : 0), 0);
}
