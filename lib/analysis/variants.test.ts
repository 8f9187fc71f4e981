import { describe, expect, test } from 'vitest';
import { readTable } from '@/lib/tables/read-text';
import { analyseOwnData } from './analysis';
import { guessChoice, unitOf, type OwnChoice } from './choice';
import { readObservations } from './reading';

/** Each group as `name n/events median`, or what is asked. */
function outcome(text: string, change: Partial<OwnChoice> = {}): string {
  const table = readTable(text);
  const choice = { ...guessChoice(table.view), ...change };
  const { observations, refused } = readObservations(table, choice);
  if (refused !== null) return refused.code;
  const said = observations.remarks.map(({ code }) => ` (${code})`).join('');
  return (
    analyseOwnData(observations, choice.unit, [])
      .curves.map(({ name, n, events, median }) => `${name} ${n}/${events} ${median.estimate ?? 'none'}`.trim())
      .join('; ') + said
  );
}

/** By hand: 5 with an event, 7 censored, 9 with an event: 2/3, then 0 at 9. */
const PLAIN = '3/2 9';

describe('the same three patients, however the table is written', () => {
  test.each<[string, string]>([
    ['a column of totals below', 'id,time,status\n1,5,1\n2,7,0\n3,9,1\nTotal,21,1'],
    ['means below', 'id;time;status\n1;5;1\n2;7;0\n3;9;1\nMean;7;0,67\nMedian;7;1\nSD:;2;0,6'],
    ['Russian totals below', 'код;срок;исход\n1;5;умер\n2;7;жив\n3;9;умер\nИтого;21;1\n'],
    ['totals that say of how many', 'id;time;status\n1;5;1\n2;7;0\n3;9;1\nСреднее значение;7;1\nTotal (n=3);21;1'],
    ['totals above a footnote', 'id,time,status\n1,5,1\n2,7,0\n3,9,1\nTotal patients,21,1\n* as of 1 May 2020,,'],
    ['delimiters behind every row', 'time;status;;;\n5;1;;;\n7;0;;;\n9;1;;;'],
    ['line ends of three kinds', 'time,status\r\n5,1\n7,0\r9,1\r\n'],
    ['numbers kept as text', "time,status\n'5,'1\n'7,'0\n'9,'1"],
    ['a footnote below', 'id,time,status\n1,5,1\n2,7,0\n3,9,1\n"* as of May, 2020"'],
    ['a table of a document', '| time | status |\n|---|---|\n| 5 | 1 |\n| 7 | 0 |\n| 9 | 1 |'],
    ['an index in front', ',time,status\n0,5,1\n1,7,0\n2,9,1'],
    ['the status first', 'status,time\n1,5\n0,7\n1,9'],
    ['a legend in the name', 'time,event (1=yes; 0=no)\n5,1\n7,0\n9,1'],
    ['true and false', 'time,event\n5,T\n7,F\n9,T'],
    ['codes with words', 'time;status\n5;1 - dead\n7;0 - alive\n9;1 - dead'],
    ['statuses in brackets', 'time,status\n5,(dead)\n7,alive\n9,dead'],
    ['exponents', 'time,status\n5E+00,1\n7E+00,0\n9E+00,1'],
    ['line separators of Unicode', 'time,status,note\n5,1,a\u2028b\n7,0,\n9,1,c'],
  ])('%s', (_, text) => {
    expect(outcome(text, { group: null })).toBe(PLAIN);
  });
});

describe('what only the reader knows is asked', () => {
  test.each<[string, string, string]>([
    ['names given twice', 'time,status,time,status\n5,1,3,1\n7,0,2,1\n9,1,4,0', 'several-pairs'],
    [
      'two endpoints by name',
      'time to relapse,relapse,time to death,death\n5,1,9,1\n7,0,7,0\n9,1,20,1',
      'several-pairs',
    ],
    ['an event beside its censoring', 'os_time,os_event,os_censor\n5,1,0\n7,0,1\n9,1,0', 'several-pairs'],
    ['a time to relapse beside who died', 'time to relapse,status\n5,dead\n7,alive\n9,dead', 'no-time'],
    ['an event-free survival beside who died', 'EFS (months);статус\n15;умер\n17;жив\n19;умер', 'no-time'],
    ['how long they were treated', 'Treatment duration (months),status\n5,1\n7,0\n9,1', 'no-time'],
    ['how long they were treated, in Russian', 'Длительность лечения (мес);исход\n5;умер\n7;жив\n9;умер', 'no-time'],
    ['an overall survival beside who relapsed', 'OS months,status\n15,relapse\n17,CCR\n19,relapse', 'no-time'],
    ['only events marked', 'time,dead\n5,1\n7,\n9,1\n11,', 'status-unknown'],
    ['only the living marked', 'time,status\n5,alive\n7,NA\n9,alive', 'status-unknown'],
    ['a cross for the event', 'time,dead\n5,x\n7,\n9,x', 'status-unknown'],
    ['a code for unknown', 'time,event\n5,1\n7,0\n9,9', 'status-unknown'],
    ['yes and no of a question in numbers', 'time,death\n5,1\n7,2\n9,1', 'status-unknown'],
    ['words beside codes of another kind', 'time,status\n5,1\n7,dead\n9,0\n11,alive', 'status-unknown'],
    ['a row of units', 'time,status\nmonths,0/1\n5,1\n7,0', 'status-unknown'],
    ['patients in several rows', 'record_id,visit,time,status\n1,fu,5,1\n1,late,9,1\n2,fu,7,0', 'rows-not-chosen'],
    ['thousands or decimals', 'time,status\n"1,020",1\n12,0\n400,1', 'ambiguous-numbers'],
    [
      'day or month of short years',
      'diagnosis date,last date,status\n05/03/24,05/03/25,1\n06/03/24,06/04/25,0',
      'ambiguous-dates',
    ],
    ['times in several units', 'id,AVAL,AVALU,CNSR\n1,5,MONTHS,0\n2,7,DAYS,1\n3,9,MONTHS,0', 'mixed-units'],
    ['times with their unit', 'time,status\n5 mo,1\n2 years,0\n9 mo,1', 'no-time'],
  ])('%s', (_, text, code) => {
    expect(outcome(text)).toBe(code);
  });

  test('dates as the numbers of a spreadsheet are no follow-up', () => {
    expect(outcome('diagnosis date,last date,status\n43831,44197,1\n43850,44500,0', { time: 1, status: 2 })).toBe(
      'date-as-number',
    );
  });

  test('an empty cell beside events of two kinds is asked about once both are known', () => {
    const roles = { 1: 'event', 2: 'competing' } as const;
    expect(outcome('time,status\n5,1\n7,\n9,2', { roles })).toBe('status-unknown');
    expect(outcome('time,status\n5,1\n7,\n9,2', { roles: { ...roles, '': 'censored' } })).toBe('3/2 9');
  });

  test('what an empty cell means counts as said', () => {
    // By hand: 5 of four has the event (3/4), 9 of two (3/8): the median is 9. Of two it is the middle of both, where the curve is flat at one half.
    const text = 'time,dead\n5,1\n7,\n9,1\n11,NA';
    expect(outcome(text, { roles: { '': 'censored' } })).toBe('4/2 9');
    expect(outcome(text, { roles: { '': 'left-out' } })).toBe('2/2 7 (nobody-censored)');
  });
});

describe('days between dates', () => {
  test.each<[string, string, string]>([
    // By hand: 2024-03-05 to 2025-04-01 are 392 days, 2024-03-06 to 2025-05-01 are 421.
    ['years of two digits', 'diagnosis,last contact,status\n05.03.24,01.04.25,1\n06.03.24,01.05.25,0', '2/1 392'],
    ['the end of a century', 'diagnosis,last contact,status\n31.12.99,01.01.00,1\n30.12.99,31.12.00,0', '2/1 1'],
    [
      'clocks of two time zones',
      'diagnosis date,last date,status\n2020-01-01T23:30:00-05:00,2021-01-01T00:30:00Z,1\n2020-01-01,2021-01-02,0',
      '2/1 366',
    ],
    [
      'one column of each order',
      'diagnosis date,last date,status\n13/01/2020,12/31/2021,1\n14/02/2020,11/30/2021,0',
      // 2020-01-13 to 2021-12-31 are 718 days, 2020-02-14 to 2021-11-30 are 655.
      '2/1 718',
    ],
    [
      'a day that never comes stands for none',
      'diagnosis date,last date,status\n2020-01-01,9999-12-31,1\n2020-01-01,2021-01-02,1\n2020-01-01,2021-01-05,0',
      '2/1 367',
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});

describe('what makes a right figure misleading is said', () => {
  test.each<[string, string, string]>([
    ['a code for a missing time', 'time,status\n5,1\n999,0\n9,1', '3/2 9 (times-like-codes)'],
    ['a time longer than a life', 'time (years),status\n5,1\n700,0\n900,1', '3/2 900 (times-too-long)'],
    [
      'a date to come',
      'diagnosis date,last date,status\n2020-01-01,2098-01-01,1\n2020-01-01,2021-01-02,0',
      // 78 years of 365 days and 20 leap days from 1 January 2020 to 1 January 2098.
      '2/1 28490 (dates-in-future)',
    ],
    ['99 months among as long times', 'months,status\n70,1\n99,0\n90,1', '3/2 90'],
    [
      'one group in two spellings',
      'time,status,arm\n5,1,Arm A\n7,0,arm a\n9,1,Arm  A',
      'Arm A 2/2 7; arm a 1/0 none (group-spellings)',
    ],
    [
      'a group in letters of two alphabets',
      'time,status,arm\n5,1,A\n7,0,А\n9,1,A',
      'A 2/2 7; А 1/0 none (group-spellings)',
    ],
    ['rows for several patients', 'time,status,freq\n5,1,2\n7,0,3\n9,1,4', '3/2 9 (rows-counted-once)'],
    [
      'rows for several in Russian',
      'срок;исход;число больных\n5;умер;2\n7;жив;1\n9;умер;1',
      '3/2 9 (rows-counted-once)',
    ],
    ['rows that say they are one', 'time,status,freq\n5,1,1\n7,0,1\n9,1,1', '3/2 9'],
    ['only the dead were kept', 'time,status\n5,1\n7,1\n9,1', '3/3 7 (nobody-censored)'],
  ])('%s', (_, text, expected) => {
    expect(outcome(text)).toBe(expected);
  });

  test('words for a missing group are no group, whatever pairs of signs they stand in', () => {
    const groups = (word: string): string => outcome(`time,status,group\n5,1,${word}\n7,1,A\n9,0,B\n10,0,A`);
    for (const word of ['(missing)', '[Not Available]', '<NA>', '{null}', 'N/A', 'не указано'])
      expect(groups(word)).toBe('A 2/1 7; B 1/0 none');
    expect(groups('Unknown')).toBe('A 2/1 7; B 1/0 none; Unknown 1/1 5');
  });

  test('what protects a name from being run as a formula is no part of it', () => {
    expect(outcome("time,status,arm\n5,1,'=A\n7,0,'+B\n9,1,=A\n11,0,+B", { order: ['=A', '+B'] })).toBe(
      '=A 2/2 7; +B 2/0 none',
    );
  });
});

describe('the unit of the times', () => {
  const unit = (text: string): string => guessChoice(readTable(text).view).unit;

  test.each<[string, string]>([
    ['AVAL,AVALU,CNSR\n5,MONTHS,0\n7,MONTHS,1', 'months'],
    ['time;ед. изм.;исход\n5;годы;умер\n7;годы;жив', 'years'],
    ['time (weeks),unit,status\n5,days,1\n7,days,0', 'weeks'],
    ['time,WBC unit,status\n5,G/l per day,1\n7,G/l per day,0', 'days'],
    ['time,status\n5,1\n7,0', 'days'],
    ['Follow-up (m),status\n5,1\n7,0', 'months'],
    ['"OS, y",status\n15,1\n17,0', 'years'],
    ['ОВ (г);исход\n15;умер\n17;жив', 'years'],
    ['Срок наблюдения (нед);исход\n5;умер\n7;жив', 'weeks'],
    ['time_m,status\n5,1\n7,0', 'months'],
    // No years in `летального`, and m may stand for metastasis where d stands for death.
    ['Duration of follow-up since treatment (months),status\n5,1\n7,0', 'months'],
    ['Время до летального исхода;исход\n5;умер\n7;жив', 'days'],
    ['time_m,event_m\n5,1\n7,0', 'days'],
  ])('%j is read in %s', (text, expected) => {
    expect(unit(text)).toBe(expected);
  });

  test('of two that a name states none is taken for stated', () => {
    for (const name of ['time in days or months', 'Годы и месяцы', 'years/months']) {
      const { view } = readTable(`${name};status\n5;1\n7;0`);
      expect(unitOf(view, 0)).toBeNull();
    }
    expect(unitOf(readTable('months from day 33,status\n5,1\n7,0').view, 0)).toBe('months');
  });

  test('hours are no follow-up', () => {
    expect(outcome('"Time, h",status\n5,1\n7,0')).toBe('no-time');
  });

  test('another one than the table states is said', () => {
    expect(outcome('time,unit,status\n5,months,1\n7,months,0\n9,months,1', { unit: 'years' })).toBe(
      '3/2 9 (unit-differs)',
    );
  });

  test('a table of several endpoints may state a unit for each: only the chosen rows count', () => {
    const text = 'USUBJID,PARAMCD,AVAL,AVALU,CNSR\n1,OS,5,MONTHS,0\n1,EFS,30,DAYS,0\n2,OS,7,MONTHS,1\n2,EFS,60,DAYS,1';
    expect(outcome(text, { rows: { column: 1, value: 'OS' }, unit: 'months' })).toBe('2/1 5');
    expect(outcome(text, { rows: { column: 1, value: 'EFS' }, unit: 'months' })).toBe('2/1 30 (unit-differs)');
  });
});
