'use client';

import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { GeneText } from '@/components/ui/gene-text';
import type { CalendarPoint } from '@/lib/comparison/views/calendar-figure';
import type { CalendarPanelTexts } from '@/lib/comparison/words/calendar-texts';
import { layoutCalendar, type CalendarMark } from '@/lib/figure/drawing/calendar-layout';
import { markerPath } from '@/lib/figure/drawing/marker-path';
import classes from '@/components/figure/figure.module.css';
import { MarkerShape, seriesColour } from '@/components/figure/marker-sign';
import { pointing, type Opened, type Pointed } from '@/components/figure/pointing';

const RADIUS = 5.5;
const FIELD_RADIUS = 4.5;
const FONT_SIZE = 12.5;
/** Above everything that the chart library draws. */
const ON_TOP = 3000;

type Props = Readonly<{
  points: readonly CalendarPoint[];
  words: CalendarPanelTexts;
  labels: Readonly<Record<string, string>>;
  yAxis: string;
  onPoint: (pointed: Pointed | null) => void;
  onOpen: (opened: Opened) => void;
}>;

/** Bars of enrolment, whiskers, markers and labels on the chart's own scales. */
export function CalendarMarks({ points, words, labels, yAxis, onPoint, onOpen }: Props) {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  const layout = useMemo(() => {
    if (x === undefined || y === undefined || area === undefined) return null;
    const frame = { left: area.x, top: area.y, right: area.x + area.width + 16, bottom: area.y + area.height };
    return {
      top: area.y,
      ...layoutCalendar(
        points,
        { x: (year) => x(year) ?? 0, y: (percent) => y(percent) ?? 0, frame },
        { labels, fontSize: FONT_SIZE, radius: RADIUS },
      ),
    };
  }, [x, y, area, points, labels]);
  if (layout === null) return null;
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={layout.top - 16} className={classes.tick}>
        {yAxis}
      </text>
      {layout.marks.map(({ id, bar, y: at }) => (
        <line key={id} x1={bar.from} x2={bar.to} y1={at} y2={at} stroke="var(--line-strong)" strokeWidth={4} />
      ))}
      {layout.labels.map(
        ({ id, leader }) => leader !== null && <line key={id} {...leader} stroke="var(--line-strong)" />,
      )}
      {layout.marks.map((mark) => (
        <Mark
          key={mark.id}
          mark={mark}
          description={words.points[mark.id]?.description ?? ''}
          onPoint={onPoint}
          onOpen={onOpen}
        />
      ))}
      <g aria-hidden="true">
        {layout.labels.map(({ id, text, box, field }) => (
          <text
            key={id}
            x={box.left}
            y={box.bottom - FONT_SIZE * 0.32}
            className={classes.label}
            data-plain={field || undefined}
          >
            <GeneText text={text} />
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}

function Mark({
  mark,
  description,
  onPoint,
  onOpen,
}: Readonly<{ mark: CalendarMark; description: string }> & Pick<Props, 'onPoint' | 'onOpen'>) {
  const { id, x, y, whisker, open, one } = mark;
  const colour = one.field ? 'var(--thin)' : seriesColour(one.point.style);
  return (
    <g className={classes.marker} {...pointing({ id, text: description, x, y }, onPoint, onOpen)}>
      {whisker !== null && (
        <path
          d={`M${x},${whisker.high}V${whisker.low}M${x - 4},${whisker.high}h8M${x - 4},${whisker.low}h8`}
          stroke={colour}
          strokeWidth={one.field ? 1.3 : 1.8}
          strokeDasharray={whisker.dashed ? '4 2.5' : undefined}
          fill="none"
        />
      )}
      <g transform={`translate(${x} ${y})`}>
        <circle r={12} fill="transparent" />
        {one.field ? (
          <path
            d={markerPath('square', FIELD_RADIUS)}
            fill={open ? 'var(--ground)' : colour}
            stroke={open ? colour : 'var(--ground)'}
            strokeWidth={open ? 1.8 : 1}
          />
        ) : (
          <MarkerShape style={one.point.style} open={open} radius={RADIUS} />
        )}
        <circle className={classes.focus} r={11} />
      </g>
    </g>
  );
}
