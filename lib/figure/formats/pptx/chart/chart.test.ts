import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { crosses } from '../../../drawing/label-geometry';
import type { NativeChart } from '../../../model/native-chart';
import type { SlideItem } from '../../../model/slide';
import { drawnDeck } from '../../../testing/decks';
import { everyDocument, splitGenes } from '../../../testing/documents';
import type { SlideModel } from '../../../model/slide';
import { slidePreview } from '../../slide-preview';
import { lineHeight, lineWidth, plainStage } from '../measure';
import { chartXml } from './chart';
import { CHART_TYPE, placedLabels, placeId } from './labels';

type SlideChart = Extract<SlideItem, { kind: 'chart' }>;
const COLOURS = ['0072B2', 'D55E00'] as const;
/** Two figures of one time so near to each other that their names stand apart from their marks. */
const CHART: NativeChart = {
  title: null,
  xLabel: 'Years',
  yLabel: 'EFS, %',
  x: { low: 0, high: 6, step: 1 },
  y: { low: 0, high: 100, step: 20 },
  riskTable: false,
  series: COLOURS.map((colour, i) => ({
    name: `Trial ${i + 1}`,
    kind: 'points',
    colour,
    marker: 'circle',
    open: false,
    points: [{ x: 3, y: 40 + i, low: null, high: null, label: `Trial ${i + 1}` }],
  })),
};

test('a label of an editable chart has the colour of its mark and a line to it', () => {
  const xml = chartXml(CHART, { x: 0.1, y: 0.1, w: 0.8, h: 0.7 }, { x: 0, y: 0, w: 600, h: 400 });
  const series = xml.split('<c:ser>').slice(1);
  expect(series).toHaveLength(COLOURS.length);
  series.forEach((one, i) => {
    const labels = /<c:dLbls>[\s\S]*<\/c:dLbls>/u.exec(one)?.[0] ?? '';
    const ink = `<a:solidFill><a:srgbClr val="${COLOURS[i] ?? ''}"/></a:solidFill>`;
    expect(labels).toContain(`b="1">${ink}</a:rPr>`);
    expect(labels).toMatch(
      new RegExp(`<c15:showLeaderLines val="1"/><c15:leaderLines><c:spPr><a:ln [^>]*>${ink}</a:ln></c:spPr>`, 'u'),
    );
  });
});

test('the name of the upright axis is its unit where the plot is too low for it, in the file and in the preview', () => {
  const chart = { ...CHART, yLabel: 'Бессобытийная выживаемость, %' };
  const layout = { x: 0.1, y: 0.1, w: 0.8, h: 0.7 };
  // 29 letters of 16 points need more than 180 points and less than 360, 0.7 + 2 × 0.1 of a frame of 200 and of 400.
  for (const [h, name] of [
    [400, chart.yLabel],
    [200, '%'],
  ] as const) {
    const frame = { x: 0, y: 0, w: 600, h };
    expect(chartXml(chart, layout, frame)).toContain(
      `<a:t>${name.replace(' %', '\u00a0%')}</a:t></a:r></a:p></c:rich></c:tx><c:overlay`,
    );
    const item = { kind: 'chart', name: 'Chart', frame, altText: '', chart, layout } as const;
    const slide: SlideModel = { kind: 'figure', key: 'k', title: { runs: [], frame }, items: [item], notes: '' };
    expect(slidePreview(slide, plainStage('4x3'), splitGenes)).toContain(`>${name}</text>`);
  }
});

test('the preview has the marks where the file has them: beside each other, and dashed where the error is computed', () => {
  // A plot of 480 points for 6 years from 60 on, and of 280 for 100 % from 40 down: 3.5 years at 340, 75 % at 110, 50 % at 180.
  const [first, second] = CHART.series;
  if (first === undefined || second === undefined) throw new Error('no series');
  const points = [{ x: 3.5, at: 3, y: 75, low: 50, high: 100 }];
  const chart: NativeChart = { ...CHART, series: [{ ...first, computed: true, points }, second] };
  const frame = { x: 0, y: 0, w: 600, h: 400 };
  const layout = { x: 0.1, y: 0.1, w: 0.8, h: 0.7 };
  const item = { kind: 'chart', name: 'Chart', frame, altText: '', chart, layout } as const;
  const slide: SlideModel = { kind: 'figure', key: 'k', title: { runs: [], frame }, items: [item], notes: '' };
  const svg = slidePreview(slide, plainStage('4x3'), splitGenes);
  expect(svg).toContain('transform="translate(340 110)"');
  expect(svg).toContain('<path d="M340,180V40" stroke="#0072B2" stroke-width="1.5" stroke-dasharray=');
});

test('no sign of per cent stands alone on a line of an axis', () => {
  expect(chartXml(CHART, { x: 0.1, y: 0.1, w: 0.8, h: 0.7 }, { x: 0, y: 0, w: 600, h: 400 })).toContain('EFS,\u00a0%<');
});

test('the name of a curve leaves a gap behind its end, wherever a program begins a label', () => {
  // LibreOffice begins a label at the point itself, PowerPoint some points right of it.
  const curve: NativeChart = {
    ...CHART,
    series: [
      {
        name: 'Local',
        kind: 'line',
        colour: COLOURS[0],
        marker: 'none',
        open: false,
        points: [
          { x: 0, y: 100, low: null, high: null },
          { x: 5, y: 60, low: null, high: null, label: 'Local' },
        ],
      },
    ],
  };
  const layout = { x: 0.1, y: 0.1, w: 0.7, h: 0.7 };
  const xml = chartXml(curve, layout, { x: 0, y: 0, w: 600, h: 400 });
  const moved = /<c:dLbl><c:idx val="1"\/><c:layout><c:manualLayout><c:x val="(-?[\d.]+)"\/>/u.exec(xml)?.[1];
  expect(Number(moved) * 600).toBeGreaterThanOrEqual(4);
});

test('the name of a figure on a curve stands beside the curve', () => {
  const [figure] = CHART.series;
  if (figure === undefined) throw new Error('no series');
  const at = { low: null, high: null };
  // A level through the marker from the first year to the last: right and left of it the name would be crossed.
  const level: NativeChart['series'][number] = {
    name: 'Local',
    kind: 'line',
    colour: COLOURS[0],
    marker: 'none',
    open: false,
    points: [
      { x: 0, y: 40, ...at },
      { x: 6, y: 40, ...at },
    ],
  };
  const size = { x: 0, y: 0, w: 600, h: 400 };
  const layout = { x: 0.1, y: 0.1, w: 0.8, h: 0.7 };
  const moved = placedLabels({ ...CHART, series: [figure, level] }, layout, size).get(placeId(0, 0));
  // Half a line of 16 points away at least.
  expect(Math.abs(moved?.y ?? 0) * size.h).toBeGreaterThanOrEqual(8);
});

test.each(LOCALES)(
  'it says what an open marker and a dashed curve mean (%s)',
  async (locale) => {
    const t = await messageLookup(locale);
    const signs = {
      comparison: t('figure.legend.hollow'),
      'comparison-curves': t('reconstructed.legend'),
      progress: t('home.keyOpen'),
    };
    for (const [kind, words] of Object.entries(signs))
      for (const ratio of ['16x9', '4x3'] as const) {
        const first = (await drawnDeck(kind, locale, ratio, true))[0]?.[0];
        const said = first?.items.flatMap((item) => (item.kind === 'text' && item.name === 'Signs' ? item.runs : []));
        expect(said?.map(({ text }) => text).join(''), `${kind} ${ratio}`).toContain(words);
      }
  },
  60_000,
);

test.each(LOCALES)(
  'no name of a figure stands on a curve (%s)',
  async (locale) => {
    const kinds = ['comparison-local', 'comparison-panels', 'comparison-curves', 'expected'];
    let names = 0;
    for (const kind of kinds)
      for (const ratio of ['16x9', '4x3'] as const)
        for (const { items } of (await drawnDeck(kind, locale, ratio, true)).flat())
          for (const item of items) {
            if (item.kind !== 'chart') continue;
            const { chart, layout, frame } = item;
            const across = (x: number): number =>
              frame.w * (layout.x + (layout.w * (x - chart.x.low)) / (chart.x.high - chart.x.low));
            const down = (y: number): number => frame.h * (layout.y + layout.h * (1 - y / 100));
            const places = placedLabels(chart, layout, frame);
            chart.series.forEach(({ kind: drawn, points }, s) => {
              const [point] = points;
              if (drawn !== 'points' || point?.label === undefined) return;
              const place = places.get(placeId(s, 0));
              expect(place, point.label).toBeDefined();
              names += 1;
              // Ten points from the middle of the mark, where a label that is not moved begins.
              const left = across(point.x) + 10 + (place?.x ?? 0) * frame.w;
              const middle = down(point.y) + (place?.y ?? 0) * frame.h;
              const box = {
                left,
                right: left + lineWidth(point.label, CHART_TYPE, 600),
                top: middle - 0.36 * CHART_TYPE,
                bottom: middle + 0.36 * CHART_TYPE,
              };
              expect(lineHeight(CHART_TYPE)).toBeGreaterThan(box.bottom - box.top);
              for (const curve of chart.series.filter((one) => one.kind === 'line'))
                curve.points.forEach((to, i) => {
                  const from = curve.points[i - 1] ?? to;
                  const [x1, x2] = [from.x, to.x].map(across).toSorted((a, b) => a - b);
                  const [y1, y2] = [from.y, to.y].map(down).toSorted((a, b) => a - b);
                  const crosses =
                    (x2 ?? 0) > box.left && (x1 ?? 0) < box.right && (y2 ?? 0) > box.top && (y1 ?? 0) < box.bottom;
                  expect(crosses, `${kind}, ${ratio}: ${point.label ?? ''} / ${curve.name}`).toBe(false);
                });
            });
          }
    expect(names).toBeGreaterThan(20);
  },
  120_000,
);

test.each(LOCALES)(
  'no line to a name goes through the name of another (%s)',
  async (locale) => {
    const kinds = ['comparison', 'comparison-local', 'comparison-many', 'comparison-letters', 'comparison-panels'];
    let names = 0;
    for (const kind of [...kinds, 'comparison-curves', 'progress'])
      for (const ratio of ['16x9', '4x3'] as const)
        for (const { items } of (await drawnDeck(kind, locale, ratio, true)).flat())
          for (const item of items) {
            if (item.kind !== 'chart') continue;
            const placed = namesIn(item);
            names += placed.length;
            const struck = placed.flatMap(({ name, line }) =>
              placed.filter((other) => other.name !== name && crosses(line, other.box)).map((other) => other.name),
            );
            expect(struck, `${kind}, ${ratio}`).toEqual([]);
          }
    expect(names).toBeGreaterThan(100);
  },
  120_000,
);

/** Where the names of an editable chart stand, with the lines from their marks: LibreOffice draws them from the middle. */
function namesIn({ chart, layout, frame }: SlideChart) {
  const places = placedLabels(chart, layout, frame);
  return chart.series.flatMap(({ points }, s) =>
    points.flatMap(({ x, y, label: name }, p) => {
      const place = places.get(placeId(s, p));
      if (name === undefined || place === undefined) return [];
      const at = frame.w * (layout.x + (layout.w * (x - chart.x.low)) / (chart.x.high - chart.x.low));
      const up = frame.h * (layout.y + layout.h * (1 - y / 100));
      const [left, middle] = [at + 10 + place.x * frame.w, up + place.y * frame.h];
      const box = {
        left,
        right: left + lineWidth(name, CHART_TYPE, 600),
        top: middle - 0.36 * CHART_TYPE,
        bottom: middle + 0.36 * CHART_TYPE,
      };
      const end = { x2: Math.min(Math.max(at, box.left), box.right), y2: Math.min(Math.max(up, box.top), box.bottom) };
      return [{ name, box, line: { x1: at, y1: up, ...end } }];
    }),
  );
}

test('limits reach as far as their curve where its last step has none', async () => {
  // By hand: the last of 24 patients has the event, so that the curve ends at 0 %, where nothing has limits.
  const [chart] = (await everyDocument('en')).get('own-data')?.[0]?.nativeCharts ?? [];
  const lines = chart?.series.filter(({ kind }) => kind === 'line') ?? [];
  const lastOf = (one: NativeChart['series'][number]): number => one.points.at(-1)?.x ?? Number.NaN;
  for (const name of ['Arm A', 'Arm B']) {
    const [curve, low, high] = lines.filter((line) => line.name === name);
    if (curve === undefined || low === undefined || high === undefined) throw new Error(`no limits of ${name}`);
    expect(curve.points.at(-1)?.y).toBe(0);
    expect(low.points.at(-1)?.y).toBeGreaterThan(0);
    expect([lastOf(low), lastOf(high)]).toEqual([lastOf(curve), lastOf(curve)]);
  }
}, 60_000);

test.each(LOCALES)(
  'two groups of patients have their whole names at the ends of their editable curves (%s)',
  async (locale) => {
    const names = (await drawnDeck('groups-kmt2a', locale, '4x3', true))
      .flat()
      .flatMap(({ items }) =>
        items.flatMap((item) =>
          item.kind === 'chart'
            ? item.chart.series.flatMap(({ points }) => points.flatMap(({ label }) => label ?? []))
            : [],
        ),
      );
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => name.includes('…'))).toEqual([]);
  },
);
