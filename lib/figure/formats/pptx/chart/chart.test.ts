import { expect, test } from 'vitest';
import type { NativeChart } from '../../../model/native-chart';
import { chartXml } from './chart';
import { placedLabels, placeId } from './labels';

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
