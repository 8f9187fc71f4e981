'use client';

import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import type { OwnAnalysis } from '@/lib/analysis/analysis';
import { bandSteps, forDrawing, type OwnStep } from '@/lib/analysis/curves';
import type { OwnTexts } from '@/lib/analysis/texts';
import { LINE_DASHES } from '@/lib/figure/drawing/own-figure-layout';
import { textWidth } from '@/lib/figure/drawing/text-width';
import figure from '@/components/figure/figure.module.css';
import { OwnChartOverlay, riskHeight } from './own-chart-overlay';
import { ownColour, riskGap, type OwnSeries } from './own-series';

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
}>;

/** Step curves on a fixed 0–100 % axis with their bands, censoring ticks, names and numbers at risk. */
export function OwnChart({ series, axis, texts, yAxis, label }: Props) {
  const { ref, width } = useElementSize();
  const id = useId();
  const narrow = width > 0 && width < NARROW;
  const plot = narrow ? PLOT.narrow : PLOT.wide;
  const below = riskHeight(series, narrow);
  const height = MARGIN_TOP + plot + AXIS + 14 + below;
  const rightRoom =
    narrow || series.length === 1
      ? 18
      : Math.min(190, Math.max(...series.map(({ name }) => textWidth(name, 13, 600))) + 14);
  return (
    <div className={`${figure.plot} ${figure.colours}`} ref={ref} style={{ height }} role="group" aria-labelledby={id}>
      <p id={id} hidden>
        {label}
      </p>
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
            dataKey="time"
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
          {series.map(({ steps }, i) => (
            <Area
              key={`band-${i}`}
              data={forDrawing(bandSteps(steps), axis.end)}
              dataKey={band}
              type="stepAfter"
              fill={ownColour(i, series.length)}
              fillOpacity={0.14}
              stroke="none"
              isAnimationActive={false}
              activeDot={false}
            />
          ))}
          {series.map(({ steps }, i) => (
            <Line
              key={`line-${i}`}
              data={forDrawing(steps, axis.end)}
              dataKey="percent"
              type="stepAfter"
              stroke={ownColour(i, series.length)}
              strokeDasharray={LINE_DASHES[i % LINE_DASHES.length] || undefined}
              strokeWidth={2.2}
              dot={false}
              isAnimationActive={false}
              activeDot={false}
            />
          ))}
          <OwnChartOverlay series={series} end={axis.end} texts={texts} yAxis={yAxis} narrow={narrow} />
        </ComposedChart>
      )}
    </div>
  );
}

/** Room left of the axis for the names of the risk table, where they stand beside its numbers. */
function gutter(series: readonly OwnSeries[], { risk }: OwnTexts, narrow: boolean): number {
  if (narrow || series.every((one) => one.risk === null)) return 36;
  const gap = riskGap(series) + 6;
  return Math.max(
    36,
    ...Object.values(risk).map((text) => textWidth(text, 13) + gap),
    ...(series.length > 1 ? series.map(({ name }) => Math.min(220, textWidth(name, 13, 600) + gap)) : []),
  );
}

function band({ low, high }: OwnStep): [number, number] | null {
  return low === null || high === null ? null : [low, high];
}
