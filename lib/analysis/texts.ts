import { formatNumber, formatP } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { SurvivalQuantile } from '@/lib/survival/curves/survival-quantiles';
import type { OwnAnalysis } from './analysis';
import { durationText } from './duration-text';
import { causeTexts, testLines, type CauseTexts } from './tests-text';
import { groupName, reasonText, shareText, timeText, type TextTable, type Words } from './words';

/** Every word of the analysis in one language; the page and the exports print these and nothing of their own. */
export type OwnTexts = Readonly<{
  locale: Locale;
  title: string;
  subtitle: string;
  xAxis: string;
  yAxis: string;
  ticks: readonly string[];
  names: readonly string[];
  risk: Readonly<{ atRisk: string; events: string; censored: string }>;
  summary: TextTable;
  atTimes: TextTable | null;
  tests: readonly string[];
  pairs: TextTable | null;
  causes: readonly CauseTexts[];
  incidenceAxis: string;
  method: readonly string[];
  headings: Readonly<{ tests: string; method: string }>;
}>;

/** Puts an analysis into words. `groupColumn` is the name of the column with the groups, null without one. */
export function ownTexts(analysis: OwnAnalysis, groupColumn: string | null, words: Words): OwnTexts {
  const { locale, t } = words;
  const several = analysis.causeNames.length > 1;
  const [n, events] = [sum(analysis.curves, 'n'), sum(analysis.curves, 'events')];
  const unit = t(`analyse.unit.${analysis.unit}`);
  return {
    locale,
    title: groupColumn === null ? t('analyse.result.titleAll') : t('analyse.result.title', { group: groupColumn }),
    subtitle: [
      t('analyse.result.subtitle', { n, events, causes: analysis.causeNames.join('; ') }),
      ...notShownText(analysis, t),
    ].join('; '),
    xAxis: t('analyse.result.xAxis', { unit }),
    yAxis: several ? t('analyse.result.yAxisAny') : endpointText(analysis, t),
    incidenceAxis: t('analyse.result.incidenceAxis'),
    ticks: analysis.axis.ticks.map((tick) => formatNumber(tick, locale)),
    names: analysis.curves.map(({ name }) => groupName(name, t)),
    risk: { atRisk: t('figure.atRisk'), events: t('figure.events'), censored: t('figure.censored') },
    summary: summaryTable(analysis, words),
    atTimes: timesTable(analysis, words),
    tests: testLines(analysis, words),
    pairs: pairsTable(analysis, words),
    causes: causeTexts(analysis, words),
    method: methodLines(analysis, several, t),
    headings: { tests: t('analyse.result.tests'), method: t('analyse.result.method') },
  };
}

/** A figure of some of the groups says so wherever it goes. */
function notShownText({ curves, notShown }: OwnAnalysis, t: MessageLookup): string[] {
  if (notShown.length === 0) return [];
  return [t('analyse.result.someGroups', { shown: curves.length, groups: curves.length + notShown.length })];
}

/** The axis names the endpoint that was chosen, by its own name where its columns do not tell which it is. */
function endpointText({ endpoint: { known, name } }: OwnAnalysis, t: MessageLookup): string {
  return known === null ? t('analyse.result.yAxisOf', { name }) : t(`analyse.endpoint.${known}`);
}

function summaryTable(analysis: OwnAnalysis, words: Words): TextTable {
  const { locale, t } = words;
  const column = (name: KeysUnder<'analyse.column'>): string => t(`analyse.column.${name}`);
  const number = (value: number): string => formatNumber(value, locale, 0);
  const unit = t(`analyse.unit.${analysis.unit}`);
  return {
    caption: t('analyse.result.summary'),
    columns: [
      column('group'),
      column('n'),
      column('events'),
      column('censored'),
      t('analyse.column.median', { unit }),
      t('analyse.column.last', { unit }),
    ],
    rows: analysis.curves.map((curve) => [
      groupName(curve.name, t),
      number(curve.n),
      number(curve.events),
      number(curve.censored),
      medianText(curve.median, analysis, words),
      durationText(curve.lastTime, analysis.unit, locale),
    ]),
  };
}

function medianText(
  { estimate, lower, upper }: SurvivalQuantile,
  { unit }: Pick<OwnAnalysis, 'unit'>,
  { locale, t }: Words,
): string {
  const value = (time: number | null): string =>
    time === null ? t('analyse.result.notReached') : durationText(time, unit, locale);
  if (estimate === null && lower === null) return t('analyse.result.notReached');
  const words = { median: value(estimate), low: value(lower), high: value(upper) };
  // A limit in words does not stand behind a dash without spaces.
  return lower === null || upper === null
    ? t('analyse.result.medianOpen', words)
    : t('analyse.result.medianInterval', words);
}

function timesTable(analysis: OwnAnalysis, words: Words): TextTable | null {
  if (analysis.times.length === 0) return null;
  return {
    caption: words.t(analysis.causeNames.length > 1 ? 'analyse.result.atTimesAny' : 'analyse.result.atTimes'),
    columns: [words.t('analyse.column.group'), ...analysis.times.map((time) => timeText(time, analysis, words))],
    rows: analysis.curves.map(({ name, n, atTimes }) => [
      groupName(name, words.t),
      ...atTimes.map((at) => shareText({ ...at, share: at.survival, n }, words)),
    ]),
  };
}

function pairsTable({ pairs }: OwnAnalysis, { locale, t }: Words): TextTable | null {
  if (pairs.length === 0) return null;
  const p = (value: number | null): string => (value === null ? '–' : formatP(value, locale));
  return {
    caption: t('analyse.result.pairs'),
    columns: [
      t('analyse.column.pair'),
      t('analyse.column.chiSquared'),
      t('analyse.column.p'),
      t('analyse.column.holm'),
    ],
    rows: pairs.map(({ first, second, test, adjusted }) => [
      `${first} – ${second}`,
      test.chiSquared === null
        ? reasonText(test.notEstimable ?? 'no_events', t)
        : formatNumber(test.chiSquared, locale, 2),
      p(test.p),
      p(adjusted),
    ]),
  };
}

function methodLines(
  { curves, causeNames, delayedEntry, notShown }: OwnAnalysis,
  several: boolean,
  t: MessageLookup,
): string[] {
  const compared = curves.length > 1;
  return [
    ...(notShown.length === 0
      ? []
      : [
          t('analyse.method.notShown', {
            groups: notShown
              .map(({ name, rows }) => t('analyse.choice.value', { value: name, count: rows }))
              .join('; '),
          }),
        ]),
    t('analyse.method.km'),
    ...(several ? [t('analyse.method.any', { causes: causeNames.join('; ') })] : []),
    t(delayedEntry ? 'analyse.method.riskDelayed' : 'analyse.method.risk'),
    ...(compared ? [t('analyse.method.compared'), t('analyse.method.ph')] : []),
    ...(several ? [t('analyse.method.competing')] : []),
    t('analyse.method.notAdjusted'),
  ];
}

function sum(curves: OwnAnalysis['curves'], field: 'n' | 'events'): number {
  return curves.reduce((total, curve) => total + curve[field], 0);
}

/** The curves for who does not see them: each group with its numbers, its median and what is read at the chosen times. */
export function curvesDescription({ title, subtitle, summary, atTimes }: OwnTexts): string {
  return [title, subtitle, ...rowSentences(summary), ...(atTimes === null ? [] : rowSentences(atTimes))].join('. ');
}

/** Incidence curves of one cause, likewise. */
export function incidenceDescription({ title, atTimes }: CauseTexts): string {
  return [title, ...rowSentences(atTimes)].join('. ');
}

function rowSentences({ columns, rows }: TextTable): string[] {
  return rows.map((row) => row.map((cell, i) => `${columns[i] ?? ''}: ${cell}`).join(', '));
}
