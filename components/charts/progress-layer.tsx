'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { formatYears } from '@/lib/i18n/format';
import type { ProgressPoint } from '@/lib/registry/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { placeLabels } from './place-labels';
import { markerBox, ProgressLabel, ProgressMark, whiskerBox, type MarkPosition } from './progress-marks';

export type ActivePoint = { point: ProgressPoint; x: number; y: number };

type Props = Readonly<{
  points: readonly ProgressPoint[];
  /** numbers of the list under the chart instead of names */
  numbers: ReadonlyMap<string, number> | null;
  sentenceOf: (point: ProgressPoint) => string;
  onActive: (active: ActivePoint | null) => void;
}>;

const LABEL_HEIGHT = 14;

/** All points in the chart's own scales: whiskers and markers as links, then labels where they cover nothing. */
export function ProgressLayer({ points, numbers, sentenceOf, onActive }: Props) {
  const locale = useLocale();
  const [xScale, yScale, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const marks = useMemo(() => {
    if (xScale === undefined || yScale === undefined || plot === undefined) return [];
    const placed = points.map((point) => {
      const [text, detail] = numbers === null ? [point.acronym, formatYears(point.horizon, locale)] : [String(numbers.get(point.id) ?? ''), ''];
      return { point, text, detail, position: positionOf(point, points, xScale, yScale) };
    });
    const bounds = { left: plot.x, top: 0, right: plot.x + plot.width + 16, bottom: plot.y + plot.height };
    const labels = placeLabels(
      placed.map(({ point, position, text, detail }) => ({ x: position.x, y: position.y, marker: markerBox(point, position), whisker: whiskerBox(position), width: textWidth(`${text} ${detail}`.trim()), height: LABEL_HEIGHT })),
      bounds,
    );
    return placed.map((mark, index) => ({ ...mark, label: labels[index] }));
  }, [points, numbers, locale, xScale, yScale, plot]);

  return (
    <g>
      {marks.map(({ point, label, text, detail }) => label !== undefined && <ProgressLabel key={point.id} point={point} label={label} text={text} detail={detail} />)}
      {marks.map(({ point, position }) => (
        <ProgressMark key={point.id} point={point} position={position} sentence={sentenceOf(point)} onEnter={() => onActive({ point, x: position.x, y: position.y })} onLeave={() => onActive(null)} />
      ))}
    </g>
  );
}

type Scale = (value: unknown) => number | undefined;

/** Strata of one trial share their year; they stand a few pixels apart so that no whisker hides another. */
const SIDE_BY_SIDE: Readonly<Record<Kmt2aStratum, number>> = { r: -5, all: 0, g: 5 };

function positionOf(point: ProgressPoint, points: readonly ProgressPoint[], xScale: Scale, yScale: Scale): MarkPosition {
  const at = (percent: number) => yScale(percent) ?? 0;
  const alone = points.filter(({ trial }) => trial === point.trial).length === 1;
  return { x: (xScale(point.position.year) ?? 0) + (alone ? 0 : SIDE_BY_SIDE[point.kmt2a]), y: at(point.efs), low: point.interval === null ? null : at(point.interval.low), high: point.interval === null ? null : at(point.interval.high) };
}

let ruler: CanvasRenderingContext2D | null = null;

/** Width of a label as the browser will draw it, with a little room for the fallback font. */
function textWidth(text: string): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (ruler === null) return text.length * 7;
  ruler.font = "12px 'Inter Variable', Inter, system-ui, sans-serif";
  return Math.ceil(ruler.measureText(text).width * 1.03) + 2;
}
