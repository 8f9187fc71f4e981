import { describe, expect, test } from 'vitest';
import { columnPairs } from './column-pairs';
import { readTable } from './read-text';

/** A table of the named columns with times and statuses told apart by the numbers given. */
function pairsOf(columns: Readonly<Record<string, readonly (string | number)[]>>): string[] {
  const names = Object.keys(columns);
  const rows = Array.from({ length: 6 }, (_, row) => names.map((name) => columns[name]?.[row] ?? '').join(';'));
  const { view } = readTable([names.join(';'), ...rows].join('\n'));
  const nameOf = (at: number | null): string => (at === null ? '' : (view.columns[at]?.name ?? ''));
  return columnPairs(view).pairs.map(
    ({ time, status, entry }) => `${entry === null ? '' : `${nameOf(entry)}>`}${nameOf(time)}/${nameOf(status)}`,
  );
}

const TIME = [5, 19, 12.5, 15, 122, 28];
const LATER = [20, 33.5, 14, 30, 122, 29];
const STATUS = [1, 0, 1, 0, 0, 1];
const WORDS = ['alive', 'dead', 'dead', 'alive', 'alive', 'dead'];
const GAPS = [5, 'NA', 12, 'NA', 'NA', 28];
const START = [0, 0, 0.5, 2, 0, 3];

describe('one pair is found by its names', () => {
  test.each<[string, Record<string, readonly (string | number)[]>, string]>([
    ['plain', { time: TIME, status: STATUS }, 'time/status'],
    ['ADaM', { AVAL: TIME, CNSR: STATUS, TRT01P: WORDS }, 'AVAL/CNSR'],
    ['words for the status', { survtime: TIME, vital_status: WORDS }, 'survtime/vital_status'],
    ['a time of its own beside another status', { rtime: TIME, dtime: LATER, death: STATUS }, 'dtime/death'],
    ['the letter of the endpoint in front', { futime: TIME, fustat: STATUS }, 'futime/fustat'],
    ['the endpoint on one side only', { rfstime: TIME, status: STATUS }, 'rfstime/status'],
    ['an endpoint of its own as the status', { 'OS.time': TIME, OS: STATUS }, 'OS.time/OS'],
    ['an endpoint of its own as the time', { OS: TIME, status: STATUS }, 'OS/status'],
    ['short names', { T_EFS: TIME, S_EFS: STATUS }, 'T_EFS/S_EFS'],
    ['an event and its time', { event: STATUS, event_time: TIME }, 'event_time/event'],
    ['time to event', { 'Time to event': TIME, Event: STATUS }, 'Time to event/Event'],
    ['camel case', { osMonths: TIME, osStatus: STATUS }, 'osMonths/osStatus'],
    ['Russian', { 'Срок наблюдения, мес': TIME, Исход: WORDS }, 'Срок наблюдения, мес/Исход'],
    ['Russian abbreviations', { 'ОВ, мес': TIME, 'Статус ОВ': STATUS }, 'ОВ, мес/Статус ОВ'],
    ['the same endpoint in other words', { 'ОВ, мес': TIME, Умер: STATUS }, 'ОВ, мес/Умер'],
    ['months to randomisation are no follow-up', { time: TIME, diagtime: LATER, status: STATUS }, 'time/status'],
    [
      'words of a study',
      { 'Months from randomisation': TIME, 'Final status': STATUS },
      'Months from randomisation/Final status',
    ],
    ['an age beside the follow-up', { age_months: LATER, fu_months: TIME, status: STATUS }, 'fu_months/status'],
    ['a trait beside the status', { time: TIME, cns_status: STATUS, status: STATUS }, 'time/status'],
    ['years of follow-up', { years: TIME, status: STATUS }, 'years/status'],
    ['start and end', { 'start.time': START, 'end.time': TIME, event: STATUS }, 'start.time>end.time/event'],
    ['counting process', { tstart: START, tstop: TIME, status: STATUS }, 'tstart>tstop/status'],
    ['an analysis set up by Stata', { _st: STATUS.map(() => 1), _d: STATUS, _t: TIME, _t0: START }, '_t0>_t/_d'],
    ['start and stop', { start: START, stop: TIME, event: STATUS }, 'start>stop/event'],
  ])('%s', (_, columns, pair) => {
    expect(pairsOf(columns)).toEqual([pair]);
  });
});

describe('several pairs are left to the reader', () => {
  test.each<[string, Record<string, readonly (string | number)[]>, string[]]>([
    [
      'two endpoints by their first letter',
      { rtime: TIME, recur: STATUS, dtime: LATER, death: STATUS },
      ['rtime/recur', 'dtime/death'],
    ],
    [
      'cBioPortal',
      { OS_MONTHS: TIME, OS_STATUS: STATUS, DFS_MONTHS: LATER, DFS_STATUS: STATUS },
      ['OS_MONTHS/OS_STATUS', 'DFS_MONTHS/DFS_STATUS'],
    ],
    [
      'an endpoint and its time',
      { OS: STATUS, 'OS.time': TIME, PFI: STATUS, 'PFI.time': LATER },
      ['OS.time/OS', 'PFI.time/PFI'],
    ],
    [
      'a follow-up of any event beside one with a name',
      { ptime: TIME, pstat: STATUS, futime: LATER, death: STATUS },
      ['ptime/pstat', 'futime/death'],
    ],
    [
      'times that not every row has',
      { days_to_death: GAPS, days_to_last_followup: TIME, vital_status: WORDS },
      ['days_to_death/vital_status', 'days_to_last_followup/vital_status'],
    ],
    [
      'two endpoints in Russian',
      { 'БСВ, мес': TIME, 'БСВ событие': STATUS, 'ОВ, мес': LATER, 'ОВ событие': STATUS },
      ['БСВ, мес/БСВ событие', 'ОВ, мес/ОВ событие'],
    ],
    ['two statuses for one time', { time: TIME, death: STATUS, relapse: STATUS }, ['time/death', 'time/relapse']],
    ['two times for one status', { days: TIME, months: LATER, status: STATUS }, ['days/status', 'months/status']],
  ])('%s', (_, columns, pairs) => {
    expect(pairsOf(columns)).toEqual(pairs);
  });
});

describe('no pair is made up', () => {
  test.each<[string, Record<string, readonly (string | number)[]>]>([
    ['time of one endpoint, status of another', { rtime: TIME, death: STATUS }],
    ['endpoints that contradict', { PFS_months: TIME, OS_status: STATUS }],
    ['a start alone', { start_time: START, status: STATUS }],
    ['no time', { age: TIME, status: STATUS }],
    ['an age', { age_months: TIME, status: STATUS }],
    ['an age in Russian', { 'Возраст, мес': TIME, Статус: STATUS }],
    ['how long a treatment took', { 'duration of induction (days)': TIME, status: STATUS }],
    ['a time since birth', { 'time from birth': TIME, status: STATUS }],
    ['the status of the CNS', { time: TIME, cns_status: STATUS }],
    ['the status of a gene', { time: TIME, 'KMT2A status': STATUS }],
    ['whether a transplant was given', { time: TIME, 'ТГСК статус': STATUS }],
    ['years of the calendar', { 'year of diagnosis': [2015, 2017, 2019, 2011, 2012, 2020], status: STATUS }],
    ['no status', { time: TIME, arm: WORDS }],
    ['a time of words', { time: WORDS, status: STATUS }],
  ])('%s', (_, columns) => {
    expect(pairsOf(columns)).toEqual([]);
  });
});
