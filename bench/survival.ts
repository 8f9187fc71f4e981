import { eventTables } from '../lib/survival/data/event-table-building';
import { kaplanMeier, kaplanMeierByGroup, kaplanMeierOfTable } from '../lib/survival/curves/kaplan-meier';
import { logRankOfTables, logRankTest } from '../lib/survival/tests/log-rank/log-rank';
import { checkObservations } from '../lib/survival/data/observations';
import { runBenchmark, seeded } from './survival-measure';

/** Curves and tests on a million made-up rows: exponential times, half of them censored, four groups. */
const ROWS = 1_000_000;
const random = seeded(42);
const distinct = Float64Array.from({ length: ROWS }, () => -Math.log(1 - random()) * 1000);
const days = distinct.map(Math.floor);
const event = Float64Array.from({ length: ROWS }, () => (random() < 0.5 ? 1 : 0));
const group = Float64Array.from({ length: ROWS }, () => Math.floor(random() * 4));

const codes = Uint8Array.from(event);
const groups = Uint8Array.from(group);
const wholeDays = Int32Array.from(days);
const byDay = { time: wholeDays, event: codes, group: groups };
const tables = eventTables(checkObservations(byDay));

const kept = runBenchmark(
  [
    {
      name: 'Kaplan-Meier, distinct times, sorting and limits',
      limitSeconds: 0.25,
      run: () => kaplanMeier({ time: distinct, event: codes }),
      r: 'survfit(Surv(distinct, event) ~ 1, data = d, conf.type = "log-log")',
    },
    {
      name: 'Kaplan-Meier, 4 groups, whole days',
      limitSeconds: 0.12,
      run: () => kaplanMeierByGroup(byDay),
      r: 'survfit(Surv(days, event) ~ group, data = d, conf.type = "log-log")',
    },
    {
      name: 'Log-rank, 4 groups, whole days',
      limitSeconds: 0.12,
      run: () => logRankTest(byDay),
      r: 'survdiff(Surv(days, event) ~ group, data = d)',
    },
    {
      name: 'Log-rank, 4 groups, distinct times',
      limitSeconds: 0.5,
      run: () => logRankTest({ time: distinct, event: codes, group: groups }),
      r: 'survdiff(Surv(distinct, event) ~ group, data = d)',
    },
    {
      name: 'Curves and log-rank from the aggregated table',
      limitSeconds: 0.02,
      run: () => [tables.map((table) => kaplanMeierOfTable(table)), logRankOfTables([tables])],
      r: null,
    },
  ],
  ROWS,
  { distinct, days, event, group },
);
process.exitCode = kept ? 0 : 1;
