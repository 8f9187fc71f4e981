import { bandSteps } from '@/lib/analysis/curves';
import { countText, withheldText } from '@/lib/comparison/disclosure';
import { THIN_BELOW } from '@/lib/comparison/figure/figure-caveat';
import type { CurveStep, FigurePanel, LocalSeries } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import {
  layoutPanel,
  linesOf,
  type DrawnLabel,
  type DrawnMarker,
  type LayoutOptions,
  type PlotScale,
} from '../panel-layout';
import { splitAt } from '../split-steps';
import { textWidth } from '../text-width';
import { bandMark, censorMark, stepMark, type Band, type Curve } from './curves';
import { seriesInk, type Ink } from './inks';
import type { Mark, MarkGroup } from './marks';
import { CAP, DASH, DESCENT, LEADER_OPACITY, RADIUS, STROKE, TYPE_SIZE } from './measures';
import { riskTableMarks, type RiskRow } from './risk-table';

/** Room between the names of the risk table and the axis: half of its first numbers, which stand under 0. */
const NAMES = 26;

/** The step lines of a panel with their bands: the local curve, grey from where few remain, and curves read off figures. */
export function panelCurves({ local, reconstructed }: FigurePanel): Readonly<{ bands: Band[]; curves: Curve[] }> {
  const [full, thin] = local === null ? [[], []] : splitAt(local.steps, local.thinFromYears);
  const at = ({ years, ...step }: CurveStep) => ({ at: years, ...step });
  const parts = [
    { id: 'local', steps: full, ink: 'ink', band: 'band' },
    { id: 'local-thin', steps: thin, ink: 'thin', band: 'band-thin' },
  ] as const;
  const drawn = parts.filter(({ steps }) => steps.length > 0);
  return {
    bands: drawn.map(({ id, steps, band }) => ({ id, ink: band, steps: bandSteps(steps).map(at) })),
    curves: [
      ...drawn.map(({ id, steps, ink }): Curve => ({ id, ink, width: STROKE.curve, steps: steps.map(at) })),
      ...reconstructed.map(
        ({ curveId, steps, style }): Curve => ({
          id: curveId,
          ink: seriesInk(style),
          width: STROKE.reconstructed,
          dash: DASH.reconstructed,
          steps: steps.map(({ years, percent }) => ({ at: years, percent })),
        }),
      ),
    ],
  };
}

/** The curves as marks, for files; on the page the chart library draws them. */
export function curveMarks(panel: FigurePanel, scale: PlotScale): Mark[] {
  const { bands, curves } = panelCurves(panel);
  return [...bands.map((band) => bandMark(band, scale)), ...curves.map((curve) => stepMark(curve, scale))];
}

/**
 * Everything that stands over the curves: censoring ticks, joins, leaders, markers with their whiskers, labels; and how many
 * markers have no room for their name.
 */
export function panelMarks(
  panel: FigurePanel,
  scale: PlotScale,
  options: LayoutOptions,
): Readonly<{ groups: MarkGroup[]; unnamed: number }> {
  const { markers, joins, labels } = layoutPanel(panel, scale, options);
  const censored = (panel.local?.censorMarks ?? []).map(({ years, percent }) => ({ at: years, percent }));
  const groups: MarkGroup[] = [
    {
      id: null,
      marks: [
        ...censorMark(censored, 'ink', scale),
        ...joins.map(
          ({ x1, y1, x2, y2, style }): Mark => ({
            kind: 'line',
            from: [x1, y1],
            to: [x2, y2],
            ink: seriesInk(style),
            width: STROKE.join,
            dash: DASH.join,
            round: true,
          }),
        ),
        ...labels.flatMap((label) => leaderMarks(label, markers)),
      ],
    },
    ...markers.map(pointGroup),
    { id: null, marks: labels.flatMap(labelMarks) },
  ];
  return { groups, unnamed: markers.filter(({ id }) => !labels.some((label) => label.id === id)).length };
}

function pointGroup({ id, x, y, whisker, open, style }: DrawnMarker): MarkGroup {
  const ink = seriesInk(style);
  const marker: Mark = { kind: 'marker', at: [x, y], shape: style.shape, radius: RADIUS.own, ink, open };
  return { id, marks: whisker === null ? [marker] : [whiskerMark(x, whisker, ink), marker] };
}

/** An upright interval; dashed where it was computed from a standard error. */
export function whiskerMark(
  x: number,
  { low, high, dashed }: NonNullable<DrawnMarker['whisker']>,
  ink: ReturnType<typeof seriesInk>,
  width: number = STROKE.whisker,
): Mark {
  return {
    kind: 'whisker',
    from: [x, high],
    to: [x, low],
    cap: CAP,
    ink,
    width,
    ...(dashed ? { dash: DASH.computed } : {}),
  };
}

/** The line from a marker to its label, in the marker's colour. */
export function leaderMark(leader: DrawnLabel['leader'], ink: Ink): Mark[] {
  return leader === null
    ? []
    : [
        {
          kind: 'line',
          from: [leader.x1, leader.y1],
          to: [leader.x2, leader.y2],
          ink,
          width: STROKE.leader,
          opacity: LEADER_OPACITY,
        },
      ];
}

function leaderMarks({ id, leader }: DrawnLabel, markers: readonly DrawnMarker[]): Mark[] {
  const marker = markers.find((candidate) => candidate.id === id);
  return leaderMark(leader, marker === undefined ? 'muted' : seriesInk(marker.style));
}

function labelMarks({ text, box }: DrawnLabel): Mark[] {
  const lines = linesOf(text);
  const height = (box.bottom - box.top) / lines.length;
  return lines.map((line, i) => ({
    kind: 'label',
    at: [box.left, box.top + (i + 1) * height - TYPE_SIZE * DESCENT],
    text: line,
    size: TYPE_SIZE,
    weight: 600,
    ink: 'ink',
    anchor: 'start',
    edge: true,
  }));
}

type RiskWords = Pick<FigureTexts['risk'], 'atRisk' | 'events' | 'censored'>;

export function riskRows({ riskTable }: LocalSeries, { atRisk, events, censored }: RiskWords): RiskRow[] {
  return [
    { label: atRisk, values: riskTable.map((column) => countText(column.atRisk)) },
    { label: events, values: riskTable.map((column) => withheldText(column.eventsBefore)) },
    { label: censored, values: riskTable.map((column) => withheldText(column.censoredBefore)) },
  ];
}

/** The risk table of the local patients under its axis; grey where few remain. */
export function panelRiskMarks(
  local: LocalSeries,
  risk: RiskWords,
  { x, frame }: PlotScale,
  top: number,
  narrow: boolean,
): Mark[] {
  return riskTableMarks(riskRows(local, risk), {
    columns: local.riskTable.map(({ years }) => x(years)),
    names: frame.left - NAMES,
    top,
    narrow,
    inkOf: (column) => ((local.riskTable[column]?.atRisk ?? 0) < THIN_BELOW ? 'thin' : 'ink'),
  });
}

/** Room left of the axis for the names of the risk table. */
export function riskGutter({ atRisk, events, censored }: RiskWords): number {
  return Math.max(...[atRisk, events, censored].map((text) => textWidth(text, TYPE_SIZE) + NAMES + 6));
}
