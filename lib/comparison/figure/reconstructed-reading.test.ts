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
      [{ line: 1, column: 'survival', code: 'start-not-whole', value: 1, before: null }],
    ],
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

  test('ends at half a percentage point: what is further off stays a fault', () => {
    const { corrections, pointProblems } = readCurve('0,100\n1,80\n2,80.6', COUNTS, YEARS, true);
    expect(corrections).toEqual([]);
    expect(pointProblems.map(({ code }) => code)).toEqual(['survival-rising']);
  });
});
