'use client';

import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import type { OwnTexts } from '@/lib/analysis/texts';
import { censorPath, endLabelPlaces, type Scales } from '@/lib/figure/drawing/own-figure-layout';
import figure from '@/components/figure/figure.module.css';
import { fittedName, ownColour, riskGap, type OwnSeries } from './own-series';

const ON_TOP = 3000;
const LABEL = 13;
const ROW = { wide: 20, narrow: 36 };

/** Room right of the plot for the name of a curve. */
const END_ROOM = 176;

/** Height of the numbers under the plot: three rows a group, and its name where there are several. */
export function riskHeight(series: readonly OwnSeries[], narrow: boolean): number {
  const groups = series.filter(({ risk }) => risk !== null).length;
  if (groups === 0) return 0;
  return groups * (3 * (narrow ? ROW.narrow : ROW.wide) + (groups > 1 ? 24 : 0)) + 8;
}

type Props = Readonly<{ series: readonly OwnSeries[]; end: number; texts: OwnTexts; yAxis: string; narrow: boolean }>;

/** What the chart library does not draw: censoring ticks, names at the curves' ends and the numbers at risk, on its own scales. */
export function OwnChartOverlay({ series, end, texts, yAxis, narrow }: Props) {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (x === undefined || y === undefined || area === undefined) return null;
  const scales: Scales = { x: (time) => x(time) ?? 0, y: (percent) => y(percent) ?? 0, end };
  const several = series.length > 1;
  const places = endLabelPlaces(
    series.map(({ steps }) => scales.y(steps.at(-1)?.percent ?? 0)),
    LABEL + 3,
    area.y,
    area.y + area.height - 8,
  );
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={area.y - 12} className={figure.tick}>
        {yAxis}
      </text>
      {series.map(({ marks }, i) => (
        <path key={i} d={censorPath(marks, scales, 4.5)} stroke={ownColour(i, series.length)} strokeWidth={1.2} />
      ))}
      {several && !narrow && (
        <g aria-hidden="true">
          {series.map(({ name, steps }, i) => (
            <text
              key={i}
              x={scales.x(steps.at(-1)?.time ?? 0) + 7}
              y={(places[i] ?? 0) + 4.5}
              className={figure.label}
              style={{ fill: ownColour(i, series.length) }}
            >
              {fittedName(name, END_ROOM)}
            </text>
          ))}
        </g>
      )}
      <RiskRows
        series={series}
        texts={texts}
        x={scales.x}
        left={area.x}
        width={area.x + area.width}
        top={area.y + area.height + 50}
        narrow={narrow}
      />
    </ZIndexLayer>
  );
}

type RiskProps = Readonly<{
  series: readonly OwnSeries[];
  texts: OwnTexts;
  x: Scales['x'];
  left: number;
  /** of the whole chart */
  width: number;
  top: number;
  narrow: boolean;
}>;

/** Each column at the x of its tick; on a narrow chart the name of a row stands above its numbers. */
function RiskRows({ series, texts, x, left, width, top, narrow }: RiskProps) {
  const several = series.length > 1;
  const gap = riskGap(series);
  const row = narrow ? ROW.narrow : ROW.wide;
  const group = 3 * row + (several ? 24 : 0);
  return (
    <g aria-hidden="true">
      {series.map(({ name, risk }, g) => {
        if (risk === null) return null;
        const from = top + g * group;
        const rows = [
          { label: texts.risk.atRisk, values: risk.map(({ atRisk }) => atRisk) },
          { label: texts.risk.events, values: risk.map(({ eventsBefore }) => eventsBefore) },
          { label: texts.risk.censored, values: risk.map(({ censoredBefore }) => censoredBefore) },
        ];
        const first = from + (several ? 24 : 0);
        return (
          <g key={g}>
            {several && (
              <text
                x={narrow ? 0 : left - gap}
                y={from + 17}
                textAnchor={narrow ? 'start' : 'end'}
                className={figure.label}
                style={{ fill: ownColour(g, series.length) }}
              >
                {fittedName(name, narrow ? width : left - gap)}
              </text>
            )}
            {rows.map(({ label, values }, i) => {
              const y = first + i * row + (narrow ? 30 : 14);
              return (
                <g key={label}>
                  {narrow ? (
                    <text x={0} y={y - 16} className={figure.tick}>
                      {label}
                    </text>
                  ) : (
                    <text x={left - gap} y={y} textAnchor="end" className={figure.tick}>
                      {label}
                    </text>
                  )}
                  {values.map((value, column) => (
                    <text key={column} x={x(risk[column]?.time ?? 0)} y={y} textAnchor="middle" className={figure.cell}>
                      {value}
                    </text>
                  ))}
                </g>
              );
            })}
          </g>
        );
      })}
    </g>
  );
}
