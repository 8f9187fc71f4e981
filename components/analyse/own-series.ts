import { textWidth } from '@/lib/figure/drawing/text-width';
import type { OwnCurve, OwnStep } from '@/lib/analysis/curves';

/** A series as drawn; only survival curves have censoring marks and a risk table. */
export type OwnSeries = Readonly<{
  name: string;
  steps: readonly OwnStep[];
  marks: OwnCurve['marks'];
  risk: OwnCurve['risk'] | null;
}>;

/** A single curve in ink, several in the colours of the charts. */
export function ownColour(position: number, of: number): string {
  return of === 1 ? 'var(--ink)' : `var(--series-${position % 7})`;
}

/** Room between the names of the risk table and the axis: half of the widest first number, which stands under 0. */
export function riskGap(series: readonly OwnSeries[]): number {
  return 14 + Math.max(0, ...series.map(({ risk }) => textWidth(String(risk?.[0]?.atRisk ?? ''), 13) / 2));
}

/** A name that fits a room of the chart, shortened with … where it is longer; the legend has it whole. */
export function fittedName(name: string, room: number): string {
  if (textWidth(name, 13, 600) <= room) return name;
  const letters = [...name];
  while (letters.length > 1 && textWidth(`${letters.join('').trimEnd()}…`, 13, 600) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
