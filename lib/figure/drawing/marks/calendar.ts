import type { CalendarPoint } from '@/lib/comparison/views/calendar-figure';
import { layoutCalendar, type CalendarLabel, type CalendarMark, type CalendarScale } from '../calendar-layout';
import { seriesInk, type Ink } from './inks';
import type { Mark, MarkGroup } from './marks';
import { DESCENT, RADIUS, STROKE, TYPE_SIZE } from './measures';
import { leaderMark, whiskerMark } from './panel';
import { fieldSign } from './signs';

/** Bars of enrolment, leaders, markers with their whiskers and labels of one plot over calendar time. */
export function calendarMarks(
  points: readonly CalendarPoint[],
  scale: CalendarScale,
  labels: Readonly<Record<string, string>>,
): MarkGroup[] {
  const layout = layoutCalendar(points, scale, labels);
  return [
    {
      id: null,
      marks: [
        ...layout.marks.map(
          ({ bar, y }): Mark => ({
            kind: 'line',
            from: [bar.from, y],
            to: [bar.to, y],
            ink: 'strong',
            width: STROKE.enrolment,
          }),
        ),
        ...layout.labels.flatMap(({ id, leader }) => {
          const mark = layout.marks.find((candidate) => candidate.id === id);
          return mark === undefined ? [] : leaderMark(leader, inkOf(mark));
        }),
      ],
    },
    ...layout.marks.map(pointGroup),
    { id: null, marks: layout.labels.map(labelMark) },
  ];
}

/** Grey where the figure is not of the reader's choice. */
function inkOf({ one }: CalendarMark): Ink {
  return one.field ? 'thin' : seriesInk(one.point.style);
}

function pointGroup(mark: CalendarMark): MarkGroup {
  const { id, one, x, y, whisker, open } = mark;
  const ink = inkOf(mark);
  const marker: Mark = one.field
    ? fieldSign(open, [x, y])
    : { kind: 'marker', at: [x, y], shape: one.point.style.shape, radius: RADIUS.own, ink, open };
  const width = one.field ? STROKE.fieldWhisker : STROKE.whisker;
  return { id, marks: whisker === null ? [marker] : [whiskerMark(x, whisker, ink, width), marker] };
}

function labelMark({ text, box, field }: CalendarLabel): Mark {
  return {
    kind: 'label',
    at: [box.left, box.bottom - TYPE_SIZE * DESCENT],
    text,
    size: TYPE_SIZE,
    weight: field ? 400 : 600,
    ink: 'ink',
    anchor: 'start',
    edge: true,
  };
}
