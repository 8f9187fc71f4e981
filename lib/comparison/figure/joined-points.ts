import type { JoinedLine, PublishedPoint } from './figure-model';

/** Figures of one trial, one group of patients and one time zero, at two horizons or more, by rising horizon. */
function courses(points: readonly PublishedPoint[]): PublishedPoint[][] {
  const byGroup = new Map<string, PublishedPoint[]>();
  for (const point of points) {
    const key = JSON.stringify([point.trialSlug, point.stratum, point.timeZero]);
    byGroup.set(key, [...(byGroup.get(key) ?? []), point]);
  }
  return [...byGroup.values()]
    .map((group) => group.toSorted((a, b) => a.years - b.years))
    .filter((group) => group.some(({ years }) => years !== group[0]?.years));
}

/**
 * Lines between horizons that one source gives for one group. A value above an earlier one cannot lie on the same curve:
 * there the line is broken, and `risingPoints` names the figures.
 */
export function joinedLines(points: readonly PublishedPoint[]): JoinedLine[] {
  return courses(points.filter(({ drawn }) => drawn)).flatMap((course) =>
    course.flatMap((later, i): JoinedLine[] => {
      const earlier = course[i - 1];
      const joins =
        earlier !== undefined &&
        earlier.source.ref === later.source.ref &&
        earlier.years < later.years &&
        later.percent <= earlier.percent;
      return joins ? [{ series: [earlier.estimateId, later.estimateId], style: earlier.style }] : [];
    }),
  );
}

/** Ids of figures of one group that rise with time: two data cuts, or two sources, that no single curve can hold. */
export function risingPoints(points: readonly PublishedPoint[]): string[] {
  return courses(points).flatMap((course) =>
    course
      .filter((point, i) =>
        course.some(
          (other, j) =>
            (j < i && other.years < point.years && other.percent < point.percent) ||
            (j > i && other.years > point.years && other.percent > point.percent),
        ),
      )
      .map(({ estimateId }) => estimateId),
  );
}
