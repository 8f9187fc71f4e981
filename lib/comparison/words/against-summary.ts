import { formatInterval, formatNumber, formatP, formatPercent, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { LEAST_EXPECTED, type AgainstPublished, type MatchedHorizon, type ObservedExpected } from '../against/model';
import { isSmall } from '../disclosure';
import type { ComparisonFigure, FigurePanel, LocalSeries } from '../figure/figure-model';
import { pointName, pointValue } from './point-text';
import { signed } from './signed';

type Words = Readonly<{ figure: ComparisonFigure; panel: FigurePanel; locale: Locale; t: MessageLookup }>;

/**
 * The comparison in sentences: first the local curve (n, events, estimate, interval, the smallest difference that this n
 * could show), then observed against expected events for every published curve, then which figures are compared at one
 * horizon only.
 */
export function againstSummary(
  local: LocalSeries,
  { matched, expected, single, remarks }: AgainstPublished,
  words: Words,
): { sentence: string; lines: string[] } {
  const { t, panel } = words;
  const names = single.map((id) => nameOf(id, panel));
  return {
    sentence: matched.length === 0 ? '' : ownSentence(local, matched, words),
    lines: [
      ...remarks.map((code) => t(`against.remark.${code}`)),
      ...expected.map((one) => expectedLine(one, words)),
      ...(expected.some(({ ratio }) => ratio !== null) ? [t('against.summary.exact')] : []),
      ...(names.length === 0 ? [] : [t('against.summary.single', { names: names.join(', ') })]),
    ],
  };
}

/** Of the latest horizon at which the local curve can be read, or of the latest of all. */
function ownSentence(local: LocalSeries, matched: readonly MatchedHorizon[], words: Words): string {
  const { figure, panel, locale, t } = words;
  const hidden = local.description.guarded && isSmall(local.events);
  const named = {
    n: local.n,
    events: t('against.summary.events', { hidden: hidden ? 'yes' : 'no', events: hidden ? 0 : local.events }),
    endpoint: t(`vocabulary.endpoint.${figure.subject.endpoint}.short`),
  };
  const latest = matched.toSorted((a, b) => b.local.years - a.local.years);
  const read = latest.find(({ local: { percent }, why }) => percent !== null && why !== 'time-zero');
  const told = read ?? latest.find(({ smallest }) => smallest !== null);
  if (read === undefined || read.local.percent === null) {
    const last = formatYears(Math.round(local.lastYears * 10) / 10, locale);
    return [t('against.summary.ownNowhere', { ...named, last }), smallestText(told, local.n, words)].join(' ').trim();
  }
  const { percent, low, high, years } = read.local;
  const own = { ...named, horizon: formatYears(years, locale), percent: formatPercent(percent, locale, 1) };
  const point = panel.published.find(({ estimateId }) => estimateId === read.estimateId);
  return [
    low === null || high === null || low === high
      ? t('against.summary.ownNoInterval', own)
      : t('against.summary.own', { ...own, interval: formatInterval(low, high, locale, 1) }),
    read.difference === null || read.low === null || read.high === null || point === undefined
      ? ''
      : t('against.summary.difference', {
          difference: signed(read.difference, locale),
          span: t('against.span', { low: signed(read.low, locale), high: signed(read.high, locale) }),
          name: pointName(point),
          published: pointValue(point, locale),
        }),
    smallestText(told, local.n, words),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function smallestText(match: MatchedHorizon | undefined, n: number, { panel, locale, t }: Words): string {
  if (match === undefined || match.smallest === null) return '';
  return t('against.summary.smallest', {
    n,
    horizon: formatYears(match.local.years, locale),
    below: signed(match.smallest.below, locale),
    above: signed(match.smallest.above, locale),
    name: nameOf(match.estimateId, panel),
    exact: match.smallest.publishedExact ? 'yes' : 'no',
  });
}

function expectedLine(one: ObservedExpected, { panel, locale, t }: Words): string {
  const name = nameOf(one.estimateId, panel);
  const { observed, expected, ratio, low, high, p } = one;
  if (observed === null && one.notEstimable === null) return t('against.summary.expectedWithheld', { name });
  if (observed === null || expected === null || ratio === null || low === null || high === null)
    return t('against.summary.expectedNone', { name, why: one.notEstimable === 'zero_variance' ? 'zero' : 'other' });
  return t('against.summary.expected', {
    name,
    observed,
    expected: formatNumber(expected, locale, 1),
    until: formatYears(one.untilYears, locale),
    basis: basisText(one, locale, t),
    ratio: formatNumber(ratio, locale, 2),
    low: formatNumber(low, locale, 2),
    high: formatNumber(high, locale, 2),
    test: p === null ? 'none' : 'p',
    p: p === null ? '' : formatP(p, locale),
    least: LEAST_EXPECTED,
  });
}

/** What a published curve is known from: `figures at 1, 4 y, exponential between them`. */
export function basisText({ basis }: ObservedExpected, locale: Locale, t: MessageLookup): string {
  if (basis.kind === 'reconstructed') return t('against.summary.basis.reconstructed');
  const years = basis.points.map((point) => point.years);
  const last = years.at(-1) ?? 0;
  const before = years.slice(0, -1).map((year) => formatNumber(year, locale));
  return t('against.summary.basis.points', {
    years: [...before, formatYears(last, locale)].join(', '),
    sources: basis.sources,
  });
}

function nameOf(estimateId: string, panel: FigurePanel): string {
  const point = panel.published.find((one) => one.estimateId === estimateId);
  return point === undefined ? estimateId : pointName(point);
}
