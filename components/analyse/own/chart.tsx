'use client';

import { useId } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnTexts } from '@/lib/analysis/texts';
import { ownCurves, ownGutter, ownRiskHeight, type OwnSeries } from '@/lib/figure/drawing/marks/own';
import { textWidth } from '@/lib/figure/drawing/text-width';
import { curveLines } from '@/components/figure/curve-lines';
import figure from '@/components/figure/figure.module.css';
import { useDrawnSize } from '@/components/figure/use-drawn-size';
import { OwnChartOverlay } from './chart-overlay';

const PLOT = { wide: 360, narrow: 280 };
const LEVELS = [0, 20, 40, 60, 80, 100];
const MARGIN_TOP = 28;
const AXIS = 44;
const NARROW = 560;

type Props = Readonly<{
  series: readonly OwnSeries[];
  axis: OwnAnalysis['axis'];
  texts: OwnTexts;
  yAxis: string;
  label: string;
  /** what the curves show, read aloud in place of the drawing */
  description: string;
}>;

/** Step curves on a fixed 0–100 % axis with their bands, censoring ticks, names and numbers at risk. */
export function OwnChart({ series, axis, texts, yAxis, label, description }: Props) {
  const { ref, width } = useDrawnSize<HTMLDivElement>();
  const id = useId();
  const narrow = width > 0 && width < NARROW;
  const plot = narrow ? PLOT.narrow : PLOT.wide;
  const below = ownRiskHeight(series, narrow);
  const height = MARGIN_TOP + plot + AXIS + 14 + below;
  const rightRoom =
    narrow || series.length === 1
      ? 18
      : Math.min(190, Math.max(...series.map(({ name }) => textWidth(name, 13, 600))) + 14);
  return (
    <div
      className={`${figure.plot} ${figure.colours}`}
      ref={ref}
      style={{ height }}
      role="group"
      aria-labelledby={id}
      aria-describedby={`${id}-said`}
    >
      <ChartWords id={id} label={label} description={description} />
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          accessibilityLayer={false}
          margin={{ top: MARGIN_TOP, right: 4, left: 0, bottom: height - MARGIN_TOP - AXIS - plot }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            type="number"
            dataKey="at"
            domain={[0, axis.end]}
            ticks={[...axis.ticks]}
            interval={0}
            allowDataOverflow
            height={AXIS}
            padding={{ right: rightRoom }}
            tick={{ className: figure.tick }}
            tickFormatter={(tick: number) => texts.ticks[axis.ticks.indexOf(tick)] ?? ''}
            stroke="var(--line-strong)"
            label={{ value: texts.xAxis, position: 'insideBottom', offset: 2, className: figure.tick }}
          />
          <YAxis
            type="number"
            domain={[0, 100]}
            ticks={LEVELS}
            interval={0}
            width={gutter(series, texts, narrow)}
            tick={{ className: figure.tick }}
            stroke="var(--line-strong)"
            tickLine={false}
          />
          {curveLines(ownCurves(series, axis.end))}
          <OwnChartOverlay series={series} end={axis.end} texts={texts} yAxis={yAxis} narrow={narrow} />
        </ComposedChart>
      )}
    </div>
  );
}

/** Name and text alternative of the drawing. */
function ChartWords({ id, label, description }: Readonly<{ id: string; label: string; description: string }>) {
  return (
    <>
      <p id={id} hidden>
        {label}
      </p>
      <p id={`${id}-said`} hidden>
        {description}
      </p>
    </>
  );
}

/** Room left of the axis for the names of the risk table, where they stand beside its numbers. */
function gutter(series: readonly OwnSeries[], texts: OwnTexts, narrow: boolean): number {
  if (narrow || series.every((one) => one.risk === null)) return 36;
  return Math.max(36, ownGutter(series, texts));
}
