import type { SeriesStyle } from '@/lib/comparison/selection/series/style';
import { fieldSign, localSign, markerSign } from '@/lib/figure/drawing/marks/signs';
import { Marks } from './marks';

/** The marker of a series beside its name; without a style, the line of the local patients. */
export function MarkerSign({ style, open }: Readonly<{ style: SeriesStyle | null; open: boolean }>) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <Marks marks={[style === null ? localSign([0, 0]) : markerSign(style, open, [0, 0])]} />
    </svg>
  );
}

/** The grey marker of figures that are not of the reader's choice. */
export function FieldSign({ open }: Readonly<{ open: boolean }>) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <Marks marks={[fieldSign(open, [0, 0])]} />
    </svg>
  );
}
