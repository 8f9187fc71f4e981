'use client';

import { CartesianGrid, ScatterChart, XAxis, YAxis } from 'recharts';
import { useDrawnSize } from '@/components/figure/use-drawn-size';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import classes from './chart.module.css';
import { ProgressLayer, type ActivePoint } from './layer';

type Props = Readonly<{
  points: readonly ProgressPoint[];
  numbers: ReadonlyMap<string, number>;
  /** first and last year of the axis, the same whatever is shown */
  years: readonly [number, number];
  axisX: string;
  axisY: string;
  sentenceOf: (point: ProgressPoint) => string;
  onActive: (active: ActivePoint | null) => void;
}>;

/** Below this width, in pixels, names do not fit beside 24 points; the style sheet shows the numbered list at the same width. */
const NAMES_FROM = 800;
const PERCENT_TICKS = [0, 20, 40, 60, 80, 100];

/** Fixed 0–100 % axis, so that two trials never look further apart than they are. */
export function ProgressChart({ points, numbers, years, axisX, axisY, sentenceOf, onActive }: Props) {
  const { ref, width, height } = useDrawnSize<HTMLDivElement>();
  const named = width >= NAMES_FROM;
  return (
    <div className={classes.plot}>
      <p className={classes.axisY} aria-hidden="true">
        {axisY}
      </p>
      <div className={classes.drawing} ref={ref}>
        {width > 0 && (
          <ScatterChart
            width={width}
            height={height}
            accessibilityLayer={false}
            margin={{ top: 28, right: 18, bottom: 4, left: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              type="number"
              dataKey="year"
              domain={[...years]}
              ticks={yearTicks(years, named ? 5 : 10)}
              interval={0}
              allowDataOverflow
              tickLine={false}
              axisLine={{ stroke: 'var(--line-strong)' }}
              tick={{ fill: 'var(--muted)', fontSize: 12 }}
              height={24}
              tickMargin={6}
            />
            <YAxis
              type="number"
              dataKey="efs"
              domain={[0, 100]}
              allowDataOverflow
              ticks={PERCENT_TICKS}
              interval={0}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--muted)', fontSize: 12 }}
              width={34}
              tickMargin={6}
            />
            <ProgressLayer
              points={points}
              numbers={named ? null : numbers}
              sentenceOf={sentenceOf}
              onActive={onActive}
            />
          </ScatterChart>
        )}
      </div>
      <p className={classes.axisX} aria-hidden="true">
        {axisX}
      </p>
    </div>
  );
}

function yearTicks([first, last]: readonly [number, number], step: number): number[] {
  const from = Math.ceil(first / step) * step;
  return Array.from({ length: Math.floor((last - from) / step) + 1 }, (_, index) => from + index * step);
}
