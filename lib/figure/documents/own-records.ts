import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnCurve, OwnIncidence } from '@/lib/analysis/curves';
import type { FurtherNumber } from '@/lib/analysis/words';
import { toldLimits } from '@/lib/survival/curves/confidence-limits';
import type { FigureRecords } from '../model/document';

/**
 * `item` says what a row is: `curve` a corner of a survival curve, `censored` a censoring mark, `risk-table` a column under
 * the chart, `at-time` a reading at a chosen time, `median` (in `time`, limits in `low` and `high`), `incidence` and
 * `incidence-at-time` the same of a cumulative incidence, `test` a test or a hazard ratio.
 */
const COLUMNS = [
  'item',
  'group',
  'cause',
  'time',
  'unit',
  'percent',
  'low',
  'high',
  'interval_method',
  'n',
  'events',
  'at_risk',
  'events_before',
  'censored_before',
  'statistic',
  'value',
  'value_low',
  'value_high',
  'df',
  'p',
  'p_adjusted',
  'not_estimable',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Every drawn and printed number, one row each. Curves are written whole. */
export function ownRecords(analysis: OwnAnalysis, further: readonly FurtherNumber[] = []): FigureRecords {
  const rows: Row[] = [
    ...analysis.curves.flatMap((curve) => curveRows(curve)),
    ...analysis.causes.flatMap(({ name, groups }) => groups.flatMap((group) => incidenceRows(name, group))),
    ...testRows(analysis),
    ...further.map((one) => ({ item: 'test', ...one })),
  ].map((row) => ({ unit: analysis.unit, ...row }));
  return { columns: COLUMNS, rows };
}

const LIMITS = 'log-log, 95 %';

function curveRows({ name, n, events, steps, marks, risk, median, atTimes }: OwnCurve): Row[] {
  const shared: Row = { group: name, n, events };
  return [
    ...steps.map(({ time, percent, low, high }) => ({
      ...shared,
      item: 'curve',
      time,
      percent,
      ...told(percent, low, high),
      interval_method: LIMITS,
    })),
    ...marks.map(({ time, percent }) => ({ ...shared, item: 'censored', time, percent })),
    ...risk.map(({ time, atRisk, eventsBefore, censoredBefore }) => ({
      ...shared,
      item: 'risk-table',
      time,
      at_risk: atRisk,
      events_before: eventsBefore,
      censored_before: censoredBefore,
    })),
    ...atTimes.map((at) => ({
      ...shared,
      item: 'at-time',
      time: at.time,
      percent: percent(at.survival),
      low: percent(at.lower),
      high: percent(at.upper),
      at_risk: at.atRisk,
      interval_method: LIMITS,
      not_estimable: at.notEstimable,
    })),
    {
      ...shared,
      item: 'median',
      time: median.estimate,
      low: median.lower,
      high: median.upper,
      interval_method: 'Brookmeyer-Crowley, log-log',
      not_estimable: median.notEstimable,
    },
  ];
}

function incidenceRows(cause: string, { name, n, events, steps, atTimes }: OwnIncidence): Row[] {
  const shared: Row = { group: name, cause, n, events, interval_method: LIMITS };
  return [
    ...steps.map(({ time, percent: share, low, high }) => ({
      ...shared,
      item: 'incidence',
      time,
      percent: share,
      ...told(share, low, high),
    })),
    ...atTimes.map((at) => ({
      ...shared,
      item: 'incidence-at-time',
      time: at.time,
      percent: percent(at.incidence),
      low: percent(at.lower),
      high: percent(at.upper),
      not_estimable: at.notEstimable,
    })),
  ];
}

/** Two groups by the log-rank test, with the p adjusted over all pairs. */
function pairRow({ first, second, test, adjusted }: OwnAnalysis['pairs'][number]): Row {
  return {
    item: 'test',
    statistic: 'log-rank of a pair',
    group: `${first} / ${second}`,
    value: test.chiSquared,
    df: test.degreesOfFreedom,
    p: test.p,
    p_adjusted: adjusted,
    not_estimable: test.notEstimable,
  };
}

function testRows({ logRank, pairs, cox, causes }: OwnAnalysis): Row[] {
  const ratios = (fit: OwnAnalysis['cox'], cause: string): Row[] => [
    ...(fit?.fit.terms ?? []).map((term) => ({
      item: 'test',
      statistic: 'hazard ratio',
      group: term.name,
      cause,
      value: term.hazardRatio,
      value_low: term.lower,
      value_high: term.upper,
      p: term.p,
      not_estimable: term.notEstimable,
    })),
    ...(fit?.hazards == null
      ? []
      : [
          {
            item: 'test',
            statistic: 'proportional hazards',
            cause,
            value: fit.hazards.global.chiSquared,
            df: fit.hazards.global.degreesOfFreedom,
            p: fit.hazards.global.p,
            not_estimable: fit.hazards.global.notEstimable,
          },
        ]),
  ];
  return [
    ...(logRank === null
      ? []
      : [
          {
            item: 'test',
            statistic: 'log-rank',
            value: logRank.chiSquared,
            df: logRank.degreesOfFreedom,
            p: logRank.p,
            not_estimable: logRank.notEstimable,
          },
        ]),
    ...pairs.map(pairRow),
    ...ratios(cox, ''),
    ...causes.flatMap(({ name, gray, cox: own }) => [
      ...(gray === null
        ? []
        : [
            {
              item: 'test',
              statistic: 'Gray',
              cause: name,
              value: gray.chiSquared,
              df: gray.degreesOfFreedom,
              p: gray.p,
              not_estimable: gray.notEstimable,
            },
          ]),
      ...ratios(own, name),
    ]),
  ];
}

function percent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}

function told(share: number, low: number | null, high: number | null): { low: number | null; high: number | null } {
  const { lower, upper } = toldLimits(share / 100, low, high);
  return { low: lower, high: upper };
}
