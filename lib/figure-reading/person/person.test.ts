import { describe, expect, test } from 'vitest';
import type { CurveReading, PanelReading } from '../reading';
import { corrected, doubtfulShare, registryRows, unseen, yearsOf } from './corrected';
import { endsWithAxis, readArms, readCounts, whatIsOpen } from './finished';
import { cornersOf, dropped, gripAt, removed } from './grips';
import { startOf, stepped } from './history';
import { placeOf, valueAt } from './overlay';
import { figureData } from '../session/arm-data';
import { axisValues, hintsOf, newArm, sheetOf, stretchKey } from './sheet';

/** Ten patients, events at 6, 12 and 24 months, marks at 8 and 30: by hand. */
const CURVE: CurveReading = {
  label: 'A',
  colour: '#ff0000',
  dash: [],
  points: [
    [0, 1],
    [6, 0.9],
    [12, 0.8],
    [24, 0.6],
  ],
  end: 36,
  censored: [8, 30],
  patients: 10,
  atRisk: [
    [0, 10],
    [12, 8],
    [24, 6],
  ],
  doubtful: [{ from: 5, to: 14, doubt: 'gap' }],
};
/** 10 points a month, 100 points from 1 down to 0; the origin at 50, 150. */
const PANEL: PanelReading = {
  method: 'vector',
  box: { x0: 50, y0: 50, x1: 410, y1: 150 },
  x: { ticks: [0, 12, 24, 36], residual: 0, from: 'ticks', unit: 'months' },
  y: { ticks: [0, 0.5, 1], residual: 0, from: 'ticks', as: 'percent', shows: 'survival' },
  affine: [10, 0, 0, -100, 50, 150],
  curves: [CURVE],
  refusals: [],
};
const ARM = newArm('A', '#ff0000');

describe('corrections', () => {
  test('a level set by hand stays between its neighbours, and what was read stays', () => {
    const raised = corrected(CURVE, { ...ARM, levels: [{ time: 15, value: 0.95 }] });
    expect(raised.points[2]).toEqual([12, 0.9]);
    expect(corrected(CURVE, { ...ARM, levels: [{ time: 15, value: 0.7 }] }).points[2]).toEqual([12, 0.7]);
    expect(corrected(CURVE, ARM)).toEqual(CURVE);
  });

  test('an end takes away the steps and marks behind it', () => {
    const ended = corrected(CURVE, { ...ARM, end: 20, marksAdded: [18, 25] });
    expect(ended.points.at(-1)).toEqual([12, 0.8]);
    expect([ended.end, ended.censored]).toEqual([20, [8, 18]]);
  });

  test('every step can be taken back and made again', () => {
    const changed = stepped(startOf(1), { kind: 'change', to: (n) => n + 1 });
    const back = stepped(changed, { kind: 'undo' });
    expect([changed.present, back.present, stepped(back, { kind: 'redo' }).present]).toEqual([2, 1, 2]);
    expect(stepped(back, { kind: 'undo' })).toBe(back);
  });
});

describe('from the figure to the registry', () => {
  test('days, weeks and months become years of 365.25 days', () => {
    expect([yearsOf(365.25, 'days'), yearsOf(18, 'months')]).toEqual([1, 1.5]);
    expect(yearsOf(52, 'weeks')).toBeCloseTo(364 / 365.25, 12);
  });

  test('corners rise in time, and the last stands where the line ends', () => {
    expect(registryRows(CURVE, 'months', 'vector')).toEqual({
      points: [
        { years: 0, percent: 100 },
        { years: 0.5, percent: 90 },
        { years: 1, percent: 80 },
        { years: 2, percent: 60 },
        { years: 3, percent: 60 },
      ],
      marks: [0.666667, 2.5],
    });
  });

  test('a picture bears three places of a year; two corners of one of them are one fall', () => {
    const close = {
      ...CURVE,
      points: [
        [0, 1],
        [6, 0.9],
        [6.001, 0.85],
      ] as const,
      end: 12,
    };
    expect(registryRows(close, 'months', 'raster').points).toEqual([
      { years: 0, percent: 100 },
      { years: 0.5, percent: 85 },
      { years: 1, percent: 85 },
    ]);
  });

  test('of a place comes its time and survival, also where incidence is drawn', () => {
    const rising: PanelReading = { ...PANEL, y: { ...PANEL.y, shows: 'incidence' } };
    expect(valueAt(PANEL, placeOf(PANEL, 12, 0.8))).toEqual({ time: 12, survival: 0.8 });
    expect(placeOf(rising, 12, 0.8)).toEqual([170, 130]);
    expect(valueAt(rising, [170, 130]).survival).toBeCloseTo(0.8, 12);
  });

  test('the doubtful share is of the length of the curve, and nothing counts twice', () => {
    expect(doubtfulShare(CURVE)).toBeCloseTo(9 / 36, 12);
    const twice = [...CURVE.doubtful, { from: 10, to: 50, doubt: 'hidden' } as const];
    expect(doubtfulShare({ ...CURVE, doubtful: twice })).toBeCloseTo(31 / 36, 12);
  });
});

describe('numbers at risk', () => {
  const cells = (...texts: string[]): { time: number; text: string }[] =>
    texts.map((text, i) => ({ time: 12 * i, text }));

  test('empty cells say nothing, the others stand in years', () => {
    expect(readCounts({ curve: CURVE, cells: cells('10', '', '6') }, 'months')).toEqual({
      counts: [
        { years: 0, atRisk: 10 },
        { years: 2, atRisk: 6 },
      ],
      faults: [],
    });
  });

  test.each([
    ['10', '8,5', '6', { time: 12, code: 'not-whole' }],
    ['10', '8', '9', { time: 24, code: 'rising' }],
    // Of 100 patients, 90 % survive until 12 months: at most 90 are at risk then.
    ['100', '92', '60', { time: 12, code: 'above-curve' }],
  ])('%s, %s, %s is refused', (first, second, third, fault) => {
    expect(readCounts({ curve: CURVE, cells: cells(first, second, third) }, 'months').faults).toEqual([fault]);
  });
});

test('the data of two arms by hand: events at 1 and 3 against 2 and 4 of two patients each', () => {
  const arm = (first: number, second: number): CurveReading => ({
    ...CURVE,
    points: [
      [0, 1],
      [first, 0.5],
      [second, 0],
    ],
    end: second,
    censored: [],
    patients: 2,
    atRisk: [[0, 2]],
    doubtful: [],
  });
  const { arms, ratios } = figureData([arm(1, 3), arm(2, 4)], 1e-6, 5);
  expect(arms).toEqual([
    { method: 'counted', patients: 2, events: 2, misfit: 0 },
    { method: 'counted', patients: 2, events: 2, misfit: 0 },
  ]);
  // R 4.2.2, survival: coxph(Surv(c(1, 3, 2, 4)) ~ c(0, 0, 1, 1)).
  expect(ratios[0]?.hazardRatio).toBeCloseTo(0.3903882, 6);
  expect(ratios[0]?.lower).toBeCloseTo(0.03433894, 6);
  expect(ratios[0]?.upper).toBeCloseTo(4.438196, 5);
});

describe('what is open', () => {
  const sheet = sheetOf(PANEL, 0);
  const openIn = (changed: typeof sheet): unknown => whatIsOpen(PANEL, changed, readArms(PANEL, changed));

  test('nothing is taken for confirmed that a person did not confirm', () => {
    expect(openIn({ ...sheet, unit: null })).toBe('unit');
    expect(openIn(sheet)).toBe('confirm');
    expect(openIn({ ...sheet, shows: 'incidence', confirmed: true })).toBe('contradiction');
    expect(openIn({ ...sheet, as: 'fraction', confirmed: true })).toBe('contradiction');
    expect(openIn({ ...sheet, confirmed: true })).toBe('stretches');
  });

  test('a stretch counts as looked at when its own tick was set', () => {
    const [stretch] = CURVE.doubtful;
    const seen = { ...ARM, seen: stretch === undefined ? [] : [stretchKey(stretch)] };
    expect(unseen(CURVE, seen)).toEqual([]);
    expect(openIn({ ...sheet, confirmed: true, arms: [seen] })).toBeNull();
    expect(openIn({ ...sheet, confirmed: true, arms: [{ ...seen, taken: false }] })).toBe('curves');
  });
});

describe('the words for the tracer', () => {
  test('an axis is an even row', () => {
    expect(axisValues(0, 1, 0.2)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect([axisValues(0, 60, 13), axisValues(10, 0, 2), axisValues(0, 10, 0)]).toEqual([null, null, null]);
  });

  test('three points of the axes are clicks, two are none; curves stand under their number', () => {
    const sheet = {
      ...sheetOf(PANEL, 0),
      corners: [
        [50, 150],
        [410, 150],
        [50, 50],
      ] as const,
      arms: [ARM, ARM],
    };
    const hints = hintsOf(sheet, [0, 36], [0, 100]);
    expect(hints?.clicks.map(({ time, value }) => [time, value])).toEqual([
      [0, 0],
      [36, 0],
      [0, 100],
    ]);
    expect(hints?.curves.map(({ label }) => label)).toEqual(['0', '1']);
    expect(hintsOf({ ...sheet, corners: [[50, 150], [410, 150], null] }, [0, 36], [0, 100])?.clicks).toEqual([]);
    expect(hintsOf({ ...sheet, shows: null }, [0, 36], [0, 100])).toBeNull();
  });
});

describe('what is dragged', () => {
  // By hand: 8 months lie at x = 50 + 80 = 130, 90 % at y = 150 − 90 = 60; the fall at 12 months at x = 170 from y = 60 to 70.
  const sheet = sheetOf(PANEL, 0);
  const reading = { sheet, panel: PANEL, arms: readArms(PANEL, sheet) };
  const after = (changed: typeof sheet): CurveReading => corrected(CURVE, changed.arms[0] ?? ARM);

  test('is the nearest mark, fall or level within reach, and nothing beyond', () => {
    expect(gripAt([131, 61], 3, reading)).toEqual({ grip: { kind: 'mark', arm: 0, time: 8 }, at: [130, 60] });
    expect(gripAt([171, 66], 3, reading)).toEqual({ grip: { kind: 'step', arm: 0, time: 12 }, at: [170, 66] });
    expect(gripAt([150, 62], 3, reading)).toEqual({ grip: { kind: 'level', arm: 0, time: 10 }, at: [150, 60] });
    expect(gripAt([150, 90], 3, reading)).toBeNull();
    expect(gripAt([500, 90], 3, reading)).toBeNull();
  });

  test('a fall goes to another time and stays between its neighbours; a level goes up or down', () => {
    const moved = after(dropped({ kind: 'step', arm: 0, time: 12 }, [190, 66], reading));
    expect(moved.points.map(([time]) => time)).toEqual([0, 6, 14, 24]);
    const beyond = after(dropped({ kind: 'step', arm: 0, time: 12 }, [350, 66], reading));
    expect(beyond.points.map(([time]) => time)).toEqual([0, 6, 24, 24]);
    const lower = after(dropped({ kind: 'level', arm: 0, time: 10 }, [150, 65], reading));
    expect(lower.points[1]).toEqual([6, 0.85]);
  });

  test('corrections hold in their order: a level set on a fall that was moved is that of its new stretch', () => {
    const moved = dropped({ kind: 'step', arm: 0, time: 12 }, [190, 66], reading);
    const both = dropped({ kind: 'level', arm: 0, time: 13 }, [180, 65], { ...reading, sheet: moved });
    expect(after(both).points.slice(1, 3)).toEqual([
      [6, 0.85],
      [14, 0.8],
    ]);
  });

  test('a mark that was read is moved or taken away, and comes back with its step undone', () => {
    const moved = dropped({ kind: 'mark', arm: 0, time: 8 }, [140, 60], reading);
    expect(after(moved).censored).toEqual([9, 30]);
    const gone = removed({ kind: 'mark', arm: 0, time: 9 }, moved);
    expect(after(gone).censored).toEqual([30]);
    expect(removed({ kind: 'level', arm: 0, time: 9 }, moved)).toBe(moved);
  });

  test('a way-point is moved and taken away; what it does not touch stays', () => {
    const two = { ...sheet, arms: [{ ...ARM, waypoints: [[1, 2] as const, [3, 4] as const] }] };
    const own = { ...reading, sheet: two };
    const held = gripAt([2, 2], 2, own);
    expect(held).toEqual({ grip: { kind: 'waypoint', arm: 0, waypoint: 0 }, at: [1, 2] });
    if (held === null) return;
    expect(dropped(held.grip, [5, 6], own).arms[0]?.waypoints).toEqual([
      [5, 6],
      [3, 4],
    ]);
    expect(removed(held.grip, two).arms[0]?.waypoints).toEqual([[3, 4]]);
  });

  test('the places that measure a picture are moved from where its ticks were found, the others staying there', () => {
    const picture = { ...reading, panel: { ...PANEL, method: 'raster' as const } };
    // Origin, 36 months and 100 %, by hand.
    expect(cornersOf(sheet, picture.panel)).toEqual([
      [50, 150],
      [410, 150],
      [50, 50],
    ]);
    expect(gripAt([411, 151], 4, picture)?.grip).toEqual({ kind: 'corner', corner: 1 });
    expect(dropped({ kind: 'corner', corner: 1 }, [405, 150], picture).corners).toEqual([
      [50, 150],
      [405, 150],
      [50, 50],
    ]);
    // Lines of a PDF measure themselves.
    expect(cornersOf(sheet, PANEL)).toEqual([null, null, null]);
  });
});

test('a line that runs to the last number of the axis with patients left may go on behind it', () => {
  const arms = (changes: Partial<CurveReading>): ReturnType<typeof readArms> =>
    readArms({ ...PANEL, curves: [{ ...CURVE, ...changes }] }, sheetOf(PANEL, 0));
  expect(endsWithAxis(PANEL, arms({}))).toBe(true);
  expect(endsWithAxis(PANEL, arms({ end: 35 }))).toBe(false);
  // Nobody is left at 0 %.
  expect(endsWithAxis(PANEL, arms({ points: [...CURVE.points, [30, 0]] }))).toBe(false);
});
