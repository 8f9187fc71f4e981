'use client';

import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import type { FigurePanel } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { RISK_ROW } from '@/lib/figure/drawing/marks/measures';
import { panelMarks, panelRiskMarks } from '@/lib/figure/drawing/marks/panel';
import { printedRiskMarks } from '@/lib/figure/drawing/marks/printed-risk';
import type { PlotScale } from '@/lib/figure/drawing/panel-layout';
import classes from './figure.module.css';
import { MarkGroups } from './mark-groups';
import { Marks } from './marks';
import type { Opened, Pointed } from './pointing';

/** Room under the plot for its axis. */
const FOOT = 54;
/** Above everything that the chart library draws. */
const ON_TOP = 3000;

type Props = Readonly<{
  panel: FigurePanel;
  texts: PanelTexts;
  risk: FigureTexts['risk'];
  /** label of each marker; numbers on a narrow chart */
  labels: Readonly<Record<string, string>>;
  narrow: boolean;
  onPoint: (pointed: Pointed | null) => void;
  onOpen: (opened: Opened) => void;
}>;

/** What the chart library does not draw: markers with whiskers, direct labels, censor ticks and the risk table, on the chart's own scales. */
export function PlotOverlay({ panel, texts, risk, labels, narrow, onPoint, onOpen }: Props) {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const drawn = useMemo(() => {
    if (x === undefined || y === undefined || area === undefined) return null;
    const frame = { left: area.x, top: area.y, right: area.x + area.width, bottom: area.y + area.height };
    const scale: PlotScale = { x: (years) => x(years) ?? 0, y: (percent) => y(percent) ?? 0, frame };
    return {
      top: frame.top,
      groups: panelMarks(panel, scale, {
        labels,
        local: narrow ? null : texts.local,
        reconstructed: narrow ? null : texts.reconstructed,
      }).groups,
      table: [
        ...(panel.local === null ? [] : panelRiskMarks(panel.local, risk, scale, frame.bottom + FOOT, narrow)),
        ...printedRiskMarks(
          panel,
          { title: risk.printed, labels },
          scale,
          frame.bottom + FOOT + (panel.local === null ? 0 : 3 * (narrow ? RISK_ROW.narrow : RISK_ROW.wide) + 6),
          narrow,
        ),
      ],
    };
  }, [x, y, area, panel, labels, narrow, texts.local, texts.reconstructed, risk]);
  if (drawn === null) return null;
  const descriptionOf = (id: string): string => texts.points[id]?.description ?? '';
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={drawn.top - 16} className={classes.tick}>
        {texts.yAxis}
      </text>
      <MarkGroups groups={drawn.groups} descriptionOf={descriptionOf} onPoint={onPoint} onOpen={onOpen} />
      <g aria-hidden="true" className={classes.marks}>
        <Marks marks={drawn.table} />
      </g>
    </ZIndexLayer>
  );
}
