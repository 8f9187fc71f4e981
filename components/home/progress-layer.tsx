'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { progressLabels, progressMarks } from '@/lib/figure/drawing/progress-layout';
import { textWidth } from '@/lib/figure/drawing/text-width';
import { formatYears } from '@/lib/i18n/format';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import { ARROW, ProgressLabel, ProgressMarker, RADIUS } from './progress-marks';

export type ActivePoint = { point: ProgressPoint; x: number; y: number };

type Props = Readonly<{
  points: readonly ProgressPoint[];
  /** numbers of the list under the chart instead of names */
  numbers: ReadonlyMap<string, number> | null;
  sentenceOf: (point: ProgressPoint) => string;
  onActive: (active: ActivePoint | null) => void;
}>;

const SIZES = { radius: RADIUS, arrow: ARROW, labelHeight: 14 };
const TYPE = 12;
/** A label gets a little more room than its measured width: a reader's browser may draw another font. */
const ROOM = 1.03;

/** All points in the chart's own scales: whiskers and markers as links, then labels where they cover nothing. */
export function ProgressLayer({ points, numbers, sentenceOf, onActive }: Props) {
  const locale = useLocale();
  const [xScale, yScale, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const layout = useMemo(() => {
    if (xScale === undefined || yScale === undefined || plot === undefined) return null;
    const wordsOf = (point: ProgressPoint): [text: string, detail: string] =>
      numbers === null
        ? [point.acronym, formatYears(point.horizon, locale)]
        : [String(numbers.get(point.id) ?? ''), ''];
    const marks = progressMarks(points, { x: (year) => xScale(year) ?? 0, y: (percent) => yScale(percent) ?? 0 });
    const bounds = { left: plot.x, top: 0, right: plot.x + plot.width + 16, bottom: plot.y + plot.height };
    return {
      marks,
      wordsOf,
      labels: progressLabels(
        marks,
        (point) => Math.ceil(ROOM * textWidth(wordsOf(point).join(' ').trim(), TYPE)) + 2,
        SIZES,
        bounds,
      ),
    };
  }, [points, numbers, locale, xScale, yScale, plot]);
  if (layout === null) return null;
  const { marks, wordsOf, labels } = layout;
  return (
    <g>
      {marks.map(({ point }) => {
        const [label, [text, detail]] = [labels.get(point.id), wordsOf(point)];
        return (
          label !== undefined && (
            <ProgressLabel key={point.id} point={point} label={label} text={text} detail={detail} />
          )
        );
      })}
      {marks.map((mark) => (
        <ProgressMarker
          key={mark.point.id}
          mark={mark}
          sentence={sentenceOf(mark.point)}
          onEnter={() => onActive({ point: mark.point, x: mark.x, y: mark.y })}
          onLeave={() => onActive(null)}
        />
      ))}
    </g>
  );
}
