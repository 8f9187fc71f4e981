import { formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { CalendarFigure, CalendarLeftOut, CalendarPoint } from '../views/calendar-figure';
import type { FigureCaveatCode } from '../figure/figure-caveat';
import { figureTexts, type FigureTexts, type PointTexts } from './figure-texts';
import { isUntold } from '../figure/figure-model';
import { pointLabel } from './point-text';

export type CalendarPanelTexts = Readonly<{
  title: string;
  summary: string;
  points: Readonly<Record<string, PointTexts>>;
}>;

export type CalendarTexts = Omit<FigureTexts, 'panels'> &
  Readonly<{
    panels: readonly CalendarPanelTexts[];
    xAxis: string;
    yAxis: string;
    /** who is not drawn, and why */
    leftOut: readonly string[];
    leftOutHeading: string;
  }>;

/** Said of panels and time axes that the calendar does not have; its panels are the KMT2A strata. */
const ELSEWHERE: readonly FigureCaveatCode[] = ['separate-panels', 'beyond-axis', 'populations-differ'];

export function calendarTexts(calendar: CalendarFigure, locale: Locale, t: MessageLookup): CalendarTexts {
  const { comparison, panels, horizon } = calendar;
  const base = figureTexts(comparison, locale, t);
  const endpoint = t(`vocabulary.endpoint.${comparison.subject.endpoint}.long`);
  const long = endpoint.charAt(0).toUpperCase() + endpoint.slice(1);
  const spans = new Map(
    panels.flatMap(({ points }) => points.map((one) => [one.point.estimateId, spanText(one)] as const)),
  );
  const drawn = panels.flatMap(({ points }) => points);
  const fieldIds = new Set(drawn.flatMap(({ field, point }) => (field ? [point.estimateId] : [])));
  const own = drawn.filter(({ field }) => !field).length;
  const legendOf = (signs: FigureTexts['legend'], field: string, enrolment: string): FigureTexts['legend'] => [
    ...signs.filter(({ kind }) => kind !== 'joined'),
    ...(own < drawn.length ? [{ kind: 'field' as const, text: field }] : []),
    { kind: 'enrolment' as const, text: enrolment },
  ];
  return {
    ...base,
    title: t('calendar.title', { endpoint: long }),
    subtitle: t('calendar.subtitle', { own, field: drawn.length - own, horizon: formatYears(horizon, locale) }),
    caveats: base.caveats.filter(({ code }) => !ELSEWHERE.includes(code)),
    legend: legendOf(base.legend, t('calendar.legend.field'), t('calendar.legend.enrolment')),
    slideLegend: legendOf(base.slideLegend, t('calendar.legend.fieldShort'), t('calendar.legend.enrolmentShort')),
    rows: base.rows.map((row) => ({
      ...row,
      field: fieldIds.has(row.key),
      population: t('calendar.population', { population: row.population, years: spans.get(row.key) ?? '' }),
    })),
    method: [
      t('calendar.method.middle'),
      t('calendar.method.horizon', { horizon: formatYears(horizon, locale) }),
      t('calendar.method.noLine'),
      t('figure.method.notAdjusted'),
    ],
    xAxis: t('calendar.xAxis'),
    yAxis: t('figure.yAxis', { endpoint: long }),
    leftOutHeading: t('calendar.leftOutHeading'),
    leftOut: calendar.leftOut.map((one) => leftOutText(one, locale, t)),
    panels: panels.map(({ kmt2a, points }) => {
      const words = Object.fromEntries(
        points.map((one) => [one.point.estimateId, pointTexts(one, points, base, locale, t)]),
      );
      return {
        title: t(`vocabulary.kmt2a.${kmt2a}`),
        points: words,
        summary: Object.values(words)
          .map(({ description }) => description)
          .join(' '),
      };
    }),
  };
}

function pointTexts(
  one: CalendarPoint,
  plot: readonly CalendarPoint[],
  base: FigureTexts,
  locale: Locale,
  t: MessageLookup,
): PointTexts {
  const { point } = one;
  const untold = isUntold(
    point,
    plot.map(({ point: own }) => own),
  );
  const words = base.panels.map(({ points }) => points[point.estimateId]).find((found) => found !== undefined);
  return {
    label: `${pointLabel(untold ? point : { ...point, suffix: null })}, ${formatYears(point.years, locale)}`,
    value: words?.value ?? '',
    description: t('calendar.point', { years: spanText(one), text: words?.description ?? '' }),
  };
}

/** First and last calendar year of enrolment. The span ends with the last day of its last year or month. */
function spanText({ from, to }: CalendarPoint): string {
  const [first, last] = [Math.floor(from + 1e-6), Math.floor(to - 1e-6)];
  return first === last ? String(first) : `${first}–${last}`;
}

function leftOutText(
  { acronym, kmt2a, years, reason, instead }: CalendarLeftOut,
  locale: Locale,
  t: MessageLookup,
): string {
  return t('calendar.leftOutLine', {
    name: acronym,
    population: t(`vocabulary.kmt2a.${kmt2a}`),
    horizon: formatYears(years, locale),
    why: t(`calendar.leftOut.${reason}`, { instead: instead ?? '' }),
  });
}
