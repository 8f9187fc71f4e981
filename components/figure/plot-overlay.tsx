'use client';

import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { GeneText } from '@/components/ui/gene-text';
import type { FigurePanel } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { layoutPanel, type DrawnMarker, type PlotScale } from '@/lib/figure/drawing/panel-layout';
import classes from './figure.module.css';
import { MarkerShape, seriesColour } from './marker-sign';
import { pointing, type Opened, type Pointed } from './pointing';
import { RiskTable } from './risk-table';

const RADIUS = 5.5;
/** Above everything that the chart library draws. */
const ON_TOP = 3000;
const FONT_SIZE = 13;

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
  const layout = useMemo(() => {
    if (x === undefined || y === undefined || area === undefined) return null;
    const frame = { left: area.x, top: area.y, right: area.x + area.width, bottom: area.y + area.height };
    const scale: PlotScale = { x: (years) => x(years) ?? 0, y: (percent) => y(percent) ?? 0, frame };
    return {
      scale,
      ...layoutPanel(panel, scale, {
        labels,
        local: narrow ? null : texts.local,
        reconstructed: narrow ? null : texts.reconstructed,
        fontSize: FONT_SIZE,
        radius: RADIUS,
      }),
    };
  }, [x, y, area, panel, labels, narrow, texts.local, texts.reconstructed]);
  if (layout === null) return null;
  const { scale, markers } = layout;
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={scale.frame.top - 16} className={classes.tick}>
        {texts.yAxis}
      </text>
      {panel.local?.censorMarks.map(({ years, percent }) => (
        <path key={years} d={`M${scale.x(years)},${scale.y(percent) - 5}v10`} stroke="var(--ink)" strokeWidth={1.2} />
      ))}
      {layout.joins.map(({ id, style, ...line }) => (
        <line
          key={id}
          {...line}
          stroke={seriesColour(style)}
          strokeWidth={1.8}
          strokeLinecap="round"
          strokeDasharray="0.1 5"
        />
      ))}
      {layout.labels.map(
        ({ id, leader }) => leader !== null && <line key={id} {...leader} stroke="var(--line-strong)" />,
      )}
      {markers.map((marker) => (
        <Marker key={marker.id} marker={marker} texts={texts} onPoint={onPoint} onOpen={onOpen} />
      ))}
      <g aria-hidden="true">
        {layout.labels.map(({ id, text, box }) => (
          <text key={id} x={box.left} y={box.bottom - FONT_SIZE * 0.32} className={classes.label}>
            <GeneText text={text} />
          </text>
        ))}
      </g>
      {panel.local !== null && (
        <RiskTable
          local={panel.local}
          texts={risk}
          x={scale.x}
          left={scale.frame.left}
          top={scale.frame.bottom + 54}
          narrow={narrow}
        />
      )}
    </ZIndexLayer>
  );
}

function Marker({
  marker,
  texts,
  onPoint,
  onOpen,
}: Readonly<{ marker: DrawnMarker; texts: PanelTexts }> & Pick<Props, 'onPoint' | 'onOpen'>) {
  const { id, x, y, whisker, open, style } = marker;
  const colour = seriesColour(style);
  const description = texts.points[id]?.description ?? '';
  return (
    <g className={classes.marker} {...pointing({ id, text: description, x, y }, onPoint, onOpen)}>
      {whisker !== null && (
        <>
          <path
            d={`M${x},${whisker.high}V${whisker.low}`}
            stroke={colour}
            strokeWidth={1.8}
            strokeDasharray={whisker.dashed ? '4 2.5' : undefined}
          />
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
