'use client';

import type { LocalSeries } from '@/lib/comparison/figure/figure-model';
import { THIN_BELOW } from '@/lib/comparison/figure/figure-caveat';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import classes from './figure.module.css';

type Row = Readonly<{ label: string; values: readonly number[] }>;

/** Height of a row: on a narrow chart its name stands above the numbers. */
export function riskRowHeight(narrow: boolean): number {
  return narrow ? 36 : 20;
}

function riskRows({ riskTable }: LocalSeries, texts: FigureTexts['risk']): Row[] {
  return [
    { label: texts.atRisk, values: riskTable.map(({ atRisk }) => atRisk) },
    { label: texts.events, values: riskTable.map(({ eventsBefore }) => eventsBefore) },
    { label: texts.censored, values: riskTable.map(({ censoredBefore }) => censoredBefore) },
  ];
}

type Props = Readonly<{
  local: LocalSeries;
  texts: FigureTexts['risk'];
  x: (years: number) => number;
  left: number;
  top: number;
  narrow: boolean;
}>;

/** Numbers at risk inside the chart, each column at the x of its tick. */
export function RiskTable({ local, texts, x, left, top, narrow }: Props) {
  const height = riskRowHeight(narrow);
  return (
    <g aria-hidden="true">
      {riskRows(local, texts).map(({ label, values }, row) => {
        const y = top + row * height + (narrow ? 30 : 14);
        return (
          <g key={label}>
            {narrow ? (
              <text x={0} y={y - 16} className={classes.tick}>
                {label}
              </text>
            ) : (
              <text x={left - 26} y={y} textAnchor="end" className={classes.tick}>
                {label}
              </text>
            )}
            {values.map((value, i) => {
              const column = local.riskTable[i];
              return column === undefined ? null : (
                <text
                  key={column.years}
                  x={x(column.years)}
                  y={y}
                  textAnchor="middle"
                  className={classes.cell}
                  data-thin={column.atRisk < THIN_BELOW || undefined}
                >
                  {value}
                </text>
              );
            })}
          </g>
        );
      })}
    </g>
  );
}

/** The same numbers as a table for who does not see the chart. */
export function HiddenRiskTable({
  local,
  texts,
  panel,
}: Readonly<{ local: LocalSeries; texts: FigureTexts['risk']; panel: PanelTexts }>) {
  return (
    <div className="visually-hidden">
      <table>
        <caption>{panel.local}</caption>
        <thead>
          <tr>
            <th scope="col">{panel.xAxis}</th>
            {panel.ticks.map((tick) => (
              <th scope="col" key={tick}>
                {tick}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {riskRows(local, texts).map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, i) => (
                <td key={panel.ticks[i]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
