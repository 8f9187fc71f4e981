import { expect, test } from 'vitest';
import { PatientInput } from '../schema';
import type { PatientRecord } from '../records/record';
import { drawCourse, drawingSvg, mrdHeight, type CourseWords } from './draw-course';

const WORDS: CourseWords = {
  mrd: 'MRD',
  limits: 'limits',
  day: (days) => `day ${days}`,
  years: (years) => `${years} y`,
  percent: (percent) => `${percent} %`,
  treatment: (treatment) => treatment.class,
  mark: (what) => what,
};
const record = (records: Partial<PatientRecord['records']> = {}): PatientRecord => ({
  ...PatientInput.parse({ pseudonym: 'A-1', ageDays: '100', diagnosisDate: '2021-01-01', remissionDate: '2021-02-03' }),
  ...{ id: 'p', siteId: 's', siteName: 'S', madeUp: false, version: 1 },
  records: { mrd: [], treatment: [], transplant: [], event: [], 'follow-up': [], ...records },
});
const draw = (of: PatientRecord, width = 1000) => drawCourse(of, { width, words: WORDS, paint: (ink) => ink });

test('a factor of ten is the same height everywhere, and nothing leaves the panel', () => {
  const [hundred, ten, one] = [100, 10, 1].map((percent) => mrdHeight(percent, 0));
  expect((ten ?? 0) - (hundred ?? 0)).toBeCloseTo((one ?? 0) - (ten ?? 0), 10);
  expect([mrdHeight(1e-9, 0), mrdHeight(1000, 0)]).toEqual([mrdHeight(1e-5, 0), mrdHeight(100, 0)]);
});

test('days lie on the axis in proportion to the time since the diagnosis', () => {
  const visit = (id: string, date: string) => ({ id, date, status: 'alive-in-remission' as const });
  // 2021 has 365 days: 2 July is day 182, 1 January 2022 day 365.
  const drawing = draw(record({ 'follow-up': [visit('a', '2021-07-02'), visit('b', '2022-01-01')] }));
  const ticks = drawing?.shapes.filter(
    ({ attributes }) => attributes['stroke-width'] === 1.5 && attributes['x1'] !== undefined,
  );
  const [half = 0, end = 0] = (ticks ?? []).map(({ attributes }) => Number(attributes['x1']));
  expect((half - 68) / (end - 68)).toBeCloseTo(182 / 365, 10);
});

test('a negative sample stands under its limit of detection, a measured one at its value', () => {
  const sample = { timePoint: 'other', method: null, quantificationPercent: null } as const;
  const drawing = draw(
    record({
      mrd: [
        { id: 'a', date: '2021-03-01', result: 'negative', valuePercent: null, sensitivityPercent: 0.001, ...sample },
        { id: 'b', date: '2021-04-01', result: 'quantified', valuePercent: 0.1, sensitivityPercent: 0.001, ...sample },
      ],
    }),
  );
  const measured = drawing?.shapes.find(({ tag, attributes }) => tag === 'circle' && attributes['r'] === 4);
  expect(measured?.attributes['cy']).toBe(mrdHeight(0.1, 8));
  const limits = drawing?.shapes.filter(({ attributes }) => attributes['y1'] === mrdHeight(0.001, 8));
  expect(limits).toHaveLength(2);
});

test('nothing after the diagnosis is no drawing; a file holds no text that is markup', () => {
  const bare = record();
  expect(draw({ ...bare, response: { ...bare.response, remissionDate: null } })).toBeNull();
  const drawing = drawCourse(bare, { width: 390, words: { ...WORDS, mark: () => '<b>' }, paint: () => '#000' });
  expect(drawing && drawingSvg(drawing)).toContain('&lt;b&gt; · day 33');
});

test('nothing leaves the drawing: the caption breaks, and the last label of the axis has room', () => {
  const limits = 'short lines are limits of detection, dashed ones limits of quantification, of every single sample';
  const sample = { id: 'm', date: '2021-02-03', timePoint: 'other', result: 'quantified', valuePercent: 0.1 } as const;
  const rest = { method: null, sensitivityPercent: null, quantificationPercent: null } as const;
  const visit = { id: 'f', date: '2023-01-01', status: 'alive-in-remission' } as const;
  const drawing = drawCourse(record({ mrd: [{ ...sample, ...rest }], 'follow-up': [visit] }), {
    width: 350,
    words: { ...WORDS, limits },
    paint: (ink) => ink,
  });
  const texts = (drawing?.shapes ?? []).filter(({ tag }) => tag === 'text');
  // 350 less both margins is 258; a letter takes 6.6 at most.
  const long = texts.filter(({ text }) => (text ?? '').length > 258 / 6.6);
  expect(long).toEqual([]);
  expect(texts.map(({ text }) => text).join(' ')).toContain('of every single sample');
  const ends = texts
    .filter(({ attributes }) => attributes['text-anchor'] === 'middle')
    .map(({ attributes }) => attributes['x']);
  expect(Math.max(...ends.map(Number))).toBeLessThanOrEqual(350 - 24);
});

test.each([350, 780])('the name of a treatment is whole and inside the drawing, however long (%i)', (width) => {
  const agents =
    'prednisone, vincristine, daunorubicin, asparaginase, cytarabine, 6-mercaptopurine, '.repeat(2) + 'x'.repeat(90);
  const treatment = (id: string, startDate: string, endDate: string | null) =>
    ({ id, class: 'chemotherapy', startDate, endDate, agents, cycle: 1 }) as const;
  const drawing = drawCourse(
    record({ treatment: [treatment('a', '2021-01-01', '2021-03-01'), treatment('b', '2022-12-01', null)] }),
    { width, words: { ...WORDS, treatment: (one) => one.agents ?? '' }, paint: (ink) => ink },
  );
  const texts = (drawing?.shapes ?? []).filter(
    ({ tag, attributes }) => tag === 'text' && attributes['y'] !== undefined,
  );
  const said = texts
    .map(({ text }) => text ?? '')
    .join('')
    .replaceAll(' ', '');
  expect(said.split(agents.replaceAll(' ', ''))).toHaveLength(3);
  for (const { text = '', attributes } of texts) {
    // A letter takes 6.6 at most.
    const [at, long] = [Number(attributes['x']), text.length * 6.6];
    const left =
      attributes['text-anchor'] === 'start' ? at : attributes['text-anchor'] === 'end' ? at - long : at - long / 2;
    expect(left).toBeGreaterThanOrEqual(-0.5);
    expect(left + long).toBeLessThanOrEqual(width + 0.5);
  }
});

test('no line runs through a label of the axis, and a treatment’s name stands clear of its bar', () => {
  const given = { id: 't', class: 'chemotherapy', startDate: '2021-01-02', endDate: '2022-06-01' } as const;
  const shapes =
    draw(
      record({
        'follow-up': [{ id: 'f', date: '2022-01-01', status: 'alive-with-disease' }],
        treatment: [{ ...given, agents: null, cycle: null }],
      }),
    )?.shapes ?? [];
  const at = shapes.findIndex(({ text }) => text === '1 y');
  const [ground, label] = [shapes[at - 1]?.attributes, shapes[at]?.attributes];
  // Three letters of 6.6 at most, half on each side; the baseline lies 17 below the axis.
  expect(Number(label?.['x']) - Number(ground?.['x'])).toBeCloseTo((3 * 6.6) / 2, 10);
  expect(Number(ground?.['width'])).toBeCloseTo(3 * 6.6, 10);
  expect(at).toBeGreaterThan(shapes.findLastIndex(({ tag }) => tag === 'line'));
  const name = shapes.find(({ text }) => text === 'chemotherapy')?.attributes;
  const bar = shapes.find(({ tag, attributes }) => tag === 'rect' && attributes['height'] === 6)?.attributes;
  // The tails of letters of 12 are 3 long.
  expect(Number(bar?.['y']) - Number(name?.['y'])).toBeGreaterThan(4);
});
