import { checkTable, type EventTable } from '../data/event-table';
import { eventTables } from '../data/event-table-building';
import { kaplanMeierOfTable, type CurveOptions, type SurvivalCurve } from './kaplan-meier';
import { checkObservations, type Observations } from '../data/observations';

/**
 * Reverse Kaplan–Meier curve per group: how long subjects were followed, had nobody had an event. Events and
 * censorings swap their parts, so somebody with an event at a time is still at risk of being censored at it. Any event
 * code counts as an event. Its median is the median follow-up. Agrees with R's `survfit(Surv(time, event == 0) ~ group)`.
 */
export function reverseKaplanMeierByGroup(
  observations: Observations,
  options: CurveOptions = {},
  causes = 1,
): SurvivalCurve[] {
  const checked = checkObservations({ ...observations, strata: undefined }, causes);
  return eventTables(checked).map((table) => reverseKaplanMeierOfTable(table, options));
}

/** The reverse curve of an event table; see `reverseKaplanMeierByGroup`. */
export function reverseKaplanMeierOfTable(table: EventTable, options: CurveOptions = {}): SurvivalCurve {
  checkTable(table);
  return kaplanMeierOfTable(
    { ...table, events: table.censored, censored: table.events, byCause: [table.censored] },
    options,
  );
}
