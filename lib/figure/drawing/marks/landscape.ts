import { textWidth } from '../text-width';
import { TYPE, type DrawnEntry, type LandscapeLayout, type ListedEntry } from '@/lib/registry/landscape/layout';
import { arrowHead, STATUS_LOOKS, statusMarks } from '@/lib/registry/landscape/marks';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import type { Ink } from './inks';
import type { Mark, MarkGroup, Words } from './marks';
import { DASH } from './measures';

/** The words of the drawing that no study gives. */
export type LandscapeTexts = Readonly<{ today: string; noYears: string }>;
type Box = Readonly<{ left: number; right: number; top: number; height: number }>;

/** Width of lines that go on or are open, of connections, and of the pattern on a bar. */
const [LINE, CONNECTION, PATTERN] = [2, 1.1, 1.5] as const;
/** A year nearer to today than this gives way to it. */
const NEAR = 42;

/** The whole picture: years, lanes, lines from trials to their successors, then a group for each study by its slug. */
export function landscapeMarks(layout: LandscapeLayout, texts: LandscapeTexts): MarkGroup[] {
  return [
    { id: null, marks: [...axisMarks(layout, texts), ...laneMarks(layout)] },
    ...layout.lanes.flatMap(({ drawn, listed }) => [...drawn.map(studyGroup), ...listed.map(listedGroup)]),
  ];
}

function axisMarks({ plot, ticks, today, side, height, width }: LandscapeLayout, texts: LandscapeTexts): Mark[] {
  const year = (x: number, y: number, text: string, anchor: Words['anchor'] = 'middle'): Mark =>
    words({ at: [x, y], text, size: TYPE.axis, ink: 'muted', anchor });
  // Near the edge the word ends where the picture does.
  const word = Math.min(today ?? 0, width - textWidth(texts.today, TYPE.axis) / 2);
  const labelled = ticks.filter(({ x }) => today === null || Math.abs(x - word) > NEAR + 4);
  return [
    ...ticks.map(
      ({ x }): Mark => ({ kind: 'line', from: [x, plot.top - 6], to: [x, plot.bottom + 6], ink: 'line', width: 1 }),
    ),
    ...[plot.top - 14, height - 12].flatMap((y) => labelled.map((tick) => year(tick.x, y, String(tick.year)))),
    ...(today === null
      ? []
      : [
          {
            kind: 'line',
            from: [today, plot.top - 6],
            to: [today, plot.bottom],
            ink: 'muted',
            width: 1,
            dash: [2, 3],
          } satisfies Mark,
          year(word, plot.top - 14, texts.today),
        ]),
    ...(side === null ? [] : [year(side, plot.top - 14, texts.noYears, 'start')]),
  ];
}

function laneMarks({ width, lanes, connections }: LandscapeLayout): Mark[] {
  return [
    ...lanes.flatMap(({ bottom, name }): Mark[] => [
      { kind: 'line', from: [0, bottom], to: [width, bottom], ink: 'line', width: 1 },
      ...name.map(({ text, baseline }) => words({ at: [0, baseline], text, size: TYPE.lane, weight: 600 })),
    ]),
    ...connectionMarks(connections),
  ];
}

/** The lines from trials to their successors. */
export function connectionMarks(connections: LandscapeLayout['connections']): Mark[] {
  return connections.map(({ path, tip }) => connectionMark(`${path}${arrowHead(tip.x, tip.y, 1)}`));
}

/** The line from a trial to its successor. */
export function connectionMark(d: string): Mark {
  return { kind: 'path', d, ink: 'muted', width: CONNECTION };
}

/** A bar in the colour and the pattern of its status. */
export function statusBar(status: TrialStatus, box: Box): Mark {
  const { ground, dashedEdge } = STATUS_LOOKS[status];
  const ink: Ink = `status-${status}`;
  const fills = { full: ink, tint: `status-tint-${status}`, none: 'ground' } as const satisfies Record<string, Ink>;
  return {
    kind: 'bar',
    from: [box.left, box.top],
    to: [box.right, box.top + box.height],
    fill: fills[ground],
    edge: ink,
    ...(dashedEdge ? { dash: DASH.edge } : {}),
    pattern: { path: statusMarks(status, box), ink: ground === 'full' ? 'ground' : ink, width: PATTERN },
  };
}

/** What goes on beyond a bar: dashed up to its known end, open with an arrow. */
export function goesOnMark(status: TrialStatus, from: number, to: number, y: number): Mark {
  return { kind: 'line', from: [from, y], to: [to, y], ink: `status-${status}`, width: LINE, dash: DASH.goesOn };
}

export function openEndMark(status: TrialStatus, from: number, tip: number, y: number): Mark {
  const side = tip < from ? -1 : 1;
  const d = `M${round(from)},${round(y)}H${round(tip)}${arrowHead(tip, y, side)}`;
  return { kind: 'path', d, ink: `status-${status}`, width: LINE };
}

/** The bar of a study with its open ends. */
export function barMarks({
  entry: { status, span },
  left,
  right,
  top,
  height,
  outer,
  y,
  continues,
}: Omit<DrawnEntry, 'label' | 'rowTop'>): Mark[] {
  const from = (continues ?? right) + (continues === null ? 3 : 0);
  const open =
    span.basis === 'end-only'
      ? openEndMark(status, left - 3, outer.left + 2, y)
      : openEndMark(status, from, Math.max(from, outer.right - 2), y);
  return [
    ...(continues === null ? [] : [goesOnMark(status, right + 2, continues, y)]),
    statusBar(status, { left, right, top, height }),
    ...(span.basis === 'whole' ? [] : [open]),
  ];
}

function studyGroup(drawn: DrawnEntry): MarkGroup {
  const { entry, label } = drawn;
  return {
    id: entry.slug,
    marks: [
      ...barMarks(drawn),
      {
        kind: 'bar',
        from: [label.x - 2, label.baseline - 13],
        to: [label.x + label.width + 2, label.baseline + 4],
        fill: 'ground',
        edge: null,
      },
      words({ at: [label.x, label.baseline], text: label.name, size: TYPE.name, weight: 600 }),
      ...(label.detail === ''
        ? []
        : [words({ at: [label.detailX, label.baseline], text: label.detail, size: TYPE.detail, ink: 'muted' })]),
    ],
  };
}

function listedGroup({ entry, x, lines }: ListedEntry): MarkGroup {
  const [first] = lines;
  const [above, height] = entry.kind === 'trial' ? [10, 10] : [8, 6];
  return {
    id: entry.slug,
    marks: [
      ...(first === undefined
        ? []
        : [statusBar(entry.status, { left: x - 18, right: x - 5, top: first.baseline - above, height })]),
      ...lines.map(({ text, baseline, detail }) =>
        words({
          at: [x, baseline],
          text,
          size: detail ? TYPE.detail : TYPE.name,
          ink: detail ? 'muted' : 'ink',
        }),
      ),
    ],
  };
}

export function words({
  weight = 400,
  ink = 'ink',
  anchor = 'start',
  ...rest
}: Partial<Words> & Pick<Words, 'at' | 'text' | 'size'>): Mark {
  return { kind: 'label', ...rest, weight, ink, anchor, edge: false };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A sign of the legend besides those of the statuses, 34 px wide and 14 px high. */
export function landscapeSign(kind: 'cohort' | 'open' | 'goesOn' | 'succession'): Mark[] {
  switch (kind) {
    case 'cohort':
      return [statusBar('completed', { left: 1, right: 33, top: 4, height: 6 })];
    case 'open':
      return [statusBar('completed', { left: 1, right: 13, top: 2, height: 10 }), openEndMark('completed', 16, 31, 7)];
    case 'goesOn':
      return [goesOnMark('active', 1, 33, 7)];
    case 'succession':
      return [connectionMark(`M1,7H32${arrowHead(33, 7, 1)}`)];
  }
}

export function statusSign(status: TrialStatus): Mark[] {
  return [statusBar(status, { left: 1, right: 33, top: 2, height: 10 })];
}
