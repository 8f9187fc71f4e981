import type { SeriesStyle } from '@/lib/comparison/selection/series-style';
import { markerPath } from '@/lib/figure/drawing/marker-path';

/** The colour of a series as a CSS value; the ground decides between its light and dark form. */
export function seriesColour({ colour }: SeriesStyle): string {
  return `var(--series-${colour})`;
}

/** A marker at the origin of its group: open where an interval or the time zero is missing. */
export function MarkerShape({ style, open, radius }: Readonly<{ style: SeriesStyle; open: boolean; radius: number }>) {
  const colour = seriesColour(style);
  return (
    <path
      d={markerPath(style.shape, radius)}
      fill={open ? 'var(--ground)' : colour}
      stroke={open ? colour : 'var(--ground)'}
      strokeWidth={open ? 2.2 : 1}
    />
  );
}

/** The marker of a series beside its name; without a style, the line of the local patients. */
export function MarkerSign({ style, open }: Readonly<{ style: SeriesStyle | null; open: boolean }>) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      {style === null ? (
        <path d="M-8,0H8" stroke="var(--ink)" strokeWidth="2.2" />
      ) : (
        <MarkerShape style={style} open={open} radius={5.2} />
      )}
    </svg>
  );
}

/** The grey marker of figures that are not of the reader's choice. */
export function FieldSign({ open }: Readonly<{ open: boolean }>) {
  return (
    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <path
        d={markerPath('square', 4.8)}
        fill={open ? 'var(--ground)' : 'var(--thin)'}
        stroke="var(--thin)"
        strokeWidth="1.6"
      />
    </svg>
  );
}
