import type { ComparisonFigure } from './figure-model';

/** Points of one curve that a browser gets at most. */
const MOST_POINTS = 2000;

/**
 * A figure as a browser draws it: of a local curve with more points only the last of each of so many equal stretches of the
 * axis, with which every step stays within a pixel of its place on up to 2,000 pixels. Files get every point.
 */
export function forBrowser(figure: ComparisonFigure): ComparisonFigure {
  return {
    ...figure,
    panels: figure.panels.map((panel) => {
      const { local, axis } = panel;
      if (local === null) return panel;
      const steps = lastOfEach(local.steps, axis.endYears, (_, step) => step);
      const censorMarks = lastOfEach(local.censorMarks, axis.endYears, (before, mark) => ({
        ...mark,
        count: before.count + mark.count,
      }));
      return { ...panel, local: { ...local, steps, censorMarks } };
    }),
  };
}

function lastOfEach<Point extends Readonly<{ years: number }>>(
  points: readonly Point[],
  endYears: number,
  join: (before: Point, next: Point) => Point,
): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  // One for the start, one for the end of the axis.
  const stretches = MOST_POINTS - 2;
  const kept = new Map<number, Point>();
  for (const point of points) {
    const place = point.years === 0 ? -1 : Math.floor((point.years / endYears) * stretches);
    const before = kept.get(place);
    kept.set(place, before === undefined ? point : join(before, point));
  }
  return [...kept.values()];
}
