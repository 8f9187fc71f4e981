import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCurve, type CurveProblem, type CurveUnits } from './reconstructed-reading';

const YEARS: CurveUnits = { time: 'years', survival: 'percent' };
const COUNTS = '0,10\n2,8';
const POINTS = '0,100\n1,80\n2,50';
const problemsOf = (
  points: string,
  counts = COUNTS,
  units = YEARS,
): [readonly CurveProblem[], readonly CurveProblem[]] => {
  const { pointProblems, countProblems } = readCurve(points, counts, units, false);
  return [pointProblems, countProblems];
};

describe('reading the two tables', () => {
  test.each<[string, string, string, CurveUnits]>([
    ['commas and points', 'time,survival\n0,100\n0.5,82.5\n1,61', 'time,n\n0,60\n1,36', YEARS],
    ['semicolons and decimal commas', 'время;выживаемость\n0;100\n0,5;82,5\n1;61', '0;60\n1;36', YEARS],
    ['tabs of a spreadsheet', '0\t100\n0.5\t82.5\n1\t61', '0\t60\n1\t36', YEARS],
    ['a decimal comma less in the first row', '0,0;100\n0,5;82,5\n1,0;61,0', '0;60\n1;36', YEARS],
    ['the same with tabs', '0\t100,0\n0,5\t82,5\n1,0\t61,0', '0\t60\n1\t36', YEARS],
    ['percentages with their sign', '0;100%\n0,5;82,5%\n1;61 %', '0;60\n1;36', YEARS],
    [
      'the same though proportions were said',
      '0,100%\n0.5,82.5%\n1,0.61',
      '0,60\n1,36',
      { ...YEARS, survival: 'proportion' },
    ],
    ['months and proportions', '0,1\n6,0.825\n12,0.61', '0,60\n12,36', { time: 'months', survival: 'proportion' }],
  ])('%s', (_, points, counts, units) => {
    const reading = readCurve(points, counts, units, false);
    expect([reading.pointProblems, reading.countProblems, reading.corrections]).toEqual([[], [], []]);
    expect(reading.points.map(({ years, percent }) => [years, percent])).toEqual([
      [0, 100],
      [0.5, 82.5],
      [1, 61],
    ]);
    expect(reading.counts.map(({ years, atRisk }) => [years, atRisk])).toEqual([
      [0, 60],
      [1, 36],
    ]);
  });

  test('a delimiter behind every row of several curves is no curve', () => {
    const text = 'A,,B,,\nX,Y,X,Y,\n0,100,0,100,\n1,80,1,90,\n2,70,2,85,\n';
    const { points, curves, pointProblems } = readCurve(text, COUNTS, YEARS, false, 1);
    expect([curves, pointProblems]).toEqual([['A', 'B'], []]);
    expect(points.map(({ years, percent }) => [years, percent])).toEqual([
      [0, 100],
      [1, 90],
      [2, 85],
    ]);
  });

  test('a whole number can be read in one way only where it does not end in zeros', () => {
    const { counts, countProblems } = readCurve(POINTS, '0;1.020\n1;980\n2;300', YEARS, false);
    expect([counts.map(({ atRisk }) => atRisk), countProblems]).toEqual([[1020, 980, 300], []]);
  });

  test('data sets named by years are told apart by them', () => {
    const text = '1999,,2006,\nX,Y,X,Y\n0,100,0,100\n1,80,1,90\n2,70,2,85';
    const { curves, points } = readCurve(text, COUNTS, YEARS, false, 1);
    expect(curves).toEqual(['1999', '2006']);
    expect(points.map(({ percent }) => percent)).toEqual([100, 90, 85]);
  });

  test('what was left out of a text is named', () => {
    const { pointNotes, countNotes } = readCurve(
      '# by hand\ntime,s\n0,100\n1,80\n2,50',
      '0,10\n1,8\nTotal,18',
      YEARS,
      false,
    );
    expect([pointNotes.map(({ code }) => code), countNotes.map(({ code }) => code)]).toEqual([
      ['lines-above'],
      ['summary-rows'],
    ]);
  });

  test('every wrong cell is named by its row in the spreadsheet and its column', () => {
    const [points, counts] = problemsOf('time,survival\n0,100\none,90\n\n2,\n3,40,x', '0,10\n1,7.5\n2,');
    expect(points).toEqual([
      { line: 3, column: 'time', code: 'not-a-number', value: 'one' },
      { line: 5, column: 'survival', code: 'missing', value: '' },
      { line: 6, column: 'survival', code: 'too-many-cells', value: '3' },
    ]);
    expect(counts).toEqual([
      { line: 2, column: 'atRisk', code: 'not-whole', value: '7.5' },
      { line: 3, column: 'atRisk', code: 'missing', value: '' },
    ]);
  });

  test.each<[string, string, CurveProblem[]]>([
    [
      'times that fall',
      '0,100\n2,80\n1,70',
      [{ line: 3, column: 'time', code: 'time-not-rising', value: 1, before: 2 }],
    ],
    [
      'a time before zero',
      '-1,100\n1,80\n2,70',
      [{ line: 1, column: 'time', code: 'time-negative', value: -1, before: null }],
    ],
    [
      'survival that rises',
      '0,100\n1,80\n2,85',
      [{ line: 3, column: 'survival', code: 'survival-rising', value: 85, before: 80 }],
    ],
    [
      'survival above 100 %',
      '0,100\n1,130\n2,85',
      [{ line: 2, column: 'survival', code: 'percent-range', value: 130, before: null }],
    ],
    [
      'a proportion taken for a percentage',
      '0,1\n1,0.8\n2,0.5',
      [
        { line: 1, column: 'survival', code: 'start-not-whole', value: 1, before: null },
        { line: null, code: 'shares' },
      ],
    ],
    ['shares taken for percentages, without a point at 0', '0.3,0.98\n1,0.8\n2,0.7', [{ line: null, code: 'shares' }]],
    ['months taken for years', '0,100\n12,80\n60,70', [{ line: null, code: 'months' }]],
    ['a single point', '0,100\n1,80', [{ line: null, code: 'too-few-points' }]],
  ])('%s', (_, text, problems) => expect(problemsOf(text)).toEqual([problems, []]));

  test.each<[string, string, CurveProblem[]]>([
    [
      'numbers at risk that rise',
      '0,10\n1,8\n2,9',
      [{ line: 3, column: 'atRisk', code: 'count-rising', value: 9, before: 8 }],
    ],
    ['no number at time 0', '1,10\n2,9', [{ line: 1, column: 'time', code: 'count-start', value: 1, before: null }]],
    ['nobody at time 0', '0,0\n2,0', [{ line: 1, column: 'atRisk', code: 'count-nobody', value: 0, before: null }]],
    [
      'a negative number',
      '0,10\n2,-1',
      [{ line: 2, column: 'atRisk', code: 'count-negative', value: -1, before: null }],
    ],
    [
      'numbers that may have three decimals',
      '0;50.000\n2;40.000',
      [
        { line: 1, column: 'atRisk', code: 'ambiguous', value: '50.000' },
        { line: 2, column: 'atRisk', code: 'ambiguous', value: '40.000' },
      ],
    ],
    ['months taken for years', '0,10\n60,2', [{ line: null, code: 'months' }]],
    ['one number only', '0,10', [{ line: null, code: 'too-few-counts' }]],
  ])('%s', (_, text, problems) => expect(problemsOf(POINTS, text)).toEqual([[], problems]));
});

describe('the noise of digitising', () => {
  const NOISY = '0,99.7\n1,80\n1,60\n2,60.4\n3,-0.2';

  test('is a fault as long as the curator has not agreed', () => {
    const [points] = problemsOf(NOISY);
    expect(points.map((problem) => [problem.line, problem.code])).toEqual([
      [1, 'start-not-whole'],
      [3, 'time-not-rising'],
      [4, 'survival-rising'],
      [5, 'percent-range'],
    ]);
  });

  test('is taken away in sight: every change with its row, the lower of two points on a vertical stays', () => {
    const { points, corrections, pointProblems } = readCurve(NOISY, COUNTS, YEARS, true);
    expect(pointProblems).toEqual([]);
    expect(points.map(({ line, years, percent }) => [line, years, percent])).toEqual([
      [1, 0, 100],
      [3, 1, 60],
      [4, 2, 60],
      [5, 3, 0],
    ]);
    expect(corrections.map(({ row, code, to }) => [row.line, code, to])).toEqual([
      [1, 'start', 100],
      [2, 'same-time', null],
      [4, 'rise', 60],
      [5, 'range', 0],
    ]);
  });

  test('ends at half a percentage point, and at five for a single click: what is further off stays a fault', () => {
    const { corrections, pointProblems } = readCurve('0,100\n1,80\n2,85.6', COUNTS, YEARS, true);
    expect(corrections).toEqual([]);
    expect(pointProblems.map(({ code }) => code)).toEqual(['survival-rising']);
  });

  const FILE = (name: string): string =>
    readFileSync(new URL(`../../tables/testing/files/${name}`, import.meta.url), 'utf8');

  test('a first click just before time 0 is drawn to it: 19-digitised-start-before-zero.csv', () => {
    const reading = readCurve(FILE('19-digitised-start-before-zero.csv'), '0,100\n1,80\n2,60\n3,45\n4,30', YEARS, true);
    expect([reading.pointProblems, reading.countProblems]).toEqual([[], []]);
    expect(reading.corrections.map(({ row, code, to }) => [row.line, code, to])).toEqual([
      [1, 'before-zero', null],
      [1, 'start', 100],
    ]);
    expect(reading.points.map(({ years, percent }) => [years, percent])).toEqual([
      [0, 100],
      [0.503, 92.01],
      [1.003, 85.01],
      [2.003, 70.01],
      [3.003, 63.01],
      [4.003, 60.01],
    ]);
  });

  test.each<[string, string, [number, string][], [number, number][]]>([
    [
      'clicks out of order',
      '0,100\n2,70\n1,80\n3,60',
      [[3, 'order']],
      [
        [0, 100],
        [1, 80],
        [2, 70],
        [3, 60],
      ],
    ],
    [
      'two clicks at the start',
      '-0.01,100\n0,99.8\n1,80\n2,70',
      [
        [1, 'before-zero'],
        [2, 'same-time'],
      ],
      [
        [0, 100],
        [1, 80],
        [2, 70],
      ],
    ],
    [
      'a doubled click, the lower one first',
      '0,100\n1,80\n1,80.2\n2,70',
      [[3, 'same-time']],
      [
        [0, 100],
        [1, 80],
        [2, 70],
      ],
    ],
    [
      'a click above the line',
      '0,100\n1,80\n2,83\n3,79\n4,70',
      [[3, 'outlier']],
      [
        [0, 100],
        [1, 80],
        [3, 79],
        [4, 70],
      ],
    ],
    [
      'a click below the line',
      '0,100\n1,80\n2,76\n3,79\n4,78',
      [[3, 'outlier']],
      [
        [0, 100],
        [1, 80],
        [3, 79],
        [4, 78],
      ],
    ],
  ])('%s', (_, text, corrections, points) => {
    const reading = readCurve(text, COUNTS, YEARS, true);
    expect(reading.corrections.map(({ row, code }) => [row.line, code])).toEqual(corrections);
    expect(reading.points.map(({ years, percent }) => [years, percent])).toEqual(points);
    expect(reading.pointProblems).toEqual([]);
  });
});

describe('several curves in one table', () => {
  const pick = (text: string, curve: number | null) => {
    const { curves, points, pointProblems } = readCurve(text, COUNTS, YEARS, false, curve);
    return {
      curves,
      points: points.map(({ years, percent }) => [years, percent]),
      problems: pointProblems.map(({ code }) => code),
    };
  };
  const TWO = readFileSync(new URL('../../tables/testing/files/18-digitised-two-curves.csv', import.meta.url), 'utf8');

  test('18-digitised-two-curves.csv: nothing is read before one is chosen', () => {
    expect(pick(TWO, null)).toEqual({ curves: ['Arm A', 'Arm B'], points: [], problems: ['several-curves'] });
    expect(pick(TWO, 0).points).toEqual([
      [0, 100],
      [0.5, 92],
      [1, 85],
      [2, 70],
      [3, 63],
      [4, 60],
    ]);
    expect(pick(TWO, 1)).toMatchObject({
      points: [
        [0, 100],
        [0.5, 90],
        [1, 82],
        [2, 66],
        [3, 58],
      ],
      problems: [],
    });
  });

  test.each<[string, string]>([
    ['semicolons and decimal commas', 'A;;B;\nX;Y;X;Y\n0;100;0;100\n0,5;92;0,5;90\n1;85;1;82,5'],
    ['one column of times', 'x,A,B\n0,100,100\n0.5,92,90\n1,85,82.5'],
    ['gaps under one column of times', 'time,A,B\n0,100,100\n0.5,,90\n0.6,92,\n1,85,82.5'],
    ['names without a second row', 'A,,B,\n0,100,0,100\n0.5,92,0.5,90\n1,85,1,82.5'],
  ])('%s', (_, text) => {
    expect(pick(text, null)).toMatchObject({ curves: ['A', 'B'], problems: ['several-curves'] });
    expect(pick(text, 1)).toMatchObject({
      points: [
        [0, 100],
        [0.5, 90],
        [1, 82.5],
      ],
      problems: [],
    });
  });
});
