import { countText, withheldText } from '@/lib/comparison/disclosure';
import {
  isInternal,
  type ComparisonFigure,
  type FigurePanel,
  type LocalSeries,
  type PublishedPoint,
  type ReconstructedLine,
} from '@/lib/comparison/figure/figure-model';
import { printedRisk } from '@/lib/comparison/figure/printed-risk';
import type { HorizonReading, MedianReading } from '@/lib/comparison/figure/horizon-reading';
import type { MatchedHorizon, ObservedExpected } from '@/lib/comparison/against/model';
import { pointName } from '@/lib/comparison/words/point-text';
import { inMonths, lineName } from '@/lib/comparison/words/reconstructed-text';
import { readersAddress } from '@/lib/registry/references/reader-address';
import type { SecondCurveReading } from '@/lib/registry/curves/records';
import { toldLimits } from '@/lib/survival/curves/confidence-limits';
import { INTERNAL, MADE_UP } from '../model/made-up';
import type { FigureRecords } from '../model/document';

/**
 * `item` says what a row is: `published` a published figure; of the local curve `curve` a corner of the step line, `censored`
 * a censoring mark, `risk-table` a column under the chart, `horizon` a reading at a published horizon, `median` its median
 * time (in `time_years`, with the limits in `low` and `high`, in years), `difference` local minus the published figure of
 * `estimate_id` in percentage points, with the ratio of cumulative hazards that its limits come from, `observed-expected` the
 * events against the published curve of `estimate_id` up to `time_years`, `follow-up` the median follow-up in years. The corners of a curve rebuilt from a published
 * figure have the kind `reconstructed`: they are nobody's observation and no printed figure.
 */
const COLUMNS = [
  'made_up',
  'release',
  'panel',
  'time_zero',
  'kind',
  'item',
  'series',
  'estimate_id',
  'trial',
  'population',
  'endpoint',
  'time_years',
  'percent',
  'low',
  'high',
  'interval_level',
  'interval_method',
  'n',
  'events',
  'at_risk',
  'events_before',
  'censored_before',
  'censored',
  'drawn',
  'open_marker_because',
  'not_estimable',
  'reference',
  'reference_id',
  'locator',
  'address',
  'level',
  'caveats',
  'difference',
  'difference_low',
  'difference_high',
  'hazard_ratio',
  'hazard_ratio_low',
  'hazard_ratio_high',
  'p',
  'observed',
  'expected',
  'observed_over_expected',
  'observed_over_expected_low',
  'observed_over_expected_high',
  'analysed_to_years',
  'displayed_to_years',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Every plotted number of the comparison, one row each: percentages and years, empty where not reported. */
export function comparisonRecords(figure: ComparisonFigure): FigureRecords {
  const rows = figure.panels.flatMap((panel, i) =>
    panelRows(figure, panel).map((row) => ({
      made_up: figure.madeUp ? MADE_UP : '',
      release: isInternal(figure) ? INTERNAL : '',
      panel: i + 1,
      endpoint: figure.subject.endpoint,
      // Chosen by the reader; empty: all of the follow-up, as far as there are figures.
      analysed_to_years: panel.local?.description.analysedYears ?? null,
      displayed_to_years: figure.subject.displayYears,
      ...row,
    })),
  );
  return {
    columns: COLUMNS,
    rows: rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? rounded(name, value) : value]),
      ),
    ),
  };
}

function panelRows(figure: ComparisonFigure, panel: FigurePanel): Row[] {
  const { local, published, reconstructed } = panel;
  return [
    ...(local === null ? [] : localRows(local, figure)),
    ...published.map((point) => publishedRow(point, figure)),
    ...printedRows(panel, figure),
    ...(panel.against?.matched ?? []).map((match) => differenceRow(match, panel)),
    ...(panel.against?.expected ?? []).map((one) => expectedRow(one, panel)),
    ...(panel.against === null ? [] : [followUpRow(panel.against.followUp, panel)]),
    ...reconstructed.flatMap((line) => reconstructedRows(line, panel, figure)),
  ];
}

function publishedRow(point: PublishedPoint, figure: ComparisonFigure): Row {
  const { interval, source } = point;
  const cited = figure.citations.find(({ number }) => number === point.citation);
  return {
    time_zero: point.timeZero,
    kind: 'published',
    item: 'published',
    series: pointName(point).replace('\u00a0', ' '),
    estimate_id: point.estimateId,
    trial: point.trialSlug,
    population: point.population.en,
    time_years: point.years,
    percent: point.percent,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    interval_level: interval?.level ?? null,
    interval_method: intervalMethod(point),
    n: point.n,
    events: point.events,
    drawn: point.drawn ? 'yes' : 'no',
    open_marker_because: point.hollow.join(' '),
    reference: cited?.citation.short ?? '',
    reference_id: source.ref,
    locator: source.locator,
    address: readersAddress(source.url) ?? cited?.citation.link?.url ?? '',
    level: source.level,
    caveats: figure.caveats
      .flatMap((caveat) => ('series' in caveat && caveat.series.includes(point.estimateId) ? [caveat.code] : []))
      .join(' '),
  };
}

/** Numbers at risk as printed, of series without a curve. */
function printedRows(panel: FigurePanel, figure: ComparisonFigure): Row[] {
  return printedRisk(panel).flatMap(({ estimateId, counts }) => {
    const point = panel.published.find((one) => one.estimateId === estimateId);
    if (point === undefined) return [];
    const ofFigure = { percent: null, low: null, high: null, interval_level: null, interval_method: '', caveats: '' };
    const shared = { ...publishedRow(point, figure), ...ofFigure, item: 'printed-risk', open_marker_because: '' };
    return counts.map(({ years, n }): Row => ({ ...shared, time_years: years, at_risk: n }));
  });
}

function differenceRow(
  { estimateId, local, difference, low, high, ratio, why }: MatchedHorizon,
  panel: FigurePanel,
): Row {
  const point = panel.published.find((one) => one.estimateId === estimateId);
  return {
    time_zero: panel.local?.description.timeZero,
    kind: 'local',
    item: 'difference',
    series: 'Local cohort',
    estimate_id: estimateId,
    trial: point?.trialSlug,
    time_years: local.years,
    percent: local.percent,
    low: local.low,
    high: local.high,
    interval_level: 95,
    interval_method: 'difference on the log(-log S) scale, around the published figure',
    at_risk: local.atRisk ?? countText(null),
    not_estimable: why,
    difference,
    difference_low: low,
    difference_high: high,
    hazard_ratio: ratio?.estimate,
    hazard_ratio_low: ratio?.lower,
    hazard_ratio_high: ratio?.upper,
    p: ratio?.p,
  };
}

/** A small number of events is withheld from who may not see the patients, and with it all that gives it back. */
function expectedRow(
  { estimateId, basis, untilYears, observed, expected, ratio, low, high, p, notEstimable }: ObservedExpected,
  panel: FigurePanel,
): Row {
  return {
    time_zero: panel.local?.description.timeZero,
    kind: 'local',
    item: 'observed-expected',
    series: 'Local cohort',
    estimate_id: estimateId,
    trial: panel.published.find((one) => one.estimateId === estimateId)?.trialSlug,
    time_years: untilYears,
    interval_level: 95,
    interval_method: `exact Poisson; expected of ${basis.kind === 'reconstructed' ? 'a reconstructed curve' : `figures${basis.sources > 1 ? ' of several reports' : ''}, exponential between them`}`,
    not_estimable: notEstimable,
    observed: observed ?? (notEstimable === null ? countText(null) : null),
    expected,
    observed_over_expected: ratio,
    observed_over_expected_low: low,
    observed_over_expected_high: high,
    p,
  };
}

function followUpRow({ years, low, high }: MedianReading, panel: FigurePanel): Row {
  return {
    time_zero: panel.local?.description.timeZero,
    kind: 'local',
    item: 'follow-up',
    series: 'Local cohort',
    time_years: years,
    low,
    high,
    interval_level: 95,
    interval_method: 'reverse Kaplan-Meier, log-log',
    not_estimable: years === null ? 'not_reached' : null,
  };
}

function intervalMethod({ interval }: PublishedPoint): string {
  if (interval === null) return '';
  if (interval.how === 'published') return 'as printed';
  return interval.clipped ? 'estimate ± 1.96 SE, cut at 0 and 100' : 'estimate ± 1.96 SE';
}

/** How the curve was read, where the program's own reader did. */
const RECONSTRUCTED = {
  unknown: 'reconstructed',
  drawing: 'reconstructed; read from the drawing',
  image: 'reconstructed; traced from an image',
} as const;

function secondReadingTold(reading: SecondCurveReading | null): string {
  if (reading === null) return 'checked by a second curator, not read a second time';
  const { differencePoints, atYears, untilYears, sameFile } = reading;
  return [
    `read twice, largest difference ${differencePoints.toFixed(2)} points at ${inMonths(atYears)} months`,
    ...(sameFile === null ? [] : [sameFile ? 'same file' : 'another file']),
    ...(untilYears === null ? [] : [`compared up to ${inMonths(untilYears)} months`]),
  ].join(', ');
}

function reconstructedRows(line: ReconstructedLine, panel: FigurePanel, figure: ComparisonFigure): Row[] {
  const cited = figure.citations.find(({ number }) => number === line.citation);
  return line.steps.map(
    ({ years, percent }): Row => ({
      time_zero: line.timeZero,
      kind: 'reconstructed',
      item: 'curve',
      series: `${lineName(line, panel).replace('\u00a0', ' ')}, reconstructed`,
      trial: line.trialSlug,
      population: line.population.en,
      time_years: years,
      percent,
      interval_method: 'reconstructed from the published figure (Guyot 2012)',
      n: line.n,
      events: line.events,
      reference: cited?.citation.short ?? '',
      reference_id: line.source.ref,
      locator: line.source.locator,
      address: readersAddress(line.source.url) ?? cited?.citation.link?.url ?? '',
      level: line.source.level,
      caveats: `${RECONSTRUCTED[line.readFrom ?? 'unknown']}; ${secondReadingTold(line.secondReading)}`,
    }),
  );
}

function localRows(local: LocalSeries, figure: ComparisonFigure): Row[] {
  const { description, confidence } = local;
  const shared: Row = {
    time_zero: description.timeZero,
    kind: 'local',
    series: 'Local cohort',
    population: `KMT2A ${description.kmt2a}`,
    n: local.n,
    events: local.events,
    interval_level: confidence.level,
    interval_method: `Kaplan-Meier, ${confidence.type}`,
    caveats: figure.caveats
      .flatMap(({ code }) => (code.startsWith('local') || code === 'made-up' || code === 'one-axis' ? [code] : []))
      .join(' '),
  };
  return [
    ...local.steps.map(({ years, percent, low, high }): Row => {
      const { lower, upper } = toldLimits(percent / 100, low, high);
      return { ...shared, item: 'curve', time_years: years, percent, low: lower, high: upper };
    }),
    ...local.censorMarks.map(
      ({ years, percent, count }): Row => ({
        ...shared,
        item: 'censored',
        time_years: years,
        percent,
        censored: count,
      }),
    ),
    ...local.riskTable.map(
      ({ years, atRisk, eventsBefore, censoredBefore }): Row => ({
        ...shared,
        item: 'risk-table',
        time_years: years,
        at_risk: atRisk ?? countText(null),
        events_before: eventsBefore ?? withheldText(null),
        censored_before: censoredBefore ?? withheldText(null),
      }),
    ),
    ...local.atHorizons.map((reading) => ({ ...shared, ...horizonRow(reading) })),
    {
      ...shared,
      item: 'median',
      time_years: local.median.years,
      low: local.median.low,
      high: local.median.high,
      not_estimable: local.median.years === null ? 'not_reached' : null,
    },
  ];
}

function horizonRow({ years, percent, low, high, atRisk, notEstimable }: HorizonReading): Row {
  const at_risk = atRisk ?? countText(null);
  return { item: 'horizon', time_years: years, percent, low, high, at_risk, not_estimable: notEstimable };
}

/** Six decimals: more than any reading needs, without the noise of binary fractions. A small p is never 0: it has six digits. */
function rounded(name: string, value: number): number {
  return name === 'p' ? Number(value.toPrecision(6)) : Math.round(value * 1e6) / 1e6;
}
