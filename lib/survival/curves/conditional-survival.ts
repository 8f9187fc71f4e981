import { SurvivalInputError } from '../errors';
import { checkTable, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import { checkObservations, type Observations } from '../data/observations';
import { kaplanMeierOfTable, type CurveOptions, type SurvivalCurve } from './kaplan-meier';
import type { NotEstimable } from '../not-estimable';
import { lastAtOrBefore } from '../data/tied-times';

export type ConditionalCurve = Readonly<{
  from: number;
  curve: SurvivalCurve | null;
  notEstimable: NotEstimable | null;
}>;

/**
 * Survival of those still event-free and under observation after `from`: S(t) / S(from), with Greenwood's error over the
 * later event times only. Times still count from the original zero. Agrees with R's
 * `survfit(Surv(time, event) ~ 1, subset = time > from)`. `risk_set_empty` when nobody is observed after `from`.
 */
export function conditionalSurvival(table: EventTable, from: number, options: CurveOptions = {}): ConditionalCurve {
  checkTable(table);
  if (!(typeof from === 'number' && from >= 0 && from < Infinity)) throw new SurvivalInputError('from', 'out_of_range');
  const later = tableAfter(table, from);
  if (later.size === 0) return { from, curve: null, notEstimable: 'risk_set_empty' };
  return { from, curve: kaplanMeierOfTable(later, options), notEstimable: null };
}

/** The same of all groups, in the order of the codes; see `conditionalSurvival`. */
export function conditionalSurvivalByGroup(
  observations: Observations,
  from: number,
  options: CurveOptions = {},
): ConditionalCurve[] {
  const tables = eventTables(checkObservations({ ...observations, strata: undefined }));
  return tables.map((table) => conditionalSurvival(table, from, options));
}

/** The rows of a table strictly after a time; the entries of those who left before cannot be told apart and stay. */
function tableAfter(table: EventTable, from: number): EventTable {
  const at = lastAtOrBefore(table.time, from) + 1;
  const [events, censored] = [table.events.slice(at), table.censored.slice(at)];
  return {
    time: table.time.slice(at),
    atRisk: table.atRisk.slice(at),
    events,
    censored,
    byCause: table.byCause.map((column) => column.slice(at)),
    entries: table.entries,
    size: events.reduce((sum, count, i) => sum + count + (censored[i] ?? 0), 0),
  };
}
