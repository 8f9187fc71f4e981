'use client';

import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import classes from '@/components/figure/figure.module.css';
import { MarkGroups } from '@/components/figure/mark-groups';
import type { Opened, Pointed } from '@/components/figure/pointing';
import type { CalendarPoint } from '@/lib/comparison/views/calendar-figure';
import type { CalendarPanelTexts } from '@/lib/comparison/words/calendar-texts';
import { calendarMarks } from '@/lib/figure/drawing/marks/calendar';

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
  const drawn = useMemo(() => {
    if (x === undefined || y === undefined || area === undefined) return null;
    const frame = { left: area.x, top: area.y, right: area.x + area.width + 16, bottom: area.y + area.height };
    const scale = { x: (year: number) => x(year) ?? 0, y: (percent: number) => y(percent) ?? 0, frame };
    return { top: area.y, groups: calendarMarks(points, scale, labels) };
  }, [x, y, area, points, labels]);
  if (drawn === null) return null;
  return (
    <ZIndexLayer zIndex={ON_TOP}>
      <text x={0} y={drawn.top - 16} className={classes.tick}>
        {yAxis}
      </text>
      <MarkGroups
        groups={drawn.groups}
        descriptionOf={(id) => words.points[id]?.description ?? ''}
        onPoint={onPoint}
        onOpen={onOpen}
      />
    </ZIndexLayer>
  );
}
