'use client';

import type { LocalSeries } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { riskRows } from '@/lib/figure/drawing/marks/panel';

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
