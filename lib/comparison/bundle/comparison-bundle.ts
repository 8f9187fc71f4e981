import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { LANDMARK_YEARS } from '../against/follow-up';
import type { AgainstPublished } from '../against/model';
import { referencesOf } from '../against/observed-expected';
import { publishedEffect } from '../against/published-effect';
import type { FigurePanel, PublishedPoint } from '../figure/figure-model';
import type { HorizonReading } from '../figure/horizon-reading';
import { medianReading, type LocalCohort } from '../figure/local-curve';
import { csv, specificationFile, type BundleFile, type Specification } from './bundle';
import { COMPARISON_SCRIPT } from './comparison-script';

type Panel = FigurePanel & Readonly<{ against: AgainstPublished }>;
/** A local curve beside published figures; `catalogue` holds every chartable figure of their trials. */
export type Compared = Readonly<{ cohort: LocalCohort; panel: Panel; catalogue: readonly PublishedEstimate[] }>;

/** A number of the page that R is to find again; `figure` counts from 1 in `published.csv`, empty where there is none. */
type Expected = Readonly<{ item: string; figure: number | ''; years: number | ''; value: number | null }>;

/**
 * The event table of the local curve, the published figures and curves beside it, the numbers that the page gives of them, and
 * a script that computes these again in R and stops where one differs. No row is a child. For who may see the patients alone:
 * the table has every time.
 */
export function comparisonTables(compared: Compared): BundleFile[] {
  const { cohort, panel } = compared;
  const { table } = cohort;
  return [
    {
      name: 'events.csv',
      text: csv(
        ['time_days', 'events', 'censored'],
        Array.from(table.time, (time, i) => [time, table.events[i] ?? 0, table.censored[i] ?? 0]),
      ),
    },
    { name: 'follow-up.csv', text: csv(['observed_days', 'possible_days', 'ends_days'], followedRows(cohort)) },
    { name: 'published.csv', text: csv(PUBLISHED_COLUMNS, panel.published.map(publishedRow)) },
    { name: 'reference.csv', text: csv(REFERENCE_COLUMNS, referenceRows(compared)) },
    {
      name: 'expected.csv',
      text: csv(
        ['item', 'group', 'cause', 'time_years', 'value'],
        expectedOf(compared).flatMap(({ item, figure, years, value }) =>
          value === null ? [] : [[item, figure, '', years, value]],
        ),
      ),
    },
    { name: 'analysis.R', text: COMPARISON_SCRIPT },
  ];
}

/** The tables and the script with what the figure is. */
export function comparisonFiles(compared: Compared, specification: Specification): BundleFile[] {
  return [...comparisonTables(compared), specificationFile(specification, METHOD)];
}

const METHOD = {
  curves: 'Kaplan-Meier, log-log limits, 95 %',
  difference: 'log(-log S), Greenwood and the printed error',
  expected: 'cumulative hazard of the published curve, exponential between figures; exact Poisson limits',
  followUp: 'reverse Kaplan-Meier; completeness by Clark: days observed of days possible up to the last day recorded',
};

/** Of the whole follow-up, wherever the analysis ends. Possible days need dates, of which the bundle has none. */
function followedRows({ followed, description: { analysedYears } }: LocalCohort): (readonly (string | number)[])[] {
  const ends = analysedYears === null ? '' : analysedYears * DAYS_PER_YEAR;
  return followed === null ? [] : [[followed.observed, followed.possible, ends]];
}

const PUBLISHED_COLUMNS = [
  ...['figure', 'id', 'trial', 'time_zero', 'years', 'percent'],
  ...['low', 'high', 'level', 'standard_error', 'error_from'],
];

/** Limits as printed; none are made of a printed standard error. `error_from`: what the difference takes its error from. */
function publishedRow(point: PublishedPoint, i: number): readonly (string | number)[] {
  const { estimateId, trialSlug, timeZero, years, percent, interval, printedError } = point;
  const limits = interval?.how === 'published' ? interval : null;
  const { from } = publishedEffect(point, 'cloglog');
  return [
    ...[i + 1, estimateId, trialSlug, timeZero, years, percent],
    ...[limits?.low ?? '', limits?.high ?? '', limits?.level ?? '', printedError ?? ''],
    from === null ? 'none' : from === 'limits' ? 'limits' : 'se',
  ];
}

const REFERENCE_COLUMNS = ['figure', 'kind', 'until_days', 'time_days', 'cumulative_hazard'];

/** The published curves that events are counted against, as cumulative hazards. */
function referenceRows({ cohort, panel, catalogue }: Compared): (readonly (string | number)[])[] {
  const { curves } = referencesOf(cohort, panel.published, panel.reconstructed, catalogue);
  return curves.flatMap(({ estimateId, untilYears, curve }) => {
    if (curve.kind !== 'points' && curve.kind !== 'step') return [];
    const hazard =
      curve.kind === 'step' ? Array.from(curve.cumulativeHazard) : Array.from(curve.survival, (s) => -Math.log(s));
    return Array.from(curve.time, (days, i) => [
      ...[numberOf(panel, estimateId), curve.kind, untilYears * DAYS_PER_YEAR, days],
      hazard[i] ?? 0,
    ]);
  });
}

/** The position of a figure in `published.csv`. */
function numberOf({ published }: Panel, estimateId: string): number {
  return published.findIndex((point) => point.estimateId === estimateId) + 1;
}

function expectedOf({ cohort, panel }: Compared): Expected[] {
  const { against } = panel;
  const whole = (item: string, value: number | null): Expected => ({ item, figure: '', years: '', value });
  const median = medianReading(cohort.curve);
  return [
    whole('n', cohort.table.size),
    whole('events', cohort.curve.totalEvents),
    whole('median', median.years),
    whole('median_low', median.low),
    whole('median_high', median.high),
    whole('follow_up', against.followUp.years),
    whole('follow_up_low', against.followUp.low),
    whole('follow_up_high', against.followUp.high),
    whole('completeness', against.completeness),
    ...readingsOf(against).flatMap(readingNumbers),
    ...panel.published.flatMap(publishedNumbers),
    ...against.matched.flatMap(({ estimateId, difference, low, high, smallest }): Expected[] => {
      const own = { figure: numberOf(panel, estimateId), years: '' } as const;
      return [
        { ...own, item: 'difference', value: difference },
        { ...own, item: 'difference_low', value: low },
        { ...own, item: 'difference_high', value: high },
        { ...own, item: 'smallest_below', value: smallest?.below ?? null },
        { ...own, item: 'smallest_above', value: smallest?.above ?? null },
      ];
    }),
    ...against.expected.flatMap(({ estimateId, observed, expected, ratio, low, high, p }): Expected[] => {
      const own = { figure: numberOf(panel, estimateId), years: '' } as const;
      return [
        { ...own, item: 'observed', value: expected === null ? null : observed },
        { ...own, item: 'expected', value: expected },
        { ...own, item: 'ratio', value: ratio },
        { ...own, item: 'ratio_low', value: low },
        { ...own, item: 'ratio_high', value: high },
        { ...own, item: 'one_sample_p', value: p },
      ];
    }),
  ];
}

/** The local curve at the landmarks and at the horizons of the figures, each once. */
function readingsOf({ landmarks, matched }: AgainstPublished): HorizonReading[] {
  const all = [...landmarks, ...matched.flatMap(({ why, local }) => (why === 'time-zero' ? [] : [local]))];
  const years = [...new Set([...LANDMARK_YEARS, ...all.map((reading) => reading.years)])].sort((a, b) => a - b);
  return years.flatMap((at) => all.find((reading) => reading.years === at) ?? []);
}

function readingNumbers({ years, percent, low, high, atRisk }: HorizonReading): Expected[] {
  const share = (value: number | null): number | null => (value === null ? null : value / 100);
  const own = { figure: '', years } as const;
  return [
    { ...own, item: 'at_risk', value: atRisk },
    { ...own, item: 'survival', value: share(percent) },
    { ...own, item: 'survival_low', value: share(low) },
    { ...own, item: 'survival_high', value: share(high) },
  ];
}

function publishedNumbers({ years, percent, interval }: PublishedPoint, i: number): Expected[] {
  const own = { figure: i + 1, years } as const;
  const limits = interval?.how === 'published' ? interval : null;
  return [
    { ...own, item: 'published', value: percent },
    { ...own, item: 'published_low', value: limits?.low ?? null },
    { ...own, item: 'published_high', value: limits?.high ?? null },
  ];
}
