import type { CurveStep, FigurePanel, LocalSeries } from '@/lib/comparison/figure/figure-model';
import { THIN_BELOW } from '@/lib/comparison/figure/figure-caveat';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { SERIES_COLOURS, type SeriesStyle } from '@/lib/comparison/selection/series-style';
import { markerPath } from '../marker-path';
import { layoutPanel, type DrawnLabel, type DrawnMarker, type PlotScale } from '../panel-layout';
import { splitAt } from '../split-steps';
import { line, PAPER, px, type Block, type SplitGenes } from './text';
import { textWidth } from '../text-width';

export const MARKER_RADIUS = 6.5;
const TICK_SIZE = 15;
const LABEL_SIZE = 15;
const ROW = 22;
/** Room right of the last tick, for markers and labels at the last horizon. */
const AFTER_AXIS = 34;

type Place = Readonly<{ left: number; top: number; width: number; plotHeight: number; riskTable: boolean }>;

/** One plot with its axes, curve, markers and labels, and the risk table where asked for. */
export function panelSvg(
  panel: FigurePanel,
  texts: PanelTexts,
  figure: FigureTexts,
  place: Place,
  split: SplitGenes,
): Block {
  const gutter = place.riskTable ? gutterWidth(panel, figure) : 52;
  const head = texts.title === null ? 34 : 62;
  const frame = {
    left: place.left + gutter,
    right: place.left + place.width - 6,
    top: place.top + head,
    bottom: place.top + head + place.plotHeight,
  };
  const width = frame.right - frame.left - AFTER_AXIS;
  const scale: PlotScale = {
    x: (years) => frame.left + (years / panel.axis.endYears) * width,
    y: (percent) => frame.bottom - (percent / 100) * place.plotHeight,
    frame,
  };
  const labels = Object.fromEntries(Object.entries(texts.points).map(([id, { label }]) => [id, label]));
  const {
    markers,
    labels: placed,
    joins,
  } = layoutPanel(panel, scale, {
    labels,
    local: texts.local,
    reconstructed: texts.reconstructed,
    fontSize: LABEL_SIZE,
    radius: MARKER_RADIUS,
  });
  const table =
    panel.local === null || !place.riskTable
      ? { svg: '', height: 0 }
      : riskTableSvg(panel.local, figure, scale, frame.bottom + 62);
  const svg = [
    texts.title === null ? '' : line(place.left, place.top + 18, texts.title, { size: 17, weight: 600 }),
    line(place.left, frame.top - 19, texts.yAxis, { size: 14, fill: PAPER.muted }),
    axesSvg(panel, texts, scale),
    panel.local === null ? '' : curveSvg(panel.local, scale),
    ...panel.reconstructed.map(
      ({ steps, style }) =>
        `<path d="${stepPath(steps, scale)}" fill="none" stroke="${colourOf(style)}" stroke-width="2" stroke-dasharray="8 5"/>`,
    ),
    ...joins.map(
      ({ x1, y1, x2, y2, style }) =>
        `<path d="M${px(x1)},${px(y1)}L${px(x2)},${px(y2)}" stroke="${colourOf(style)}" stroke-width="2" stroke-linecap="round" stroke-dasharray="0.1 6"/>`,
    ),
    ...placed.map((label) => (label.leader === null ? '' : leaderSvg(label, markers))),
    ...markers.map((marker) => markerSvg(marker)),
    ...placed.map((label) =>
      line(
        label.box.left,
        label.box.bottom - LABEL_SIZE * 0.32,
        label.text,
        { size: LABEL_SIZE, weight: 600, halo: true },
        split,
      ),
    ),
    table.svg,
  ].join('');
  return { svg, height: head + place.plotHeight + 52 + table.height };
}

/** A marker with its whisker; open where its interval or time zero is missing, dashed where the interval was computed. */
export function markerSvg({ x, y, whisker, open, style }: DrawnMarker): string {
  const colour = colourOf(style);
  const dash = whisker?.dashed === true ? ' stroke-dasharray="5 3"' : '';
  const stem =
    whisker === null
      ? ''
      : `<path d="M${px(x)},${px(whisker.high)}V${px(whisker.low)}" stroke="${colour}" stroke-width="2"${dash}/><path d="M${px(x - 5)},${px(whisker.high)}h10M${px(x - 5)},${px(whisker.low)}h10" stroke="${colour}" stroke-width="2"/>`;
  return `<g fill="none">${stem}<path transform="translate(${px(x)} ${px(y)})" d="${markerPath(style.shape, MARKER_RADIUS)}" fill="${open ? PAPER.ground : colour}" stroke="${open ? colour : PAPER.ground}" stroke-width="${open ? 2.4 : 1.2}"/></g>`;
}

export function colourOf({ colour }: SeriesStyle): string {
  return SERIES_COLOURS[colour]?.light ?? PAPER.ink;
}

function gutterWidth(panel: FigurePanel, { risk }: FigureTexts): number {
  if (panel.local === null) return 52;
  return Math.max(52, ...[risk.atRisk, risk.events, risk.censored].map((text) => textWidth(text, TICK_SIZE) + 38));
}

function axesSvg(panel: FigurePanel, texts: PanelTexts, { x, y, frame }: PlotScale): string {
  const levels = [0, 20, 40, 60, 80, 100];
  const end = x(panel.axis.endYears);
  return [
    ...levels.map(
      (level) =>
        `<path d="M${px(frame.left)},${px(y(level))}H${px(frame.right)}" stroke="${level === 0 ? PAPER.axis : PAPER.line}"/>${line(frame.left - 12, y(level) + 5, String(level), { size: TICK_SIZE, fill: PAPER.muted, anchor: 'end' })}`,
    ),
    `<path d="M${px(frame.left)},${px(frame.top)}V${px(frame.bottom)}" stroke="${PAPER.axis}"/>`,
    ...panel.axis.ticks.map(
      (tick, i) =>
        `<path d="M${px(x(tick))},${px(frame.bottom)}v6" stroke="${PAPER.axis}"/>${line(x(tick), frame.bottom + 23, texts.ticks[i] ?? '', { size: TICK_SIZE, fill: PAPER.muted, anchor: 'middle' })}`,
    ),
    line((frame.left + end) / 2, frame.bottom + 46, texts.xAxis, {
      size: TICK_SIZE,
      fill: PAPER.muted,
      anchor: 'middle',
    }),
  ].join('');
}

function curveSvg({ steps, censorMarks, thinFromYears }: LocalSeries, { x, y }: PlotScale): string {
  const [full, thin] = splitAt(steps, thinFromYears);
  const ticks = censorMarks.map(({ years, percent }) => `M${px(x(years))},${px(y(percent) - 6)}v12`).join('');
  return [
    `<path d="${bandPath(full, { x, y })}" fill="${PAPER.band}"/>`,
    thin.length === 0 ? '' : `<path d="${bandPath(thin, { x, y })}" fill="${PAPER.bandThin}"/>`,
    `<path d="${stepPath(full, { x, y })}" fill="none" stroke="${PAPER.ink}" stroke-width="2.4"/>`,
    thin.length === 0
      ? ''
      : `<path d="${stepPath(thin, { x, y })}" fill="none" stroke="${PAPER.thin}" stroke-width="2.4"/>`,
    `<path d="${ticks}" stroke="${PAPER.ink}" stroke-width="1.3"/>`,
  ].join('');
}

function stepPath(
  steps: readonly Pick<CurveStep, 'years' | 'percent'>[],
  { x, y }: Pick<PlotScale, 'x' | 'y'>,
): string {
  return steps
    .map(({ years, percent }, i) =>
      i === 0 ? `M${px(x(years))},${px(y(percent))}` : `H${px(x(years))}V${px(y(percent))}`,
    )
    .join('');
}

/** The band as steps with the corners of the curve, to the last time that has limits. */
function bandPath(steps: readonly CurveStep[], { x, y }: Pick<PlotScale, 'x' | 'y'>): string {
  const limited = steps.flatMap(({ years, low, high }, i) =>
    low === null || high === null ? [] : [{ from: years, to: steps[i + 1]?.years ?? years, low, high }],
  );
  if (limited.length === 0) return '';
  const upper = limited
    .map(({ from, to, high }) => `L${px(x(from))},${px(y(high))}L${px(x(to))},${px(y(high))}`)
    .join('');
  const lower = [...limited]
    .reverse()
    .map(({ from, to, low }) => `L${px(x(to))},${px(y(low))}L${px(x(from))},${px(y(low))}`)
    .join('');
  return `M${(upper + lower).slice(1)}Z`;
}

function leaderSvg({ id, leader }: DrawnLabel, markers: readonly DrawnMarker[]): string {
  const marker = markers.find((candidate) => candidate.id === id);
  if (leader === null || marker === undefined) return '';
  return `<path d="M${px(leader.x1)},${px(leader.y1)}L${px(leader.x2)},${px(leader.y2)}" stroke="${colourOf(marker.style)}" stroke-width="1"/>`;
}

/** Numbers under the ticks, at the ticks' own x. */
function riskTableSvg({ riskTable }: LocalSeries, { risk }: FigureTexts, { x, frame }: PlotScale, top: number): Block {
  const rows = [
    { label: risk.atRisk, values: riskTable.map(({ atRisk }) => atRisk) },
    { label: risk.events, values: riskTable.map(({ eventsBefore }) => eventsBefore) },
    { label: risk.censored, values: riskTable.map(({ censoredBefore }) => censoredBefore) },
  ];
  const svg = rows.map(({ label, values }, i) => {
    const y = top + 16 + i * ROW;
    const cells = values.map((value, column) =>
      line(x(riskTable[column]?.years ?? 0), y, String(value), {
        size: TICK_SIZE,
        anchor: 'middle',
        fill: (riskTable[column]?.atRisk ?? 0) < THIN_BELOW ? PAPER.thin : PAPER.ink,
      }),
    );
    return line(frame.left - 32, y, label, { size: TICK_SIZE, fill: PAPER.muted, anchor: 'end' }) + cells.join('');
  });
  return { svg: svg.join(''), height: 10 + rows.length * ROW };
}
