'use client';

import { useId, useMemo, useState } from 'react';
import { CartesianGrid, ComposedChart, Scatter, XAxis, YAxis, type XAxisProps } from 'recharts';
import type { ComparisonFigure, FigurePanel } from '@/lib/comparison/figure/figure-model';
import { printedRisk } from '@/lib/comparison/figure/printed-risk';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { RISK_ROW } from '@/lib/figure/drawing/marks/measures';
import { panelCurves, riskGutter, riskRows } from '@/lib/figure/drawing/marks/panel';
import { printedRiskGutter, printedRiskHeight } from '@/lib/figure/drawing/marks/printed-risk';
import { formatNumber } from '@/lib/i18n/format';
import { curveLines } from './curve-lines';
import classes from './figure.module.css';
import { NoMarker, percentAxis, PointedText } from './plot-parts';
import { PlotOverlay } from './plot-overlay';
import { PointPopover } from './point-popover';
import type { Evidence } from './point-source';
import type { Opened, Pointed } from './pointing';
import { HiddenRiskTable } from './risk-table';
import { useDrawnSize } from './use-drawn-size';

const PLOT = { wide: 360, narrow: 300 };
const MARGIN_TOP = 32;
const AXIS = 44;

/** `keys`: on a narrow chart, the number of each series, and the names of the risk table stand above its numbers. */
type Props = Readonly<{
  panel: FigurePanel;
  texts: PanelTexts;
  figure: FigureTexts;
  keys: Readonly<Record<string, string>> | null;
  citations: ComparisonFigure['citations'];
  evidence: Evidence;
}>;

/**
 * One plot on a fixed 0–100 % axis: the local step line with its band, published figures as single markers. Its height is
 * reserved before anything is drawn.
 */
export function PanelChart({ panel, texts, figure, keys, citations, evidence }: Props) {
  const { ref, width } = useDrawnSize<HTMLDivElement>();
  const summary = useId();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const narrow = keys !== null;
  const labels = useMemo(
    () => Object.fromEntries(Object.entries(texts.points).map(([id, { label }]) => [id, keys?.[id] ?? label])),
    [texts.points, keys],
  );
  const height = chartHeight(panel, narrow);
  return (
    <div className={classes.plot} ref={ref} style={{ height }} role="group" aria-labelledby={summary}>
      <p id={summary} hidden>
        {texts.summary}
      </p>
      {width > 0 && (
        <ComposedChart width={width} height={height} accessibilityLayer={false} margin={plotMargin(height, narrow)}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis {...timeAxis(panel, texts, narrow)} />
          <YAxis {...percentAxis(gutter(panel, figure, labels, narrow))} />
          {curveLines(panelCurves(panel))}
          <Scatter
            data={panel.published.map(({ years, percent }) => ({ at: years, percent }))}
            dataKey="percent"
            shape={NoMarker}
            isAnimationActive={false}
          />
          <PlotOverlay
            panel={panel}
            texts={texts}
            risk={figure.risk}
            labels={labels}
            narrow={narrow}
            onPoint={setPointed}
            onOpen={setOpened}
          />
        </ComposedChart>
      )}
      <PointedText pointed={pointed} width={width} />
      <PointPopover
        opened={opened}
        onClose={() => setOpened(null)}
        points={panel.published}
        citations={citations}
        evidence={evidence}
      />
      <RiskTables panel={panel} texts={texts} figure={figure} />
    </div>
  );
}

/** The numbers at risk for those who hear the chart. */
function RiskTables({ panel, texts, figure }: Pick<Props, 'panel' | 'texts' | 'figure'>) {
  return (
    <>
      {printedRisk(panel).map(({ estimateId, counts }) => (
        <HiddenRiskTable
          key={estimateId}
          caption={`${figure.risk.printed}: ${texts.points[estimateId]?.label ?? ''}`}
          heads={[texts.xAxis, ...counts.map(({ years }) => formatNumber(years, figure.locale))]}
          rows={[{ label: figure.risk.atRisk, values: counts.map(({ n }) => n) }]}
        />
      ))}
      {panel.local !== null && (
        <HiddenRiskTable
          caption={texts.local ?? ''}
          heads={[texts.xAxis, ...texts.ticks]}
          rows={riskRows(panel.local, figure.risk)}
        />
      )}
    </>
  );
}

function plotMargin(height: number, narrow: boolean) {
  return {
    top: MARGIN_TOP,
    right: 4,
    left: 0,
    bottom: height - MARGIN_TOP - AXIS - (narrow ? PLOT.narrow : PLOT.wide),
  };
}

function chartHeight(panel: FigurePanel, narrow: boolean): number {
  return (
    MARGIN_TOP +
    (narrow ? PLOT.narrow : PLOT.wide) +
    AXIS +
    14 +
    (panel.local === null ? 0 : 3 * (narrow ? RISK_ROW.narrow : RISK_ROW.wide) + 6) +
    printedRiskHeight(panel, narrow)
  );
}

// Properties, not components of their own: the chart finds its axes among its direct children.
function timeAxis(panel: FigurePanel, texts: PanelTexts, narrow: boolean): XAxisProps {
  return {
    type: 'number',
    dataKey: 'at',
    domain: [0, panel.axis.endYears],
    ticks: [...panel.axis.ticks],
    interval: 0,
    allowDataOverflow: true,
    height: AXIS,
    padding: { right: narrow ? 16 : 30 },
    tick: { className: classes.tick },
    tickFormatter: (tick: number) => texts.ticks[panel.axis.ticks.indexOf(tick)] ?? '',
    stroke: 'var(--line-strong)',
    label: { value: texts.xAxis, position: 'insideBottom', offset: 2, className: classes.tick },
  };
}

/** Room left of the axis: for the levels, and for the names of the risk table where they stand beside its numbers. */
function gutter(
  panel: FigurePanel,
  { risk }: FigureTexts,
  labels: Readonly<Record<string, string>>,
  narrow: boolean,
): number {
  if (narrow) return 36;
  return Math.max(36, panel.local === null ? 0 : riskGutter(risk), printedRiskGutter(panel, labels));
}
