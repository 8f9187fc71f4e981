import type { TrialStatus } from '../vocabulary';

/** How a bar shows a status besides its colour: how dense its ground is, and what is drawn on it. */
export type StatusLook = Readonly<{
  ground: 'full' | 'tint' | 'none';
  marks: 'none' | 'line' | 'hatch' | 'chevrons' | 'dots';
  dashedEdge: boolean;
}>;

export const STATUS_LOOKS: Readonly<Record<TrialStatus, StatusLook>> = {
  completed: { ground: 'full', marks: 'none', dashedEdge: false },
  closed: { ground: 'tint', marks: 'line', dashedEdge: false },
  active: { ground: 'tint', marks: 'hatch', dashedEdge: false },
  recruiting: { ground: 'full', marks: 'chevrons', dashedEdge: false },
  'not-yet-recruiting': { ground: 'none', marks: 'none', dashedEdge: true },
  unknown: { ground: 'none', marks: 'dots', dashedEdge: false },
};

/** Order of the legend: what a reader looks for first. */
export const STATUS_ORDER: readonly TrialStatus[] = [
  'recruiting',
  'not-yet-recruiting',
  'active',
  'closed',
  'completed',
  'unknown',
];

type Bar = Readonly<{ left: number; right: number; top: number; height: number }>;

const PITCH = { hatch: 5, chevrons: 9, dots: 6 } as const;

/** Strokes on a bar as the data of an SVG path, empty where its status has none; no stroke leaves the bar. */
export function statusMarks(status: TrialStatus, { left, right, top, height }: Bar): string {
  const { marks } = STATUS_LOOKS[status];
  const middle = top + height / 2;
  if (marks === 'none') return '';
  if (marks === 'line') return `M${round(left + 2)},${round(middle)}H${round(right - 2)}`;
  if (marks === 'dots')
    return steps(left + 3, right - 3, PITCH.dots)
      .map((x) => `M${round(x - 0.9)},${round(middle)}h1.8`)
      .join('');
  if (marks === 'hatch')
    return steps(left + 1, right - height - 1, PITCH.hatch)
      .map((x) => `M${round(x)},${round(top + height)}l${height},${-height}`)
      .join('');
  const half = height / 2 - 1.5;
  return steps(left + 3, right - half - 3, PITCH.chevrons)
    .map((x) => `M${round(x)},${round(middle - half)}l${half},${half}l${-half},${half}`)
    .join('');
}

/** An arrowhead whose tip is at x. */
export function arrowHead(x: number, y: number, side: 1 | -1): string {
  return `M${round(x - side * 5)},${round(y - 4)}L${round(x)},${round(y)}L${round(x - side * 5)},${round(y + 4)}`;
}

function steps(from: number, to: number, pitch: number): number[] {
  return to < from ? [] : Array.from({ length: Math.floor((to - from) / pitch) + 1 }, (_, i) => from + i * pitch);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
