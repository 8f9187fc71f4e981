import type { FigurePanel, JoinedLine, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import type { SeriesStyle } from '@/lib/comparison/selection/series-style';
import { leaderLine, type Box } from './label-geometry';
import {
  candidatesAround,
  candidatesBeyond,
  candidatesFar,
  placeLabels,
  type Candidate,
  type LabelRequest,
  type Obstacle,
} from './label-placement';
import { CAP, LINE_HEIGHT, RADIUS, TYPE_SIZE } from './marks/measures';
import { textWidth } from './text-width';

/** The plot in px: `x` of years, `y` of per cent, and its frame. */
export type PlotScale = Readonly<{ x: (years: number) => number; y: (percent: number) => number; frame: Box }>;

export type DrawnMarker = Readonly<{
  id: string;
  x: number;
  y: number;
  /** ends of the whisker; null without an interval */
  whisker: Readonly<{ low: number; high: number; dashed: boolean }> | null;
  open: boolean;
  style: SeriesStyle;
}>;
export type DrawnLabel = Readonly<{ id: string; text: string; box: Box; leader: ReturnType<typeof leaderLine> }>;
/** A dotted line between the markers of two horizons of one source. */
export type DrawnJoin = Readonly<{ id: string; x1: number; y1: number; x2: number; y2: number; style: SeriesStyle }>;
export type PanelLayout = Readonly<{
  markers: readonly DrawnMarker[];
  labels: readonly DrawnLabel[];
  joins: readonly DrawnJoin[];
}>;

export type LayoutOptions = Readonly<{
  /** label of each published figure by estimate id, its lines parted by \n */
  labels: Readonly<Record<string, string>>;
  /** label of the local curve; null: none */
  local: string | null;
  /** labels of the reconstructed curves by curve id; null: none */
  reconstructed: Readonly<Record<string, string>> | null;
}>;

export const LOCAL_LABEL = 'local';
/** Where along a curve its label is tried, as shares of its length. */
const ALONG_LOCAL = [0.45, 0.3, 0.6, 0.2, 0.75, 0.1, 0];
const ALONG_RECONSTRUCTED = [0.2, 0.35, 0.1, 0.5, 0.65, 0.8, 0];
type Corner = Readonly<{ years: number; percent: number }>;

/** A label gets a little more room than its measured width: a reader's browser may draw another font. */
const ROOM = 1.05;
/** Markers of one horizon stay within this many years of the axis, so that nobody takes them for another horizon. */
const WIDEST_SPREAD = 0.45;
const LEAST_GAP = 7;

/**
 * Where the markers, whiskers and direct labels of a panel stand, for the page and for exports alike. Markers of one
 * horizon are set side by side, by falling value, so that no interval hides another.
 */
export function layoutPanel(panel: FigurePanel, scale: PlotScale, options: LayoutOptions): PanelLayout {
  const drawn = panel.published.filter((point) => point.drawn);
  const markers = drawn.map((point) => drawnMarker(point, drawn, scale));
  const requests = [
    ...markers.map((marker) => markerRequest(marker, options)),
    ...curveRequests(panel, scale, options),
  ];
  const obstacles = [
    ...markers.flatMap((marker) => markerObstacles(marker)),
    ...[panel.local, ...panel.reconstructed].flatMap((curve) => curveObstacles(curve, scale)),
  ];
  const places = placeLabels(requests, obstacles, scale.frame);
  return {
    markers,
    joins: panel.joined.flatMap((joined) => drawnJoin(joined, markers)),
    labels: [...places].map(([id, box]) => {
      const marker = markers.find((candidate) => candidate.id === id);
      return {
        id,
        text: id === LOCAL_LABEL ? (options.local ?? '') : (options.labels[id] ?? options.reconstructed?.[id] ?? ''),
        box,
        leader: marker === undefined ? null : leaderLine(box, marker.x, marker.y, RADIUS.own),
      };
    }),
  };
}

function drawnMarker(point: PublishedPoint, drawn: readonly PublishedPoint[], { x, y }: PlotScale): DrawnMarker {
  const neighbours = drawn
    .filter(({ years }) => years === point.years)
    .sort((a, b) => b.percent - a.percent || a.estimateId.localeCompare(b.estimateId));
  const gap = Math.min(
    2 * RADIUS.own + 3,
    Math.max(LEAST_GAP, (WIDEST_SPREAD * (x(1) - x(0))) / Math.max(1, neighbours.length - 1)),
  );
  const offset = (neighbours.indexOf(point) - (neighbours.length - 1) / 2) * gap;
  const { interval } = point;
  return {
    id: point.estimateId,
    x: x(point.years) + offset,
    y: y(point.percent),
    whisker:
      interval === null ? null : { low: y(interval.low), high: y(interval.high), dashed: interval.how === 'from-se' },
    open: point.hollow.length > 0,
    style: point.style,
  };
}

function drawnJoin({ series, style }: JoinedLine, markers: readonly DrawnMarker[]): DrawnJoin[] {
  const [from, to] = series.map((id) => markers.find((marker) => marker.id === id));
  return from === undefined || to === undefined
    ? []
    : [{ id: `${from.id} ${to.id}`, x1: from.x, y1: from.y, x2: to.x, y2: to.y, style }];
}

function markerRequest({ id, x, y, whisker }: DrawnMarker, { labels }: LayoutOptions): LabelRequest {
  const lines = linesOf(labels[id] ?? '');
  const width = ROOM * Math.max(...lines.map((line) => textWidth(line, TYPE_SIZE, 600)));
  const height = TYPE_SIZE * LINE_HEIGHT * lines.length;
  return {
    id,
    width,
    height,
    marker: { x, y, radius: RADIUS.own },
    candidates: [
      ...candidatesAround(x, y, RADIUS.own + 5, width, height),
      ...candidatesBeyond(x, whisker?.high ?? y - RADIUS.own, whisker?.low ?? y + RADIUS.own, width, height),
      ...candidatesFar(x, y, RADIUS.own + 5, width, height),
    ],
  };
}

/** The lines of a label, which a name too long for one has. */
export function linesOf(label: string): string[] {
  return label.split('\n');
}

function markerObstacles({ x, y, whisker }: DrawnMarker): Obstacle[] {
  const radius = RADIUS.own;
  const marker = { left: x - radius - 1, top: y - radius - 1, right: x + radius + 1, bottom: y + radius + 1 };
  const sign: Obstacle = { box: marker, solid: true, marker: true };
  if (whisker === null) return [sign];
  const stem = { left: x - 2, top: whisker.high, right: x + 2, bottom: whisker.low };
  const caps = [whisker.high, whisker.low].map((end) => ({
    left: x - CAP,
    top: end - 1,
    right: x + CAP,
    bottom: end + 1,
  }));
  return [sign, ...[stem, ...caps].map((box) => ({ box, solid: true }))];
}

/** The labels of the local and the reconstructed curves. */
function curveRequests(
  { local, reconstructed, axis }: FigurePanel,
  scale: PlotScale,
  options: LayoutOptions,
): LabelRequest[] {
  const requests = reconstructed.flatMap(({ curveId, steps }) => {
    const text = options.reconstructed?.[curveId];
    return text === undefined ? [] : [curveRequest(curveId, text, steps, ALONG_RECONSTRUCTED, scale)];
  });
  if (local === null || options.local === null) return requests;
  const steps = local.steps.length === 0 ? [{ years: axis.endYears, percent: 100 }] : local.steps;
  return [curveRequest(LOCAL_LABEL, options.local, steps, ALONG_LOCAL, scale), ...requests];
}

/** The label of a curve stands on it: above it, else below it, at one of several times; where others stand there, higher. */
function curveRequest(
  id: string,
  text: string,
  steps: readonly Corner[],
  along: readonly number[],
  { x, y, frame }: PlotScale,
): LabelRequest {
  const [width, height] = [ROOM * textWidth(text, TYPE_SIZE, 600), TYPE_SIZE * LINE_HEIGHT];
  const end = steps.at(-1)?.years ?? 0;
  const candidates: Candidate[] = along.flatMap((share, position) => {
    const years = share * end;
    const [level, left] = [levelAt(steps, years), Math.min(x(years) + 4, frame.right - width - 1)];
    return [
      { left, top: y(level) - height - 5, cost: 4 * position },
      { left, top: y(level) + 7, cost: 4 * position + 6 },
      ...[1, 2, 3].map((row) => ({
        left,
        top: y(level) - 5 - (1 + 0.8 * row) * height,
        cost: 4 * position + 12 * row,
      })),
    ];
  });
  return { id, width, height, candidates };
}

function levelAt(steps: readonly Corner[], years: number): number {
  return steps.filter((step) => step.years <= years).at(-1)?.percent ?? 100;
}

function curveObstacles(curve: Readonly<{ steps: readonly Corner[] }> | null, { x, y }: PlotScale): Obstacle[] {
  return (curve?.steps ?? []).flatMap((step, i) => {
    const next = curve?.steps[i + 1];
    if (next === undefined) return [];
    const level = { left: x(step.years), top: y(step.percent) - 4, right: x(next.years), bottom: y(step.percent) + 4 };
    const drop = { left: x(next.years) - 2, top: y(step.percent), right: x(next.years) + 2, bottom: y(next.percent) };
    return [
      { box: level, solid: false },
      { box: drop, solid: false },
    ];
  });
}
