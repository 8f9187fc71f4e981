'use client';

import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import figure from '@/components/figure/figure.module.css';
import { Marks } from '@/components/figure/marks';
import type { OwnTexts } from '@/lib/analysis/texts';
import { ownMarks, ownRiskMarks, type OwnSeries } from '@/lib/figure/drawing/marks/own';

const ON_TOP = 3000;

type Props = Readonly<{ series: readonly OwnSeries[]; end: number; texts: OwnTexts; yAxis: string; narrow: boolean }>;

/** What the chart library does not draw: censoring ticks, names at the curves' ends and the numbers at risk, on its own scales. */
export function OwnChartOverlay({ series, end, texts, yAxis, narrow }: Props) {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (x === undefined || y === undefined || area === undefined) return null;
  const bottom = area.y + area.height;
  const scale = { x: (time: number) => x(time) ?? 0, y: (percent: number) => y(percent) ?? 0 };
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={area.y - 12} className={figure.tick}>
        {yAxis}
      </text>
      <g aria-hidden="true" className={figure.marks}>
        <Marks marks={ownMarks(series, { ...scale, end, top: area.y, bottom }, !narrow)} />
        <Marks marks={ownRiskMarks(series, texts, { x: scale.x, left: area.x, top: bottom + 50, narrow })} />
      </g>
    </ZIndexLayer>
  );
}
