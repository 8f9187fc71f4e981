import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseOwnData, type OwnAnalysis } from './analysis';
import { ownAxis, readTimes, usualTimes } from './axis';
import { guessChoice, type OwnChoice, type TimeUnit } from './choice';
import { bandSteps, forDrawing } from './curves';
import { columnProblem } from './column-problems';
import { readObservations } from './reading';
import { answerAnalysis } from './request';
import { readTable } from '@/lib/tables/read-text';

function analyse(
  text: string,
  times: readonly number[] | null = null,
  change: Partial<OwnChoice> = {},
  unit: TimeUnit = 'weeks',
): OwnAnalysis {
  const table = readTable(text);
  const { observations } = readObservations(table, { ...guessChoice(table.view), ...change });
  if (observations === null) throw new Error('the table was refused');
  return analyseOwnData(observations, unit, times);
}

const dataset = (name: string): string =>
  readFileSync(new URL(`../survival/golden/datasets/${name}.csv`, import.meta.url), 'utf8');
const expected = (name: string, id: string): Record<string, unknown> =>
  (
    JSON.parse(readFileSync(new URL(`../survival/golden/expected/${name}.json`, import.meta.url), 'utf8')) as {
      cases: { id: string; result: Record<string, unknown> }[];
    }
  ).cases.find((one) => one.id === id)?.result ?? {};

describe('more groups than a chart can tell apart', () => {
  const others = Array.from({ length: 7 }, (_, i) => `${i + 1},1,Site ${i + 1}\n${i + 2},0,Site ${i + 1}`).join('\n');
  const rows = dataset('aml')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').slice(1, 4).join(','));
  const text = `weeks,status,group\n${rows.join('\n')}\n${others}\nx,1,Site 1`;
  const problem = (shown: readonly string[] | null): string | undefined => {
    const { view } = readTable(text);
    return columnProblem(view, { ...guessChoice(view), group: 2, shown })?.code;
  };

  test('nothing is drawn until the reader has chosen up to seven', () => {
    const sites = Array.from({ length: 7 }, (_, i) => `Site ${i + 1}`);
    expect(problem(null)).toBe('groups-not-chosen');
    expect(problem([])).toBe('groups-not-chosen');
    expect(problem([...sites, 'Maintained'])).toBe('too-many-chosen');
    expect(problem(sites)).toBeUndefined();
  });

  test('the chosen two agree with R as if the others were not there, and the others are named with their rows', () => {
    const shown = ['Maintained', 'Nonmaintained'];
    const { curves, logRank, notShown, pairs } = analyse(text, [], { group: 2, shown });
    expect(curves.map(({ name, n, events, median }) => [name, n, events, median.estimate])).toEqual([
      ['Maintained', 11, 7, 31],
      ['Nonmaintained', 12, 11, 23],
    ]);
    expect(logRank?.p).toBeCloseTo(0.06533932204050513, 12);
    expect(pairs).toEqual([]);
    expect(notShown.map((one) => [one.name, one.rows])).toEqual([
      ['Site 1', 3],
      ...Array.from({ length: 6 }, (_, i) => [`Site ${i + 2}`, 2]),
    ]);
  });

  test('rows of groups that are not shown are no rows with faults', () => {
    const table = readTable(text);
    const read = (shown: readonly string[]) =>
      readObservations(table, { ...guessChoice(table.view), group: 2, shown }).observations;
    expect(read(['Maintained'])).toMatchObject({ rows: 11, leftOut: 0, notChosen: 0, remarks: [] });
    expect(read(['Maintained', 'Site 1'])).toMatchObject({ rows: 14, leftOut: 1 });
  });
});

describe('patients in several rows with the time from which they are at risk', () => {
  const answer = (text: string, change: Partial<OwnChoice> = {}) => {
    const table = readTable(text);
    return answerAnalysis(table, { ...guessChoice(table.view), ...change }, []);
  };

  test('count once, as in survfit(Surv(start, stop, event) ~ 1, id = id) of heart', () => {
    const { analysis, reading } = answer(dataset('heart'), { time: 3, from: null, entry: 2, status: 4, group: null });
    // R 4.2.2, survival 3.5.3: 172 rows of 103 patients, 75 deaths, 28 censored.
    expect(analysis?.curves).toMatchObject([{ n: 103, events: 75, censored: 28 }]);
    expect(analysis?.curves[0]?.marks).toHaveLength(new Set(analysis?.curves[0]?.marks.map(({ time }) => time)).size);
    expect(reading?.remarks).toEqual([]);
  });

  test('who changes the group is counted in both, and that is said', () => {
    const { analysis, reading } = answer('id,start,stop,event,arm\n1,0,3,0,A\n1,3,9,1,B\n2,0,5,1,A\n3,0,8,0,B');
    expect(analysis?.curves.map(({ name, n }) => [name, n])).toEqual([
      ['A', 2],
      ['B', 2],
    ]);
    expect(reading?.remarks.map(({ code }) => code)).toEqual(['ids-repeat']);
  });

  test.each<[string, string]>([
    ['overlapping-intervals', 'id,start,stop,event\nx,0,5,0\ny,0,7,1\nx,4,9,1'],
    ['after-event', 'id,start,stop,event\nx,0,5,1\ny,0,7,1\nx,5,9,0'],
  ])('%s: nothing is drawn, and the row is named', (code, text) => {
    expect(answer(text)).toMatchObject({ analysis: null, refused: { code, line: 4, id: 'x' } });
  });

  test('rows without an id are patients of their own', () => {
    expect(
      answer('id,start,stop,event\nx,0,5,0\nNA,0,7,1\n,0,9,1\nx,5,6,1\ny,0,8,0').analysis?.curves.map(({ n }) => n),
    ).toEqual([4]);
  });
});

describe('a table of two groups', () => {
  const aml = analyse(dataset('aml'), [12, 24], { time: 1, status: 2, group: 3 });

  test('curves, medians and readings agree with R survfit on aml', () => {
    expect(aml.curves.map(({ name, n, events, censored, lastTime }) => [name, n, events, censored, lastTime])).toEqual([
      ['Maintained', 11, 7, 4, 161],
      ['Nonmaintained', 12, 11, 1, 45],
    ]);
    expect(aml.curves.map(({ median }) => median.estimate)).toEqual([31, 23]);
    const { surv } = expected('aml', 'aml/group/fixed_time-24') as { surv: number[] };
    aml.curves.forEach(({ atTimes }, i) => expect(atTimes[1]?.survival).toBeCloseTo(surv[i] ?? 0, 12));
  });

  test('log-rank, hazard ratio and the check of proportional hazards agree with R', () => {
    expect(aml.logRank?.p).toBeCloseTo(0.06533932204050513, 12);
    expect(aml.cox?.fit.terms[0]?.hazardRatio).toBeCloseTo(2.498105326172141, 9);
    expect(aml.cox?.fit.terms[0]?.lower).toBeCloseTo(0.9159072574364083, 9);
    expect(aml.cox?.hazards?.global.p).toBeCloseTo(0.9292872433645925, 9);
    expect(aml.pairs).toEqual([]);
  });

  test('the numbers under every tick add up to n, and the line ends at the last follow-up', () => {
    for (const { n, risk, steps, lastTime } of aml.curves) {
      expect(
        risk.every(({ atRisk, eventsBefore, censoredBefore }) => atRisk + eventsBefore + censoredBefore === n),
      ).toBe(true);
      expect(steps[0]).toEqual({ time: 0, percent: 100, low: 100, high: 100 });
      expect(steps.at(-1)?.time).toBe(lastTime);
    }
  });

  test('another reference turns the hazard ratio round', () => {
    const turned = analyse(dataset('aml'), [], { time: 1, status: 2, group: 3, reference: 'Nonmaintained' });
    expect(turned.cox?.fit.terms[0]).toMatchObject({ name: 'Maintained' });
    expect(turned.cox?.fit.terms[0]?.hazardRatio).toBeCloseTo(1 / 2.498105326172141, 9);
  });
});

/** R: survfit(Surv(time, status) ~ group, conf.type = "log-log") and survdiff of the same, survival 3.8. */
describe('a table read as it stands: patients, events, median and its limits agree with R', () => {
  const summaryOf = ({ curves, logRank }: OwnAnalysis): unknown[] => [
    ...curves.map(({ name, n, events, median }) => [name, n, events, median.estimate, median.lower, median.upper]),
    Number(logRank?.chiSquared?.toFixed(10)),
  ];
  const AML = [['Maintained', 11, 7, 31, 13, null], ['Nonmaintained', 12, 11, 23, 5, 33], 3.396388699];
  const amlRows = (status: (code: string) => string): string =>
    dataset('aml')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([, time = '', code = '', group = '']) => `${time},${status(code)},${group}`)
      .join('\n');

  test.each<[string, string, unknown[]]>([
    [
      'ADaM: CNSR 0 is the event, every other value a reason for censoring',
      'USUBJID,PARAMCD,TRT01P,AVAL,CNSR\nS-01,EFS,A,5,0\nS-02,EFS,A,7,1\nS-03,EFS,A,9,0\nS-04,EFS,A,14,2\nS-05,EFS,B,4,0\nS-06,EFS,B,6,0\nS-07,EFS,B,11,3\nS-08,EFS,B,12,0',
      [['A', 4, 2, 9, 5, null], ['B', 4, 3, 9, 4, null], 0.262295082],
    ],
    [
      'codes with their words',
      'PATIENT\tOS_STATUS\tOS_MONTHS\tARM\nP1\t0:LIVING\t10\tA\nP2\t1:DECEASED\t5\tB\nP3\t0:LIVING\t12\tA\nP4\t1:DECEASED\t7\tB\nP5\t1:DECEASED\t9\tA\nP6\t0:LIVING\t8\tB',
      [['A', 3, 1, null, 9, null], ['B', 3, 2, 7, 5, null], 2.4693877551],
    ],
    ['0.0 and 1.0', `time,status,group\n${amlRows((code) => `${code}.0`)}`, AML],
    ['1.0 and 2.0', `time,status,group\n${amlRows((code) => `${Number(code) + 1}.0`)}`, AML],
    [
      'two spellings',
      `time,status,group\n${amlRows((code) => code)
        .replace('13,1,', '13,1.0,')
        .replace('13,0,', '13,0.0,')}`,
      AML,
    ],
    [
      'a column that asks for censoring',
      `time,censored,group\n${amlRows((code) => (code === '1' ? 'no' : 'Yes'))}`,
      AML,
    ],
    [
      'status NA',
      'time,status,arm\n9,1,A\n13,NA,A\n13,0,A\n18,1,A\n23,1,A\n28,0,A\n5,1,B\n8,1,B\n8,NA,B\n12,1,B\n16,0,B\n27,1,B',
      [['A', 5, 3, 23, 9, null], ['B', 5, 4, 12, 5, null], 0.8348538192],
    ],
    ['group NA', `time,status,group\n${amlRows((code) => code)}\n20,1,NA\n22,0,NA`, AML],
  ])('%s', (_, text, wanted) => {
    expect(summaryOf(analyse(text))).toEqual(wanted);
  });
});

describe('competing risks', () => {
  const mgus2 = analyse(
    dataset('mgus2'),
    [100],
    { time: 1, status: 2, group: 6, roles: { 0: 'censored', 1: 'event', 2: 'competing' } },
    'months',
  );

  test("Gray's test agrees with cmprsk on mgus2", () => {
    expect(mgus2.causes.map(({ name }) => name)).toEqual(['1', '2']);
    expect(mgus2.causes[0]?.gray?.chiSquared).toBeCloseTo(1.1945078250755148, 9);
    expect(mgus2.causes[1]?.gray?.p).toBeCloseTo(0.0006415909764078793, 12);
  });

  test('the curve counts any event: incidences and event-free share add up to 1', () => {
    mgus2.curves.forEach(({ atTimes, events }, g) => {
      const causes = mgus2.causes.map(({ groups }) => groups[g]);
      expect(
        (atTimes[0]?.survival ?? 0) + causes.reduce((sum, own) => sum + (own?.atTimes[0]?.incidence ?? 0), 0),
      ).toBeCloseTo(1, 12);
      expect(causes.reduce((sum, own) => sum + (own?.events ?? 0), 0)).toBe(events);
    });
  });
});

describe('what cannot be estimated is said', () => {
  test('an incidence beyond the last follow-up, while somebody is left without an event', () => {
    const at = analyse('time,status\n1,1\n2,2\n3,0', [2, 4], { roles: { 2: 'competing' } }).causes[0]?.groups[0]
      ?.atTimes;
    expect(at?.map(({ incidence, notEstimable }) => [incidence, notEstimable])).toEqual([
      [1 / 3, null],
      [null, 'beyond_follow_up'],
    ]);
    expect(
      analyse('time,status\n1,1\n2,2', [4], { roles: { 1: 'event', 2: 'competing' } }).causes[1]?.groups[0]?.atTimes[0]
        ?.incidence,
    ).toBe(0.5);
  });

  test('one group: no comparison', () => {
    expect(analyse('time,status\n1,1\n2,0')).toMatchObject({ logRank: null, cox: null, pairs: [], causes: [] });
  });

  test('nothing is carried beyond the last follow-up', () => {
    expect(
      analyse('time,status\n1,1\n2,0', [1, 3]).curves[0]?.atTimes.map(({ survival, notEstimable }) => [
        survival,
        notEstimable,
      ]),
    ).toEqual([
      [0.5, null],
      [null, 'beyond_follow_up'],
    ]);
  });

  test('events in one group only: the ratio is infinite, not large', () => {
    const { cox } = analyse('time,status,group\n1,0,A\n2,0,A\n3,0,A\n1,1,B\n2,1,B\n3,1,B');
    expect(cox?.fit.terms[0]).toMatchObject({
      hazardRatio: null,
      notEstimable: 'monotone_likelihood',
      tendsTo: 'infinity',
    });
    expect(cox?.hazards).toBeNull();
  });

  test("three groups: every pair with Holm's adjustment", () => {
    const { pairs } = analyse('time,status,group\n1,1,A\n2,0,A\n3,1,A\n1,1,B\n2,1,B\n5,0,B\n4,1,C\n6,0,C\n7,1,C');
    expect(pairs.map(({ first, second }) => first + second)).toEqual(['AB', 'AC', 'BC']);
    const [first, second, third] = [...pairs]
      .sort((a, b) => (a.test.p ?? 1) - (b.test.p ?? 1))
      .map(({ test: { p }, adjusted }) => ({ p: p ?? 1, adjusted }));
    expect(first?.adjusted).toBeCloseTo(3 * (first?.p ?? 0), 12);
    expect(second?.adjusted).toBeCloseTo(Math.min(1, Math.max(3 * (first?.p ?? 0), 2 * (second?.p ?? 0))), 12);
    expect(third?.adjusted).toBeCloseTo(Math.max(second?.adjusted ?? 0, third?.p ?? 0), 12);
  });
});

describe('axis and times', () => {
  test.each<[number, TimeUnit, number[]]>([
    [161, 'weeks', [0, 26, 52, 78, 104, 130, 156, 182]],
    [59, 'months', [0, 12, 24, 36, 48, 60]],
    [6.2, 'years', [0, 1, 2, 3, 4, 5, 6, 7]],
    [700, 'days', [0, 100, 200, 300, 400, 500, 600, 700]],
    [424, 'months', [0, 60, 120, 180, 240, 300, 360, 420, 480]],
    [1500, 'days', [0, 365, 731, 1096, 1461, 1826]],
    [0.03, 'years', [0, 0.01, 0.02, 0.03]],
    [0, 'months', [0, 1]],
  ])('%s %s', (last, unit, ticks) => {
    expect(ownAxis(last, unit).ticks).toEqual(ticks);
  });

  test('the usual times are ticks within the follow-up', () => {
    expect(usualTimes(ownAxis(161, 'weeks'), 161)).toEqual([52, 104, 156]);
    expect(usualTimes(ownAxis(59, 'months'), 59)).toEqual([12, 24, 36, 48]);
  });

  test('typed times', () => {
    expect(readTimes('36, 12 60;1,5')).toEqual([1.5, 12, 36, 60]);
    expect(readTimes('')).toEqual([]);
    expect(readTimes('12 x')).toBeNull();
    expect(readTimes('-3')).toBeNull();
  });

  test('the band of a curve that falls to 0 reaches up to the fall', () => {
    const [curve] = analyse('time,status\n1,1\n5,1').curves;
    const band = bandSteps(curve?.steps ?? []);
    expect(band.map(({ time, low }) => [time, low === null])).toEqual([
      [0, false],
      [1, false],
      [5, false],
    ]);
    expect(band[2]?.high).toBe(band[1]?.high);
    expect(curve?.steps.at(-1)).toMatchObject({ time: 5, percent: 0, low: null });
  });

  test('a long curve is drawn by the last corner in each column of the axis', () => {
    const points = Array.from({ length: 5000 }, (_, i) => ({ time: i, percent: 100 - i / 50 }));
    const drawn = forDrawing(points, 4999, 100);
    expect(drawn).toHaveLength(101);
    expect([drawn[0], drawn.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(forDrawing(points.slice(0, 50), 49, 100)).toHaveLength(50);
  });
});
