'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { Marks } from '@/components/figure/marks';
import { progressMarks, type ProgressWords } from '@/lib/figure/drawing/marks/progress';
import { formatYears } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import classes from './chart.module.css';

export type ActivePoint = { point: ProgressPoint; x: number; y: number };

type Props = Readonly<{
  points: readonly ProgressPoint[];
  /** numbers of the list under the chart instead of names */
  numbers: ReadonlyMap<string, number> | null;
  sentenceOf: (point: ProgressPoint) => string;
  onActive: (active: ActivePoint | null) => void;
}>;

/** All points in the chart's own scales: labels where they cover nothing, whiskers and markers as links. */
export function ProgressLayer({ points, numbers, sentenceOf, onActive }: Props) {
  const locale = useLocale();
  const [xScale, yScale, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const groups = useMemo(() => {
    if (xScale === undefined || yScale === undefined || plot === undefined) return [];
    const wordsOf: ProgressWords = ({ id, acronym, horizon }) =>
      numbers === null ? [acronym, formatYears(horizon, locale)] : [String(numbers.get(id) ?? ''), ''];
    return progressMarks(points, { x: (year) => xScale(year) ?? 0, y: (percent) => yScale(percent) ?? 0 }, wordsOf, {
      left: plot.x,
      top: 0,
      right: plot.x + plot.width + 16,
      bottom: plot.y + plot.height,
    });
  }, [points, numbers, locale, xScale, yScale, plot]);
  return groups.map(({ id, marks }, i) => {
    const point = points.find((candidate) => candidate.id === id);
    const at = marks.find((mark) => mark.kind === 'marker')?.at;
    if (point === undefined || at === undefined)
      return (
        <g key={i} aria-hidden="true" className={classes.labels}>
          <Marks marks={marks} />
        </g>
      );
    const [x, y] = at;
    return (
      <Link
        key={id}
        href={`/trials/${point.trial}#${point.id}`}
        aria-label={sentenceOf(point)}
        className={classes.point}
        onMouseEnter={() => onActive({ point, x, y })}
        onMouseLeave={() => onActive(null)}
        onFocus={() => onActive({ point, x, y })}
        onBlur={() => onActive(null)}
      >
        <circle className={classes.target} cx={x} cy={y} r={13} />
        <circle className={classes.ring} cx={x} cy={y} r={10} />
        <Marks marks={marks} />
      </Link>
    );
  });
}
