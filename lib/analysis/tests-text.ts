import { formatInterval, formatNumber, formatP } from '@/lib/i18n/format';
import type { CoxTerm } from '@/lib/survival/cox/fit';
import type { OwnAnalysis, OwnCause, OwnCox } from './analysis';
import { groupName, reasonText, shareText, timeText, type TextTable, type Words } from './words';

/** One cause in words: incidences at the chosen times, Gray's test and the cause-specific hazard ratios. */
export type CauseTexts = Readonly<{ title: string; atTimes: TextTable; tests: readonly string[] }>;

/** Log-rank test, hazard ratios and the check of proportional hazards, one sentence each. */
export function testLines({ logRank, cox }: OwnAnalysis, words: Words): string[] {
  const { locale, t } = words;
  if (logRank === null) return [];
  const { chiSquared, degreesOfFreedom, p, notEstimable } = logRank;
  const test =
    chiSquared === null || p === null
      ? t('analyse.test.logRankMissing', { reason: reasonText(notEstimable ?? 'no_events', t) })
      : t('analyse.test.logRank', {
          chiSquared: formatNumber(chiSquared, locale, 2),
          df: degreesOfFreedom ?? 0,
          p: formatP(p, locale),
        });
  return [test, ...coxLines(cox, words)];
}

/** Each cause of several in words. */
export function causeTexts(analysis: OwnAnalysis, words: Words): CauseTexts[] {
  return analysis.causes.map((cause) => ({
    title: words.t('analyse.result.cause', { cause: cause.name }),
    atTimes: incidenceTable(cause, analysis, words),
    tests: [...grayLine(cause, analysis, words), ...coxLines(cause.cox, words, 'causeRatio')],
  }));
}

function coxLines(cox: OwnCox | null, words: Words, key: 'ratio' | 'causeRatio' = 'ratio'): string[] {
  if (cox === null) return [];
  const { locale, t } = words;
  const lines = cox.fit.terms.map((term) => ratioLine(term, cox.reference, key, words));
  const global = cox.hazards?.global;
  if (global === undefined || global.chiSquared === null || global.p === null) return lines;
  return [
    ...lines,
    t('analyse.test.hazards', {
      chiSquared: formatNumber(global.chiSquared, locale, 2),
      df: global.degreesOfFreedom,
      p: formatP(global.p, locale),
    }),
  ];
}

function ratioLine(
  { name, hazardRatio, lower, upper, p, notEstimable, tendsTo }: CoxTerm,
  reference: string,
  key: 'ratio' | 'causeRatio',
  { locale, t }: Words,
): string {
  if (hazardRatio === null || lower === null || upper === null || p === null) {
    const reason = tendsTo === null ? reasonText(notEstimable ?? 'no_events', t) : t(`analyse.test.tendsTo.${tendsTo}`);
    return t('analyse.test.ratioMissing', { group: name, reference, reason });
  }
  return t(`analyse.test.${key}`, {
    group: name,
    reference,
    ratio: formatNumber(hazardRatio, locale, 2),
    interval: formatInterval(lower, upper, locale, 2),
    p: formatP(p, locale),
  });
}

function grayLine({ gray }: OwnCause, { delayedEntry, curves }: OwnAnalysis, { locale, t }: Words): string[] {
  if (gray === null) return delayedEntry && curves.length > 1 ? [t('analyse.test.grayDelayed')] : [];
  if (gray.chiSquared === null || gray.p === null)
    return [t('analyse.test.grayMissing', { reason: reasonText(gray.notEstimable ?? 'no_events', t) })];
  return [
    t('analyse.test.gray', {
      chiSquared: formatNumber(gray.chiSquared, locale, 2),
      df: gray.degreesOfFreedom,
      p: formatP(gray.p, locale),
    }),
  ];
}

function incidenceTable(cause: OwnCause, analysis: OwnAnalysis, words: Words): TextTable {
  const { locale, t } = words;
  return {
    caption: t('analyse.result.incidenceTable', { cause: cause.name }),
    columns: [
      t('analyse.column.group'),
      t('analyse.column.events'),
      ...analysis.times.map((time) => timeText(time, analysis, words)),
    ],
    rows: cause.groups.map(({ name, n, events, atTimes }) => [
      groupName(name, t),
      formatNumber(events, locale, 0),
      ...atTimes.map((at) => shareText({ ...at, share: at.incidence, n }, words)),
    ]),
  };
}
