import type { FigurePanel, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import { lettersOf } from '../drawing/letters';
import type { FigureTexts, LegendEntry } from '@/lib/comparison/words/figure-texts';
import { afterColon } from '@/lib/i18n/format';
import { panelCurves } from '../drawing/marks/panel';
import { INK_COLOURS, inkColour, seriesInk } from '../drawing/marks/inks';
import { DASH } from '../drawing/marks/measures';
import { LEAVING, shownSigns } from '../drawing/slides/legends';
import type { NativeChart, NativePoint, NativeSeries } from '../model/native-chart';
import { bandPoints, stepPoints } from './native-steps';

/** Share of the axis between markers of one horizon, and as far as they may reach to both sides together. */
const [GAP, SPREAD] = [0.024, 0.09] as const;

/** What stands before the words of a sign that do not say what it looks like. */
const SIGNS: Readonly<Partial<Record<LegendEntry['kind'], string>>> = {
  reconstructed: '– – –\u00a0',
  joined: '· · ·\u00a0',
};

/** One panel as PowerPoint draws it: the same curves, marks and names as in the picture. */
export function comparisonChart(panel: FigurePanel, index: number, texts: FigureTexts): NativeChart {
  const words = texts.panels[index];
  const [first, second] = panel.axis.ticks;
  const zero = words?.title ?? null;
  return {
    title: zero === null ? null : `${texts.title}: ${afterColon(zero)}`,
    xLabel: words?.xAxis ?? '',
    yLabel: words?.yAxis ?? '',
    // A marker beside the last horizon would not be drawn on an axis that ends there.
    x: {
      low: 0,
      high: Math.round(panel.axis.endYears * (1 + SPREAD / 2) * 1000) / 1000,
      step: Math.max(0.25, (second ?? 1) - (first ?? 0)),
    },
    y: { low: 0, high: 100, step: 20 },
    riskTable: panel.local !== null,
    signs: inLeavingOrder(shownSigns(texts.legend, [panel])).map(({ kind, text }) => `${SIGNS[kind] ?? ''}${text}`),
    letters: { told: lettersOf(panel.published, texts.letters), elsewhere: texts.lettersElsewhere },
    series: [
      ...bandSeries(panel, words?.local ?? ''),
      ...curveSeries(panel, words?.local ?? '', words?.reconstructed ?? {}),
      ...joinedSeries(panel),
      ...pointSeries(panel, (point) => words?.points[point.estimateId]?.label ?? point.acronym),
    ],
  };
}

function inLeavingOrder(legend: readonly LegendEntry[]): readonly LegendEntry[] {
  const at = ({ kind }: LegendEntry): number => {
    const position = LEAVING.findIndex((one) => one === kind);
    return position < 0 ? LEAVING.length : position;
  };
  return legend.toSorted((a, b) => at(a) - at(b));
}

/** The limits of the local curve, paler from where few remain. */
function bandSeries(panel: FigurePanel, name: string): NativeSeries[] {
  return panelCurves(panel).bands.map(({ ink, steps }) => ({
    name,
    kind: 'band',
    colour: inkColour(ink).slice(1),
    marker: 'none',
    open: false,
    points: bandPoints(steps),
  }));
}

/** The local curve, grey from where few remain, its censoring marks, and the curves that were read off figures. */
function curveSeries(
  panel: FigurePanel,
  local: string,
  reconstructed: Readonly<Record<string, string>>,
): NativeSeries[] {
  const { curves } = panelCurves(panel);
  const own = curves.filter(({ id }) => id.startsWith('local'));
  const lines = curves.map(({ id, ink, dash, steps }): NativeSeries => {
    const last = own.at(-1)?.id;
    const name = reconstructed[id] ?? local;
    const points = stepPoints(steps.map(({ at, percent }) => ({ at, percent })));
    // A curve in two parts is named once, at its end.
    // That of a figure has its name at the marker.
    const labelled = id === last ? withLabel(points, name) : points;
    return {
      name,
      kind: 'line',
      ...(dash === undefined ? {} : { dash }),
      colour: inkColour(ink).slice(1),
      marker: 'none',
      open: false,
      points: labelled,
    };
  });
  const marks = panel.local?.censorMarks ?? [];
  return [
    ...lines,
    ...(marks.length === 0
      ? []
      : [
          ticksSeries(
            local,
            marks.map(({ years, percent }) => ({ at: years, percent })),
            INK_COLOURS.ink.slice(1),
          ),
        ]),
  ];
}

/** Censoring marks as ticks across their curve. */
export function ticksSeries(
  name: string,
  marks: readonly Readonly<{ at: number; percent: number }>[],
  colour: string,
): NativeSeries {
  return {
    name,
    kind: 'ticks',
    colour,
    marker: 'none',
    open: false,
    points: marks.map(({ at, percent }) => ({ x: at, y: percent, low: null, high: null })),
  };
}

/** The last of the points bears the name. */
export function withLabel(points: readonly NativePoint[], label: string): NativePoint[] {
  return points.map((point, i) => (i + 1 === points.length ? { ...point, label } : point));
}

/** Dotted lines between the horizons of one source. */
function joinedSeries(panel: FigurePanel): NativeSeries[] {
  return panel.joined.flatMap(({ series, style }): NativeSeries[] => {
    const ends = series.flatMap((id) => panel.published.find((point) => point.estimateId === id && point.drawn) ?? []);
    return ends.length < 2
      ? []
      : [
          {
            name: ends[0]?.acronym ?? '',
            kind: 'line',
            dash: DASH.join,
            colour: inkColour(seriesInk(style)).slice(1),
            marker: 'none',
            open: false,
            points: ends.map((point) => ({ x: drawnYears(point, panel), y: point.percent, low: null, high: null })),
          },
        ];
  });
}

function pointSeries(panel: FigurePanel, labelOf: (point: PublishedPoint) => string): NativeSeries[] {
  return panel.published
    .filter(({ drawn }) => drawn)
    .map((point): NativeSeries => {
      const { interval, style } = point;
      return {
        name: labelOf(point),
        kind: 'points',
        computed: interval?.how === 'from-se',
        colour: inkColour(seriesInk(style)).slice(1),
        marker: style.shape === 'triangle-down' ? 'triangle' : style.shape,
        open: point.hollow.length > 0,
        points: [
          {
            x: drawnYears(point, panel),
            at: point.years,
            y: point.percent,
            low: interval?.low ?? null,
            high: interval?.high ?? null,
            label: labelOf(point),
          },
        ],
      };
    });
}

/** Markers of one horizon stand side by side, by falling value, as in the picture. */
function drawnYears(point: PublishedPoint, { published, axis }: FigurePanel): number {
  const beside = published
    .filter(({ drawn, years }) => drawn && years === point.years)
    .sort((a, b) => b.percent - a.percent || a.estimateId.localeCompare(b.estimateId));
  const gap = Math.min(GAP, SPREAD / Math.max(1, beside.length - 1)) * axis.endYears;
  const shift = (beside.indexOf(point) - (beside.length - 1) / 2) * gap;
  return Math.round((point.years + shift) * 1e4) / 1e4;
}
