import type { FigurePanel, JoinedLine, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import type { SeriesStyle } from '@/lib/comparison/selection/series/style';
import { leaderLine, type Box } from './label-geometry';
import {
  candidatesAnywhere,
  candidatesAround,
  candidatesBeyond,
  candidatesFar,
  placeLabels,
  type Candidate,
  type LabelRequest,
  type Obstacle,
} from './label-placement';
import { CAP, LINE_HEIGHT, RADIUS, TYPE_SIZE } from './marks/measures';
import { fittedLines, textWidth } from './text-width';

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
/** Where along a curve its label is tried, as shares of its length: the first ones before those between them. */
const ALONG_LOCAL = [0.45, 0.3, 0.6, 0.2, 0.75, 0.1, 0, 0.38, 0.52, 0.68, 0.25, 0.15, 0.85, 0.05];
const ALONG_RECONSTRUCTED = [0.2, 0.35, 0.1, 0.5, 0.65, 0.8, 0, 0.27, 0.42, 0.58, 0.73, 0.15, 0.05];
/** Rows above a curve in which the name of local patients is tried; another curve has its figure's name as well. */
const [ROWS_LOCAL, ROWS_RECONSTRUCTED] = [[1, 2, 3, 4, 5], []] as const;
type Corner = Readonly<{ years: number; percent: number }>;

/** A label gets a little more room than its measured width: a reader's browser may draw another font. */
const ROOM = 1.05;
/** Markers of one horizon stay within this many years of the axis, so that nobody takes them for another horizon. */
const WIDEST_SPREAD = 0.45;
const LEAST_GAP = 7;
/** Between the numbers that stand for names: 5 and 1 beside each other would be 51. */
const BEHIND_NUMBER = 5;
/** From the middle of a marker to where it ends. */
const REACH = RADIUS.own + 1;

/**
 * Where the markers, whiskers and direct labels of a panel stand, for the page and for exports alike. Markers of one
 * horizon are set side by side, by falling value, so that no interval hides another.
 */
export function layoutPanel(panel: FigurePanel, scale: PlotScale, options: LayoutOptions): PanelLayout {
  const { left, top, right, bottom } = scale.frame;
  // A slide is drawn several times until its words and its plot fit: the names of one plot are placed once.
  const key = JSON.stringify([left, top, right, bottom, scale.x(0), scale.x(1), scale.y(0), scale.y(100), options]);
  const layouts = known.get(panel) ?? new Map<string, PanelLayout>();
  known.set(panel, layouts);
  const layout = layouts.get(key) ?? laidOut(panel, scale, options);
  layouts.delete(key);
  layouts.set(key, layout);
  for (const oldest of [...layouts.keys()].slice(0, -MOST_KNOWN)) layouts.delete(oldest);
  return layout;
}

/** Layouts of a plot that are kept, those that were asked for last. */
const MOST_KNOWN = 12;
const known = new WeakMap<FigurePanel, Map<string, PanelLayout>>();

function laidOut(panel: FigurePanel, scale: PlotScale, options: LayoutOptions): PanelLayout {
  const drawn = panel.published.filter((point) => point.drawn);
  const markers = drawn.map((point) => drawnMarker(point, drawn, scale));
  const joins = panel.joined.flatMap((joined) => drawnJoin(joined, markers));
  const figures = markers.map((marker) => markerRequest(marker, options, scale));
  const { local, others } = curveRequests(panel, scale, options);
  const obstacles = [
    ...markers.flatMap((marker) => markerObstacles(marker)),
    ...[panel.local, ...panel.reconstructed].flatMap((curve) => curveObstacles(curve, scale)),
    ...joins.flatMap(joinObstacles),
  ];
  const all = placeLabels([...figures, ...local, ...others], obstacles, scale.frame);
  // Of the curves of figures that have their names here either all are named or none.
  const named = others.every(({ id }) => all.has(id));
  const places = named ? all : placeLabels([...figures, ...local], obstacles, scale.frame);
  const curves = new Map([
    [LOCAL_LABEL, levelsOf(panel.local, scale)],
    ...panel.reconstructed.map((line) => [line.curveId, levelsOf(line, scale)] as const),
  ]);
  return {
    markers,
    joins,
    labels: [...places].map(([id, box]) => {
      const marker = markers.find((candidate) => candidate.id === id);
      return {
        id,
        text:
          id === LOCAL_LABEL ? (options.local ?? '') : inItsShape(options.labels[id], box, options.reconstructed?.[id]),
        box,
        leader:
          marker === undefined
            ? leaderFrom(curves.get(id) ?? [], box)
            : leaderLine(box, marker.x, marker.y, RADIUS.own),
      };
    }),
  };
}

function drawnMarker(point: PublishedPoint, drawn: readonly PublishedPoint[], { x, y, frame }: PlotScale): DrawnMarker {
  const neighbours = drawn
    .filter(({ years }) => years === point.years)
    .sort((a, b) => b.percent - a.percent || a.estimateId.localeCompare(b.estimateId));
  const gap = Math.min(
    2 * RADIUS.own + 3,
    Math.max(LEAST_GAP, (WIDEST_SPREAD * (x(1) - x(0))) / Math.max(1, neighbours.length - 1)),
  );
  const half = ((neighbours.length - 1) / 2) * gap;
  // Very many would pass the edge of the picture: all of them move as far as the last one needs.
  const first = Math.max(frame.left, Math.min(x(point.years) - half, frame.right - REACH - 2 * half));
  const { interval } = point;
  return {
    id: point.estimateId,
    x: first + neighbours.indexOf(point) * gap,
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

function markerRequest(
  { id, x, y, whisker }: DrawnMarker,
  { labels }: LayoutOptions,
  { frame }: PlotScale,
): LabelRequest {
  const [usual = shapeOf(''), ...others] = shapesOf(labels[id] ?? '');
  const around = ({ width, height }: LabelShape): Candidate[] => [
    ...candidatesAround(x, y, RADIUS.own + 5, width, height),
    ...candidatesBeyond(x, whisker?.high ?? y - RADIUS.own, whisker?.low ?? y + RADIUS.own, width, height),
    ...candidatesFar(x, y, RADIUS.own + 5, width, height),
  ];
  return {
    id,
    width: usual.width,
    height: usual.height,
    marker: { x, y, radius: RADIUS.own },
    strangers: COST_OF_STRANGER,
    candidates: [
      ...around(usual),
      ...others.flatMap((size) => around(size).map((one) => ({ ...one, cost: one.cost + COST_OF_LINES, size }))),
    ],
    further: () => candidatesAnywhere(x, y, usual.width, usual.height, frame),
  };
}

/** As much as a place three rows further off. */
const COST_OF_STRANGER = 60;

/** A name as lines, with the px that they take. */
type LabelShape = Readonly<{ text: string; width: number; height: number }>;
/** A name of so many px has a second shape, in two lines, which costs so much more than its one line in the same place. */
const [LONG_NAME, COST_OF_LINES] = [160, 8] as const;

function shapeOf(text: string): LabelShape {
  const lines = linesOf(text);
  const apart = lines.every((line) => /^\d+$/u.test(line)) ? BEHIND_NUMBER : 0;
  const width = ROOM * Math.max(...lines.map((line) => textWidth(line, TYPE_SIZE, 600))) + apart;
  return { text, width, height: TYPE_SIZE * LINE_HEIGHT * lines.length };
}

/** The shapes in which a name may stand: as it is given, and one that is long in two lines. */
function shapesOf(label: string): LabelShape[] {
  const given = shapeOf(label);
  if (linesOf(label).length > 1 || given.width < LONG_NAME) return [given];
  const [first = '', second = '', ...more] = fittedLines(label, 0.7 * given.width, TYPE_SIZE).split('\n');
  const isWhole = second !== '' && more.length === 0 && !second.includes('…');
  return isWhole ? [given, shapeOf(`${first}\n${second}`)] : [given];
}

/** The name in the lines for which its place was found. */
function inItsShape(label: string | undefined, box: Box, curve = ''): string {
  if (label === undefined) return curve;
  const high = box.bottom - box.top;
  return shapesOf(label).find(({ height }) => Math.abs(height - high) < 1)?.text ?? label;
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
): Readonly<Record<'local' | 'others', readonly LabelRequest[]>> {
  const others = reconstructed.flatMap(({ curveId, steps }) => {
    const text = options.reconstructed?.[curveId];
    if (text === undefined) return [];
    return [{ ...curveRequest(curveId, text, steps, ALONG_RECONSTRUCTED, ROWS_RECONSTRUCTED, scale), optional: true }];
  });
  if (local === null || options.local === null) return { local: [], others };
  const steps = local.steps.length === 0 ? [{ years: axis.endYears, percent: 100 }] : local.steps;
  return { local: [curveRequest(LOCAL_LABEL, options.local, steps, ALONG_LOCAL, ROWS_LOCAL, scale)], others };
}

/** The label of a curve stands on it: above it, else below it, at one of several times; where others stand there, higher. */
function curveRequest(
  id: string,
  text: string,
  steps: readonly Corner[],
  along: readonly number[],
  rows: readonly number[],
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
      ...rows.map((row) => ({
        left,
        top: y(level) - 5 - (1 + 0.8 * row) * height,
        cost: 4 * position + 12 * row,
      })),
    ];
  });
  const middle = (along[0] ?? 0) * end;
  return {
    id,
    width,
    height,
    candidates,
    ...(rows.length > 0 && {
      further: () => candidatesAnywhere(x(middle), y(levelAt(steps, middle)), width, height, frame),
    }),
  };
}

type Level = Readonly<{ left: number; right: number; y: number }>;

function levelsOf(curve: Readonly<{ steps: readonly Corner[] }> | null, { x, y }: PlotScale): Level[] {
  return (curve?.steps ?? []).flatMap((step, i): Level[] => {
    const next = curve?.steps[i + 1];
    return next === undefined ? [] : [{ left: x(step.years), right: x(next.years), y: y(step.percent) }];
  });
}

/** From the nearest level of a curve to its name, where that stands off. */
function leaderFrom(levels: readonly Level[], box: Box): DrawnLabel['leader'] {
  const ends = levels.map(({ left, right, y }) => {
    const x = Math.min(Math.max((box.left + box.right) / 2, left), right);
    const away = [Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0)] as const;
    return { x, y, away: Math.hypot(...away) };
  });
  const nearest = ends.reduce<(typeof ends)[number] | null>((a, b) => (a === null || b.away < a.away ? b : a), null);
  return nearest === null ? null : leaderLine(box, nearest.x, nearest.y, 0);
}

function levelAt(steps: readonly Corner[], years: number): number {
  return steps.filter((step) => step.years <= years).at(-1)?.percent ?? 100;
}

/** A dotted line by boxes along it. */
function joinObstacles({ x1, y1, x2, y2 }: DrawnJoin): Obstacle[] {
  const parts = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 8));
  const at = (part: number) => ({ x: x1 + ((x2 - x1) * part) / parts, y: y1 + ((y2 - y1) * part) / parts });
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [at(part), at(part + 1)];
    const box = {
      left: Math.min(from.x, to.x) - 1,
      right: Math.max(from.x, to.x) + 1,
      top: Math.min(from.y, to.y) - 1,
      bottom: Math.max(from.y, to.y) + 1,
    };
    return { box, solid: false };
  });
}

function curveObstacles(curve: Readonly<{ steps: readonly Corner[] }> | null, { x, y }: PlotScale): Obstacle[] {
  return (curve?.steps ?? []).flatMap((step, i) => {
    const next = curve?.steps[i + 1];
    if (next === undefined) return [];
    const level = { left: x(step.years), top: y(step.percent) - 2, right: x(next.years), bottom: y(step.percent) + 2 };
    const drop = { left: x(next.years) - 2, top: y(step.percent), right: x(next.years) + 2, bottom: y(next.percent) };
    return [
      { box: level, solid: false },
      { box: drop, solid: false },
    ];
  });
}
