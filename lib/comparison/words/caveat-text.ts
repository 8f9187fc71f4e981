import { formatDay, formatNumber, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { sourceWording } from '@/lib/registry/trials/source-wording';
import { publishedPoints, type ComparisonFigure } from '../figure/figure-model';
import type { FigureTimeZero } from '../time-zero';
import type { FigureCaveat, JudgementCaveat } from '../figure/figure-caveat';
import { pointName } from './point-text';
import { secondReadingValues } from './reconstructed-text';

/** A caveat as a sentence. The series it names are called as the chart labels them. */
export function caveatText(caveat: FigureCaveat, figure: ComparisonFigure, locale: Locale, t: MessageLookup): string {
  const values = caveatValues(caveat, figure, locale, t);
  return t(caveat.code === 'reconstructed' ? 'reconstructed.caveat' : `figure.caveat.${caveat.code}`, values);
}

/** Caveats that name every figure, or explain at length, have a sentence of their own for a slide. */
const IN_SHORT = [
  'one-axis',
  'separate-panels',
  'horizons-differ',
  'shared-patients',
  'later-higher',
  'selected-population',
  'same-trial',
  'event-definitions',
  'time-zero-not-stated',
  'error-type-not-stated',
  'probable-reading',
  'horizon-of-main-comparison',
  'review-level',
  'interval-from-se',
  'no-interval',
  'small-n',
  'n-not-reported',
  'beyond-axis',
  'relabelled',
  'local-small',
  'local-without-observation',
  'local-failure-undecided',
  'local-imputed-dates',
  'network',
] as const satisfies readonly FigureCaveat['code'][];

/** The same in a line of a slide, whole: it counts the figures and leaves their names to the notes; null where it is short. */
export function caveatInShort(
  caveat: FigureCaveat,
  figure: ComparisonFigure,
  locale: Locale,
  t: MessageLookup,
): string | null {
  const code = IN_SHORT.find((one) => one === caveat.code);
  if (code === undefined) return null;
  const named = 'series' in caveat ? caveat.series : 'labels' in caveat ? caveat.labels : null;
  const counted: Values = named === null ? {} : { count: named.length };
  return t(`figure.caveatShort.${code}`, { ...caveatValues(caveat, figure, locale, t), ...counted });
}

/** Of what was judged of a study, where nothing of it is drawn. */
export function judgementText(caveat: JudgementCaveat, locale: Locale, t: MessageLookup): string {
  const values = caveat.code === 'certainty' ? certaintyValues(caveat, locale, t) : biasValues(caveat, t);
  return t(`figure.caveat.${caveat.code}`, values);
}

type Values = Record<string, string | number>;

function caveatValues(caveat: FigureCaveat, figure: ComparisonFigure, locale: Locale, t: MessageLookup): Values {
  if (caveat.code === 'local-without-observation') return neverValues(caveat);
  if (caveat.code === 'certainty') return certaintyValues(caveat, locale, t);
  if (caveat.code === 'network') return networkValues(caveat, locale);
  if ('count' in caveat || 'n' in caveat) return countedValues(caveat);
  switch (caveat.code) {
    case 'made-up':
    case 'populations-differ':
      return {};
    case 'one-axis':
    case 'separate-panels':
      return { timeZeros: zerosText(caveat.timeZeros, t) };
    case 'horizons-differ':
      return { years: caveat.years.map((years) => formatNumber(years, locale)).join(', ') };
    case 'eras-differ':
      return { from: String(caveat.from), to: String(caveat.to) };
    case 'shared-patients':
      return { series: names(caveat.series, figure), reason: inLocale(caveat.reason, locale) };
    case 'event-definitions':
      return definitionValues(caveat, locale);
    case 'risk-of-bias':
    case 'one-curator-parts':
      return 'trials' in caveat ? { trials: caveat.trials.join(', ') } : biasValues(caveat, t);
    case 'relabelled':
      return { labels: caveat.labels.map((one) => relabelled(one, figure, t)).join('; ') };
    case 'interval-from-se':
      return { ...clippedValues(caveat.clipped, figure), series: names(caveat.series, figure) };
    case 'small-n':
      return { series: names(caveat.series, figure), below: caveat.below };
    case 'local-guarded':
      return { below: caveat.below };
    case 'beyond-axis':
      return { series: names(caveat.series, figure), years: formatYears(caveat.years, locale) };
    case 'reconstructed':
      return reconstructedValues(caveat, figure, locale, t);
    case 'local-thin':
      return { below: caveat.below, years: formatYears(Math.round(caveat.years * 10) / 10, locale) };
    case 'local-definition':
      return { trial: caveat.trial ?? '', own: caveat.trial === null ? 'yes' : 'no' };
    case 'local-departures':
      return { list: caveat.departures.map((one) => t(`figure.departure.${one}`)).join('; ') };
    case 'local-alone':
      return { timeZero: t(`vocabulary.fromTimeZero.${caveat.timeZero}`) };
    case 'time-zero-not-stated':
    case 'error-type-not-stated':
    case 'probable-reading':
    case 'horizon-of-main-comparison':
    case 'one-curator':
    case 'selected-population':
    case 'same-trial':
    case 'later-higher':
    case 'review-level':
    case 'no-interval':
    case 'n-not-reported':
      return { series: names(caveat.series, figure) };
  }
}

function relabelled({ id, label }: { id: string; label: string }, figure: ComparisonFigure, t: MessageLookup): string {
  return t('figure.relabelled', { label, name: names([id], figure) });
}

/** How many, of how many, and below what. */
function countedValues(caveat: Readonly<{ n?: number; count?: number; below?: number }>): Record<string, number> {
  const { n = 0, count, below } = caveat;
  return { n, ...(count === undefined ? {} : { count }), ...(below === undefined ? {} : { below }) };
}

type Without = Extract<FigureCaveat, { code: 'local-without-observation' }>;

/** Who has no time zero, and why, as values of the message; a name of one word, since a selector may have no hyphen. */
export function neverValues({ count, timeZero, never }: Omit<Without, 'code'>): Record<string, string | number> {
  const { died, failed } = never ?? { died: 0, failed: 0 };
  const zero = timeZero === 'end-of-induction' ? 'endOfInduction' : timeZero;
  return { count, zero, told: never === null ? 'no' : 'yes', died, failed, rest: count - died - failed };
}

function networkValues(
  { number, releasedOn, sites, below }: Extract<FigureCaveat, { code: 'network' }>,
  locale: Locale,
) {
  return { number, sites, below, date: formatDay(releasedOn, locale) };
}

function definitionValues({ stated, unstated }: Extract<FigureCaveat, { code: 'event-definitions' }>, locale: Locale) {
  return {
    stated: stated
      .map(({ trial, events }) => `${trial}: ${events.map((wording) => sourceWording(wording, locale)).join(', ')}`)
      .join('; '),
    statedCount: stated.length,
    unstated: unstated.join(', '),
    unstatedCount: unstated.length,
  };
}

function biasValues({ judged, missing }: Extract<FigureCaveat, { code: 'risk-of-bias' }>, t: MessageLookup) {
  return {
    judged: judged
      .map(({ trial, tool, judgement, oneCurator }) => {
        const text = `${trial}, ${tool}: ${t(`review.judgement.${judgement}`)}`;
        return oneCurator ? `${text} (${t('review.oneCurator')})` : text;
      })
      .join('; '),
    judgedCount: judged.length,
    missing: missing.join(', '),
    missingCount: missing.length,
  };
}

function certaintyValues(
  { questions }: Extract<FigureCaveat, { code: 'certainty' }>,
  locale: Locale,
  t: MessageLookup,
): Record<string, string | number> {
  const judged = questions.flatMap(({ text, certainty, oneCurator }) => {
    if (certainty === null) return [];
    const said = `${inLocale(text, locale)}: ${t(`review.level.${certainty}`)}`;
    return [oneCurator ? `${said} (${t('review.oneCurator')})` : said];
  });
  const missing = questions.flatMap(({ text, certainty }) => (certainty === null ? [inLocale(text, locale)] : []));
  return {
    ...{ judged: judged.join('; '), judgedCount: judged.length },
    ...{ missing: missing.join('; '), missingCount: missing.length },
  };
}

function clippedValues(clipped: readonly string[], figure: ComparisonFigure) {
  return { clipped: names(clipped, figure), clippedCount: clipped.length };
}

function names(ids: readonly string[], figure: ComparisonFigure): string {
  const points = publishedPoints(figure);
  return ids
    .flatMap((id) => points.find(({ estimateId }) => estimateId === id) ?? [])
    .map(pointName)
    .join(', ');
}

function reconstructedValues(
  { besides, drawn, traced, second }: Extract<FigureCaveat, { code: 'reconstructed' }>,
  figure: ComparisonFigure,
  locale: Locale,
  t: MessageLookup,
): Record<string, string> {
  const told = new Map<string, string[]>();
  for (const { beside, reading } of second) {
    const words = t('reconstructed.second', secondReadingValues(reading, locale));
    told.set(words, [...(told.get(words) ?? []), beside]);
  }
  return {
    second: [...told].map(([words, ids]) => ` ${names(ids, figure)}: ${words}.`).join(''),
    series: names(besides, figure),
    hasDrawn: drawn.length > 0 ? 'yes' : 'no',
    drawn: names(drawn, figure),
    hasTraced: traced.length > 0 ? 'yes' : 'no',
    traced: names(traced, figure),
  };
}

function zerosText(zeros: readonly FigureTimeZero[], t: MessageLookup): string {
  return zeros.map((zero) => t(`vocabulary.timeZero.${zero}`)).join('; ');
}
