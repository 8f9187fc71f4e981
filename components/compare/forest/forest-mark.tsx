import { FluidMarks } from '@/components/figure/marks';
import type { ForestMark } from '@/lib/comparison/words/forest-texts';
import { FOREST_TICKS, forestMarks } from '@/lib/figure/drawing/marks/forest';
import classes from './forest.module.css';

const HEIGHT = 28;
/** How far the grid goes on above and below a mark in px: to the edges of a row of three lines, whose cell cuts it there. */
const BEYOND = 60;

/** The numbers of the axis over the column of marks. */
export function ForestScale({ label }: Readonly<{ label: string }>) {
  return (
    <svg width="100%" height="34" className={classes.scale} aria-hidden="true">
      <text x="50%" y="11" textAnchor="middle">
        {label}
      </text>
      {FOREST_TICKS.map((tick) => (
        <text key={tick} x={`${tick}%`} y="29" textAnchor="middle">
          {tick}
        </text>
      ))}
    </svg>
  );
}

/**
 * One figure on the axis, drawn as in files; positions in per cent of the column, so that it fits any width. It stands in a
 * cell of the class `gridCell`, through which the grid runs from edge to edge however tall the row is.
 */
export function ForestMarkSign({ mark, description }: Readonly<{ mark: ForestMark; description: string }>) {
  const scale = { x: (percent: number): number => percent, middle: HEIGHT / 2, top: -BEYOND, bottom: HEIGHT + BEYOND };
  return (
    <svg width="100%" height={HEIGHT} className={classes.mark} role="img" aria-label={description}>
      <FluidMarks marks={forestMarks(mark, scale)} height={HEIGHT} />
    </svg>
  );
}
