'use client';

import { useId, useState } from 'react';
import { CartesianGrid, Scatter, ScatterChart, XAxis, YAxis, type XAxisProps } from 'recharts';
import { GeneText } from '@/components/ui/gene-text';
import type { CalendarFigure, CalendarPanel } from '@/lib/comparison/views/calendar-figure';
import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { calendarTicks } from '@/lib/comparison/time-axis';
import type { CalendarPanelTexts, CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import { lettersOf, untoldPoints } from '@/lib/figure/drawing/letters';
import { CalendarMarks } from './marks';
import { ChartLegend } from '@/components/figure/chart-legend';
import classes from '@/components/figure/figure.module.css';
import { FieldSign, MarkerSign } from '@/components/figure/marker-sign';
import { PointPopover } from '@/components/figure/point-popover';
import type { Evidence } from '@/components/figure/point-source';
import type { Opened, Pointed } from '@/components/figure/pointing';
import { useDrawnSize } from '@/components/figure/use-drawn-size';
import { NoMarker, percentAxis, PointedText } from '@/components/figure/plot-parts';

const HEIGHT = { wide: 380, narrow: 330 };
/** Below this width in px, markers are numbered and a key stands under each chart. */
const NARROW = 520;

type Props = Readonly<{
  calendar: Pick<CalendarFigure, 'panels' | 'axis'>;
  texts: CalendarTexts;
  citations: ComparisonFigure['citations'];
  evidence: Evidence;
}>;

/** Outcome over calendar time, one plot for each KMT2A stratum on the same years and the same 0–100 %. */
export function CalendarChart({ calendar, texts, citations, evidence }: Props) {
  const { ref, width } = useDrawnSize<HTMLDivElement>();
  const narrow = width > 0 && width < NARROW;
  return (
    <div className={classes.colours} ref={ref}>
      {calendar.panels.map((panel, i) => {
        const words = texts.panels[i];
        return (
          words !== undefined && (
            <Panel
              key={panel.kmt2a}
              panel={panel}
              words={words}
              axis={calendar.axis}
              texts={texts}
              narrow={narrow}
              citations={citations}
              evidence={evidence}
            />
          )
        );
      })}
      <ChartLegend legend={texts.legend} letters={lettersOf(untoldPoints(calendar), texts.letters)} />
    </div>
  );
}

type PanelProps = Pick<Props, 'citations' | 'evidence'> &
  Readonly<{
    panel: CalendarPanel;
    words: CalendarPanelTexts;
    axis: CalendarFigure['axis'];
    texts: CalendarTexts;
    narrow: boolean;
  }>;

function Panel({ panel, words, axis, texts, narrow, citations, evidence }: PanelProps) {
  const { ref, width } = useDrawnSize<HTMLDivElement>();
  const summary = useId();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const height = narrow ? HEIGHT.narrow : HEIGHT.wide;
  const keys = Object.fromEntries(panel.points.map(({ point }, i) => [point.estimateId, String(i + 1)]));
  const labels = Object.fromEntries(
    Object.entries(words.points).map(([id, { label }]) => [id, narrow ? (keys[id] ?? '') : label]),
  );
  return (
    <section className={classes.calendarPanel}>
      <h3 className={classes.panelTitle}>
        <GeneText text={words.title} />
      </h3>
      <div className={classes.plot} ref={ref} style={{ height }} role="group" aria-labelledby={summary}>
        <p id={summary} hidden>
          {words.summary}
        </p>
        {width > 0 && (
          <ScatterChart
            width={width}
            height={height}
            accessibilityLayer={false}
            margin={{ top: 30, right: 18, left: 0, bottom: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis {...calendarAxis(axis, texts.xAxis, narrow)} />
            <YAxis {...percentAxis(36)} dataKey="percent" />
            <Scatter
              data={panel.points.map(({ middle, point: { percent } }) => ({ year: middle, percent }))}
              shape={NoMarker}
              isAnimationActive={false}
            />
            <CalendarMarks
              points={panel.points}
              words={words}
              labels={labels}
              yAxis={texts.yAxis}
              onPoint={setPointed}
              onOpen={setOpened}
            />
          </ScatterChart>
        )}
        <PointedText pointed={pointed} width={width} />
        <PointPopover
          opened={opened}
          onClose={() => setOpened(null)}
          points={panel.points.map(({ point }) => point)}
          citations={citations}
          evidence={evidence}
        />
      </div>
      {narrow && <PointKeys panel={panel} words={words} keys={keys} />}
    </section>
  );
}

// Properties, not a component: the chart finds its axes among its direct children.
function calendarAxis(axis: CalendarFigure['axis'], name: string, narrow: boolean): XAxisProps {
  return {
    type: 'number',
    dataKey: 'year',
    domain: [axis.from, axis.to],
    ticks: calendarTicks(axis, narrow ? 10 : 5),
    interval: 0,
    allowDataOverflow: true,
    height: 44,
    tick: { className: classes.tick },
    tickFormatter: String,
    stroke: 'var(--line-strong)',
    label: { value: name, position: 'insideBottom', offset: 2, className: classes.tick },
  };
}

type KeysProps = Pick<PanelProps, 'panel' | 'words'> & Readonly<{ keys: Readonly<Record<string, string>> }>;

/** On a narrow chart, what each number stands for. */
function PointKeys({ panel, words, keys }: KeysProps) {
  return (
    <ol className={classes.keys}>
      {panel.points.map(({ point, field }) => (
        <li key={point.estimateId}>
          <b>{keys[point.estimateId]}</b>
          {field ? (
            <FieldSign open={point.hollow.length > 0} />
          ) : (
            <MarkerSign style={point.style} open={point.hollow.length > 0} />
          )}
          <span>{words.points[point.estimateId]?.label}</span>
        </li>
      ))}
    </ol>
  );
}
