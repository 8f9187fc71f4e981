import {
  decimalsIn,
  formatInterval,
  formatNumber,
  formatPercent,
  formatYears,
  formatYearSpan,
} from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { Progress, ProgressPoint } from '@/lib/registry/trials/progress';

export type ProgressLegendEntry = Readonly<{
  kind: 'r' | 'g' | 'all' | 'filled' | 'open' | 'dashed' | 'arrow';
  text: string;
}>;

/** Every word of the chart of progress in one language, from the same messages as the home page. */
export type ProgressTexts = Readonly<{
  locale: Locale;
  title: string;
  subtitle: string;
  axisX: string;
  axisY: string;
  legend: readonly ProgressLegendEntry[];
  caption: string;
  /** how a figure is chosen, what is drawn open, what is left out */
  method: readonly string[];
  unstated: string | null;
  /** whose sources print an error without naming it */
  errorUnnamed: string | null;
  /** whose figures are the probable reading of their source */
  probable: string | null;
  /** whose figures one curator approved alone */
  alone: string | null;
  sentences: readonly string[];
}>;

export function progressTexts({ points, omissions }: Progress, locale: Locale, t: MessageLookup): ProgressTexts {
  const horizons = points.map(({ horizon }) => horizon);
  const number = (value: number): string => formatNumber(value, locale);
  const unstated = [...new Set(points.filter(({ timeZeroStated }) => !timeZeroStated).map(({ acronym }) => acronym))];
  const unnamed = [...new Set(points.filter(({ errorNamed }) => !errorNamed).map(({ acronym }) => acronym))];
  const probable = [...new Set(points.filter(({ readingProbable }) => readingProbable).map(({ acronym }) => acronym))];
  const alone = [...new Set(points.filter(({ oneCurator }) => oneCurator).map(({ acronym }) => acronym))];
  const reasons = [...new Set(omissions.map(({ reason }) => reason))];
  const omitted = reasons.map(
    (reason) =>
      `${omissions
        .filter((one) => one.reason === reason)
        .map(({ acronym }) => acronym)
        .join(', ')} – ${t(`home.omission.${reason}`)}`,
  );
  return {
    locale,
    title: t('home.title'),
    subtitle: t('exports.progress.subtitle', {
      points: points.length,
      trials: new Set(points.map(({ trial }) => trial)).size,
    }),
    axisX: t('home.axisX'),
    axisY: t('home.axisY'),
    legend: [
      ...(['r', 'g', 'all'] as const).map((kind) => ({ kind, text: t(`vocabulary.kmt2a.${kind}`) })),
      { kind: 'filled', text: t('home.keyFilled') },
      { kind: 'open', text: t('home.keyOpen') },
      { kind: 'dashed', text: t('home.keyDashed') },
      { kind: 'arrow', text: t('home.keyArrow') },
    ],
    caption: t('home.caption', {
      shortest: number(Math.min(...horizons)),
      longest: number(Math.max(...horizons)),
      computed: number(points.filter(({ interval }) => interval?.how === 'from-se').length),
      total: number(points.length),
      review: number(points.filter(({ source }) => source.level === 'review').length),
    }),
    method: [t('home.rule'), ...(omitted.length === 0 ? [] : [`${t('home.omitted')}: ${omitted.join('; ')}.`])],
    unstated: unstated.length === 0 ? null : t('home.unstated', { list: unstated.join(', ') }),
    errorUnnamed: unnamed.length === 0 ? null : t('home.errorUnnamed', { list: unnamed.join(', ') }),
    probable: probable.length === 0 ? null : t('home.probable', { list: probable.join(', ') }),
    alone: alone.length === 0 ? null : t('home.oneCurator', { list: alone.join(', ') }),
    sentences: points.map((point) => sentence(point, locale, t)),
  };
}

function sentence(point: ProgressPoint, locale: Locale, t: MessageLookup): string {
  const { interval } = point;
  return t('home.point', {
    trial: point.acronym,
    stratum: t(`vocabulary.kmt2a.${point.kmt2a}`),
    efs: formatPercent(point.efs, locale),
    horizon: formatYears(point.horizon, locale),
    interval:
      interval === null
        ? t('home.noInterval')
        : t(interval.how === 'published' ? 'home.intervalPrinted' : 'home.intervalFromSe', {
            level: formatNumber(interval.level, locale),
            range: intervalRange(interval, locale),
          }),
    n: point.n === null ? t('home.nUnknown') : t('home.n', { n: formatNumber(point.n, locale) }),
    level: t(`source.level.${point.source.level}`),
  });
}

/** A computed interval is printed to one decimal, a printed one as its source has it. */
export function intervalRange({ low, high, how }: NonNullable<ProgressPoint['interval']>, locale: Locale): string {
  return formatInterval(low, high, locale, how === 'published' ? decimalsIn(low, high) : 1);
}

/** Years of enrolment that are known; a study that no longer recruits has an end, known or not. */
export function enrolmentYears(
  { enrolment: { start, end }, status }: Pick<ProgressPoint, 'enrolment' | 'status'>,
  t: MessageLookup,
): string {
  if (start !== null && end !== null) return formatYearSpan(start, end);
  if (start !== null)
    return t(`vocabulary.years.${status === 'recruiting' ? 'from' : 'endUnknown'}`, { year: start.slice(0, 4) });
  return end === null ? '' : t('vocabulary.years.until', { year: end.slice(0, 4) });
}
