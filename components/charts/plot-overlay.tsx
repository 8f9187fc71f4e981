'use client';

import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { GeneText } from '@/components/ui/gene-text';
import type { FigurePanel } from '@/lib/cohort/comparison-figure';
import type { FigureTexts, PanelTexts } from '@/lib/cohort/figure-texts';
import { layoutPanel, type DrawnMarker, type PlotScale } from '@/lib/exports/panel-layout';
import classes from './figure.module.css';
import { MarkerShape, seriesColour } from './marker-sign';
import { RiskTable } from './risk-table';

const RADIUS = 5.5;
/** Above everything that the chart library draws. */
const ON_TOP = 3000;
const FONT_SIZE = 13;

/** What the pointer or the keyboard is on: text for the tooltip and where it belongs. */
export type Pointed = Readonly<{ text: string; x: number; y: number }>;

type Props = Readonly<{
  panel: FigurePanel;
  texts: PanelTexts;
  risk: FigureTexts['risk'];
  /** label of each marker; numbers on a narrow chart */
  labels: Readonly<Record<string, string>>;
  narrow: boolean;
  onPoint: (pointed: Pointed | null) => void;
}>;

/** What the chart library does not draw: markers with whiskers, direct labels, censor ticks and the risk table, on the chart's own scales. */
export function PlotOverlay({ panel, texts, risk, labels, narrow, onPoint }: Props) {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const layout = useMemo(() => {
    if (x === undefined || y === undefined || area === undefined) return null;
    const frame = { left: area.x, top: area.y, right: area.x + area.width, bottom: area.y + area.height };
    const scale: PlotScale = { x: (years) => x(years) ?? 0, y: (percent) => y(percent) ?? 0, frame };
    return { scale, ...layoutPanel(panel, scale, { labels, local: narrow ? null : texts.local, fontSize: FONT_SIZE, radius: RADIUS }) };
  }, [x, y, area, panel, labels, narrow, texts.local]);
  if (layout === null) return null;
  const { scale, markers } = layout;
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={scale.frame.top - 16} className={classes.tick}>{texts.yAxis}</text>
      {panel.local?.censorMarks.map(({ years, percent }) => <path key={years} d={`M${scale.x(years)},${scale.y(percent) - 5}v10`} stroke="var(--ink)" strokeWidth={1.2} />)}
      {layout.labels.map(({ id, leader }) => leader !== null && <line key={id} {...leader} stroke="var(--line-strong)" />)}
      {markers.map((marker) => <Marker key={marker.id} marker={marker} texts={texts} onPoint={onPoint} />)}
      <g aria-hidden="true">
        {layout.labels.map(({ id, text, box }) => <text key={id} x={box.left} y={box.bottom - FONT_SIZE * 0.32} className={classes.label}><GeneText text={text} /></text>)}
      </g>
      {panel.local !== null && <RiskTable local={panel.local} texts={risk} x={scale.x} left={scale.frame.left} top={scale.frame.bottom + 54} narrow={narrow} />}
    </ZIndexLayer>
  );
}

function Marker({ marker, texts, onPoint }: Readonly<{ marker: DrawnMarker; texts: PanelTexts; onPoint: Props['onPoint'] }>) {
  const { id, x, y, whisker, open, style } = marker;
  const colour = seriesColour(style);
  const description = texts.points[id]?.description ?? '';
  const show = (): void => onPoint({ text: description, x, y });
  const hide = (): void => onPoint(null);
  return (
    <g className={classes.marker} role="img" aria-label={description} tabIndex={0} onFocus={show} onBlur={hide} onPointerEnter={show} onPointerLeave={hide} onClick={show}>
      {whisker !== null && (
        <>
          <path d={`M${x},${whisker.high}V${whisker.low}`} stroke={colour} strokeWidth={1.8} strokeDasharray={whisker.dashed ? '4 2.5' : undefined} />
          <path d={`M${x - 4.5},${whisker.high}h9M${x - 4.5},${whisker.low}h9`} stroke={colour} strokeWidth={1.8} />
        </>
      )}
      <g transform={`translate(${x} ${y})`}>
        <circle r={12} fill="transparent" />
        <MarkerShape style={style} open={open} radius={RADIUS} />
        <circle className={classes.focus} r={11} />
      </g>
    </g>
  );
}
