'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { CartesianGrid, ComposedChart, Line, Scatter, XAxis, YAxis } from 'recharts';
import figure from '@/components/figure/figure.module.css';
import { useDrawnSize } from '@/components/figure/use-drawn-size';
import { ownAxis } from '@/lib/analysis/axis';
import type { Reconstruction } from '@/lib/comparison/figure/reconstructed-curve';
import { formatNumber } from '@/lib/i18n/format';
import type { CurvePoint } from '@/lib/registry/curves/rules';
import classes from '../curate.module.css';

const HEIGHT = 340;
const LEVELS = [0, 20, 40, 60, 80, 100];

/** The reconstructed curve as a dashed step line over the points that were read off the figure, and the printed figures beside it. */
export function CurveChart({ points, rebuilt }: Readonly<{ points: readonly CurvePoint[]; rebuilt: Reconstruction }>) {
  const t = useTranslations('curate.chart');
  const locale = useLocale();
  const { ref, width } = useDrawnSize<HTMLDivElement>();
  const id = useId();
  const printed = rebuilt.printed.map(({ years, printed: percent }) => ({ years, percent }));
  return (
    <div className={figure.colours}>
      <div className={figure.plot} ref={ref} style={{ height: HEIGHT }} role="img" aria-labelledby={id}>
        <p id={id} hidden>
          {t('summary', { points: points.length, years: formatNumber(rebuilt.lastYears, locale, 1) })}
        </p>
        {width > 0 && <Plot points={points} rebuilt={rebuilt} printed={printed} width={width} />}
      </div>
      <Legend printed={printed.length > 0} />
    </div>
  );
}

type Percent = Readonly<{ years: number; percent: number }>;
type PlotProps = Readonly<{
  points: readonly CurvePoint[];
  rebuilt: Reconstruction;
  printed: readonly Percent[];
  width: number;
}>;

function Plot({ points, rebuilt, printed, width }: PlotProps) {
  const t = useTranslations('curate.chart');
  const locale = useLocale();
  const axis = ownAxis(Math.max(rebuilt.lastYears, ...printed.map(({ years }) => years)), 'years');
  return (
    <ComposedChart
      width={width}
      height={HEIGHT}
      accessibilityLayer={false}
      margin={{ top: 12, right: 16, left: 0, bottom: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        type="number"
        dataKey="years"
        domain={[0, axis.end]}
        ticks={[...axis.ticks]}
        interval={0}
        allowDataOverflow
        height={44}
        tick={{ className: figure.tick }}
        tickFormatter={(tick: number) => formatNumber(tick, locale)}
        stroke="var(--line-strong)"
        label={{ value: t('xAxis'), position: 'insideBottom', offset: 2, className: figure.tick }}
      />
      <YAxis
        type="number"
        domain={[0, 100]}
        ticks={LEVELS}
        interval={0}
        width={44}
        tick={{ className: figure.tick }}
        stroke="var(--line-strong)"
        tickLine={false}
        unit={'\u202f%'}
      />
      <Scatter
        data={points.map(({ years, percent }) => ({ years, percent }))}
        dataKey="percent"
        shape={Digitised}
        isAnimationActive={false}
      />
      <Line
        data={[...rebuilt.steps]}
        dataKey="percent"
        type="stepAfter"
        stroke="var(--series-0)"
        strokeDasharray="7 4"
        strokeWidth={2}
        dot={false}
        isAnimationActive={false}
        activeDot={false}
      />
      <Scatter data={[...printed]} dataKey="percent" shape={Printed} isAnimationActive={false} />
    </ComposedChart>
  );
}

function Legend({ printed }: Readonly<{ printed: boolean }>) {
  const t = useTranslations('curate.chart');
  return (
    <ul className={classes.legend}>
      <li>
        <Sign>
          <path d="M-14,0H14" stroke="var(--series-0)" strokeWidth="2" strokeDasharray="7 4" />
        </Sign>
        {t('reconstructed')}
      </li>
      <li>
        <Sign>
          <Digitised cx={0} cy={0} />
        </Sign>
        {t('digitised')}
      </li>
      {printed && (
        <li>
          <Sign>
            <Printed cx={0} cy={0} />
          </Sign>
          {t('printed')}
        </li>
      )}
    </ul>
  );
}

function Sign({ children }: Readonly<{ children: React.ReactNode }>) {
  return (
    <svg width="28" height="16" viewBox="-14 -8 28 16" aria-hidden="true">
      {children}
    </svg>
  );
}

type Place = Readonly<{ cx?: number; cy?: number }>;

function Digitised({ cx = 0, cy = 0 }: Place) {
  return <circle cx={cx} cy={cy} r={2.5} fill="none" stroke="var(--muted)" />;
}

function Printed({ cx = 0, cy = 0 }: Place) {
  return <path d={`M${cx},${cy - 6}l6,6l-6,6l-6,-6z`} fill="var(--series-1)" />;
}
