import { describe, expect, test } from 'vitest';
import { cumulativeIncidence, incidenceOfTable } from './competing/cumulative-incidence';
import { fineGrayCurve, fitFineGray } from './competing/fine-gray';
import { grayTest } from './competing/gray-test';
import { compareIncidences } from './competing/incidence-comparison';
import { coxCurves } from './cox/curves';
import { fitCox } from './cox/fit';
import { proportionalHazardsTest } from './cox/proportional-hazards-test';
import { kaplanMeier, kaplanMeierByGroup } from './curves/kaplan-meier';
import { compareRestrictedMeans, restrictedMean } from './curves/restricted-mean';
import { riskTableByGroup } from './curves/risk-table';
import { survivalAtTimes } from './curves/survival-at-times';
import { survivalQuantile } from './curves/survival-quantiles';
import { eventTableFromCounts } from './data/event-table';
import { eventTables } from './data/event-table-building';
import { checkObservations, type Observations } from './data/observations';
import { encodeLabels } from './data/labels';
import { SurvivalInputError } from './errors';
import { metaAnalysis } from './meta/meta-analysis';
import { fromLimits, fromPValue, fromPValueAndEvents } from './meta/published-hazard-ratio';
import { scaleSurvival, unscaleSurvival } from './meta/pooling-scale';
import { cleanDigitisedPoints } from './reconstruction/digitised-curve';
import { reconstructFromCurve } from './reconstruction/guyot';
import { faultsOfCall } from './testing/answers';
import { fisherExact } from './tests/fisher-exact';
import { compareAtTime } from './tests/fixed-time-comparison';
import { fourfoldChiSquare } from './tests/fourfold';
import { landmarkSample, splitAtIntermediateEvent } from './tests/landmark';
import { logRankTest } from './tests/log-rank/log-rank';
import { pairwiseLogRank } from './tests/log-rank/pairwise';
import { logRankTrend } from './tests/log-rank/trend';
import { oneSampleLogRank, poissonLimits } from './tests/one-sample';
import { adjustPValues } from './tests/p-value-adjustment';
import { proportion, proportionDifference } from './tests/proportions';
import { compareWithPublished } from './tests/published-figure';

const time = [1, 2, 3, 4, 5, 6];
const event = [1, 0, 1, 1, 0, 1];
const group = [0, 1, 0, 1, 0, 1];
const covariates = [{ name: 'x', values: [3, 1, 2, 5, 4, 6] }];
const model = { time, event, covariates };
const curve = kaplanMeier({ time, event });

/** Text where a name of the list is expected, as untyped callers pass it. */
const misspelt = <T>(text: string): T => text as T;

function refusal(call: () => unknown): [argument: string, reason: string] | string {
  try {
    call();
    return 'no refusal';
  } catch (error) {
    return error instanceof SurvivalInputError ? [error.argument, error.reason] : String(error);
  }
}

describe('a choice that is none of the list is refused by name', () => {
  test.each<[option: string, () => unknown]>([
    ['confidenceType', () => kaplanMeier({ time, event }, { confidenceType: misspelt('loglog') })],
    ['confidenceType', () => cumulativeIncidence({ time, event }, { confidenceType: misspelt('c-log-log') })],
    ['confidenceType', () => coxCurves(model, fitCox(model), null, { confidenceType: misspelt('arcsine') })],
    ['variance', () => cumulativeIncidence({ time, event }, { variance: misspelt('greenwood-2') })],
    ['ties', () => fitCox(model, { ties: misspelt('Efron') })],
    ['transform', () => proportionalHazardsTest(model, fitCox(model), misspelt('sqrt'))],
    ['weight', () => logRankTest({ time, event, group }, { weight: misspelt('wilcoxon') })],
    ['weight', () => logRankTest({ time, event, group }, { weight: { kind: misspelt<'log-rank'>('wilcoxon') } })],
    ['scale', () => compareIncidences(cumulativeIncidence({ time, event, group }), 1, 3, misspelt('loglog'))],
    ['scale', () => scaleSurvival(0.5, 0.1, misspelt('plain'))],
    ['scale', () => unscaleSurvival(0.5, misspelt('plain'))],
    ['model', () => metaAnalysis([1, 2], [1, 1], { model: misspelt('DL') })],
    ['inference', () => metaAnalysis([1, 2], [1, 1], { inference: misspelt('knha') })],
    ['rule', () => survivalQuantile(curve, 0.5, misspelt('median'))],
    ['method', () => proportion(1, 2, misspelt('exact'))],
    ['adjustment', () => adjustPValues([0.1], misspelt('fdr'))],
    ['kind', () => oneSampleLogRank({ time, event }, { kind: misspelt<'rate'>('gompertz'), rate: 1 })],
    ['direction', () => fromPValueAndEvents(0.1, misspelt('research'), 10, 10, 10)],
    ['level', () => kaplanMeier({ time, event }, { level: misspelt('0.95') })],
  ])('%s', (option, call) => {
    expect(refusal(call)).toEqual([option, option === 'level' ? 'out_of_range' : 'unknown_choice']);
  });
});

describe('a column that is missing is refused by name', () => {
  const without = (left: string, given: object = { time, event, group }): Observations =>
    Object.fromEntries(Object.entries(given).filter(([name]) => name !== left)) as Observations;
  test.each<[argument: string, () => unknown]>([
    ['time', () => kaplanMeier(without('time'))],
    ['time', () => checkObservations(null as unknown as Observations)],
    ['event', () => kaplanMeier(without('event'))],
    ['event', () => cumulativeIncidence(without('event'))],
    ['group', () => logRankTest(without('group'))],
    ['group', () => pairwiseLogRank(without('group'))],
    ['group', () => grayTest(without('group'))],
    ['event', () => fitCox(without('event', model) as typeof model)],
    ['covariates', () => fitCox(without('covariates', model) as typeof model)],
    ['covariates.x', () => fitCox({ time, event, covariates: [{ name: 'x', values: misspelt('') }] })],
    ['event', () => fitFineGray(without('event', model) as typeof model)],
    ['time', () => landmarkSample(without('time'), 1)],
    ['event', () => landmarkSample(without('event'), 1)],
    ['event', () => splitAtIntermediateEvent(time, misspelt(''), [null, 1, 1, 1, 1, 1])],
    ['intermediate', () => splitAtIntermediateEvent(time, event, undefined as unknown as number[])],
    ['time', () => splitAtIntermediateEvent(undefined as unknown as number[], event, [])],
    ['value', () => metaAnalysis(undefined as unknown as number[], [1])],
    ['standardError', () => metaAnalysis([1], undefined as unknown as number[])],
    [
      'time',
      () =>
        eventTableFromCounts({ events: [1], censored: [1] } as unknown as {
          time: number[];
          events: number[];
          censored: number[];
        }),
    ],
    [
      'censored',
      () =>
        eventTableFromCounts({ time: [1], events: [1] } as unknown as {
          time: number[];
          events: number[];
          censored: number[];
        }),
    ],
    [
      'eventsByCause',
      () =>
        eventTableFromCounts({ time: [1], censored: [1] } as unknown as {
          time: number[];
          events: number[];
          censored: number[];
        }),
    ],
    ['time', () => cleanDigitisedPoints(undefined as unknown as number[], [1])],
    ['survival', () => cleanDigitisedPoints([1], undefined as unknown as number[])],
    [
      'risk.time',
      () =>
        reconstructFromCurve(cleanDigitisedPoints([1], [0.5]), { atRisk: [5] } as unknown as {
          time: number[];
          atRisk: number[];
        }),
    ],
    [
      'risk.atRisk',
      () =>
        reconstructFromCurve(cleanDigitisedPoints([1], [0.5]), { time: [0] } as unknown as {
          time: number[];
          atRisk: number[];
        }),
    ],
    ['labels', () => encodeLabels(undefined as unknown as string[])],
    ['p', () => adjustPValues(undefined as unknown as number[], 'holm')],
    [
      'time',
      () =>
        oneSampleLogRank({ time, event }, { kind: 'points', survival: [0.5] } as unknown as {
          kind: 'points';
          time: number[];
          survival: number[];
        }),
    ],
  ])('%s', (argument, call) => {
    const found = refusal(call);
    expect(found).toBeInstanceOf(Array);
    expect(found[0]).toBe(argument);
  });
});

describe('null in place of an object or a list is refused by name', () => {
  const none = <T>(): T => null as T;
  const outcome = { time, event, group };
  test.each<[argument: string, call: () => unknown]>([
    ['options', () => kaplanMeier({ time, event }, none())],
    ['options', () => logRankTest(outcome, none())],
    ['options', () => cumulativeIncidence(outcome, none())],
    ['options', () => grayTest(outcome, none())],
    ['options', () => fitFineGray(model, none())],
    ['options', () => fitCox(model, none())],
    ['options', () => metaAnalysis([1, 2], [1, 1], none())],
    ['covariates', () => fitCox({ time, event, covariates: [none()] })],
    ['covariates', () => fineGrayCurve(fitFineGray(model), none())],
    ['fit', () => coxCurves(model, none())],
    ['fit', () => proportionalHazardsTest(model, none())],
    ['times', () => survivalAtTimes(curve, none())],
    ['times', () => riskTableByGroup(outcome, none())],
    ['second', () => compareRestrictedMeans(restrictedMean(curve, 3), none())],
    ['curves', () => compareAtTime(none(), 3)],
    ['curves', () => compareIncidences(none(), 1, 3)],
    ['reference', () => oneSampleLogRank({ time, event }, none())],
    ['published', () => compareWithPublished(curve, 3, none())],
    ['table', () => fisherExact(none())],
    ['table', () => fourfoldChiSquare(none())],
    ['first', () => proportionDifference(none(), { count: 1, n: 2 })],
    ['levels', () => encodeLabels(['a'], none())],
    ['result', () => logRankTrend(none())],
    ['counts', () => eventTableFromCounts(none())],
    ['risk', () => reconstructFromCurve(cleanDigitisedPoints([1], [0.5]), none())],
    ['curve', () => reconstructFromCurve(none(), { time: [0], atRisk: [5] })],
  ])('%s', (argument, call) => {
    expect(refusal(call)).toEqual([argument, argument === 'curves' ? expect.any(String) : 'empty']);
  });
});

describe('numbers beyond all measure are refused by name or computed', () => {
  const many = 100_000;
  const rows = Array.from({ length: many }, (_, i) => i);
  const half = rows.map((i) => i % 2);
  const big = { time: rows, event: half, group: rows };
  test.each<[name: string, () => unknown]>([
    ['times of 1e308', () => kaplanMeier({ time: [1e308, 1.5e308], event: [1, 1] })],
    ['times of 1e100', () => restrictedMean(kaplanMeier({ time: [1e100, 9e99, 1], event: [1, 1, 0] }), 1e100)],
    ['times of 1e-300', () => kaplanMeier({ time: [1e-300, 2e-300], event: [1, 1] })],
    ['a restricted mean to 1e308', () => restrictedMean(curve, 1e308)],
    ['weights of 1e308', () => kaplanMeier({ time, event, weights: time.map(() => 1e308) })],
    ['weights of 1e-300', () => kaplanMeier({ time, event, weights: time.map(() => 1e-300) })],
    ['weights far apart', () => kaplanMeier({ time, event, weights: time.map((t) => (t > 3 ? 1e100 : 1e-100)) })],
    [
      'covariates of 1e-300',
      () => fitCox({ time, event, covariates: [{ name: 'x', values: time.map((t) => t * 1e-300) }] }),
    ],
    [
      'covariates of 1e-90',
      () => fitCox({ time, event, covariates: [{ name: 'x', values: [3, 1, 2, 5, 4, 6].map((t) => t * 1e-90) }] }),
    ],
    ['covariates of 1e308', () => fitCox({ time, event, covariates: [{ name: 'x', values: time.map(() => 1e308) }] })],
    [
      'covariates of 1e90',
      () => fitCox({ time, event, covariates: [{ name: 'x', values: [3, 1, 2, 5, 4, 6].map((t) => t * 1e90) }] }),
    ],
    [
      'covariates of 1e90 in Fine and Gray',
      () => fitFineGray({ time, event, covariates: [{ name: 'x', values: [3, 1, 2, 5, 4, 6].map((t) => t * 1e90) }] }),
    ],
    ['weights of 1e90 in Cox', () => fitCox({ ...model, weights: time.map((t) => t * 1e90) })],
    ['weights of 1e-90 in Cox', () => fitCox({ ...model, weights: time.map((t) => t * 1e-90) })],
    ['1e5 groups in curves', () => kaplanMeierByGroup(big).length],
    ['1e5 groups in a log-rank test', () => logRankTest(big)],
    ['1e5 groups in pairs', () => pairwiseLogRank(big)],
    ["1e5 groups in Gray's test", () => grayTest(big)],
    ['1e5 groups in incidences', () => cumulativeIncidence(big, { causes: 255 })],
    ['1e5 strata', () => logRankTest({ ...big, group: half, strata: rows })],
    [
      '1e5 strata in Cox',
      () => fitCox({ time: rows, event: half, covariates: [{ name: 'x', values: half }], strata: rows }),
    ],
    ['1e5 groups of 1', () => kaplanMeierByGroup({ time: [1], event: [1], group: [many] }).length],
    ['a group that is an identifier', () => kaplanMeierByGroup({ time: [1], event: [1], group: [2 ** 24] })],
    ['clusters that are identifiers', () => fitCox({ ...model, cluster: time.map((t) => t * 2_000_000) })],
    [
      '501 covariates',
      () =>
        fitCox({ time, event, covariates: Array.from({ length: 501 }, (_, i) => ({ name: `x${i}`, values: time })) }),
    ],
    [
      'exact ties of 50,000',
      () =>
        fitCox({ time: rows.map(() => 1), event: half, covariates: [{ name: 'x', values: rows }] }, { ties: 'exact' }),
    ],
    [
      'counts of 1e9',
      () =>
        restrictedMean(kaplanMeier({ time, event }), 5) &&
        incidenceOfTable(eventTableFromCounts({ time: [1, 2], events: [1e9, 1e9], censored: [1e9, 0] })),
    ],
    ['counts of 1e300', () => eventTableFromCounts({ time: [1], events: [1e300], censored: [1e300] })],
    ['counts of 1e9 in a proportion', () => [proportion(5e8, 1e9), proportion(5e8, 1e9, 'clopper-pearson')]],
    ['counts of 1e9 in Fisher', () => fisherExact({ a: 1e9, b: 1e9, c: 1e9, d: 1e9 })],
    ['counts of 5,000 in Fisher', () => fisherExact({ a: 5000, b: 4000, c: 3000, d: 6000 })],
    ['a Poisson count of 1e9', () => poissonLimits(1e9)],
    [
      '1e9 at risk in a figure',
      () => reconstructFromCurve(cleanDigitisedPoints([1, 2], [0.5, 0]), { time: [0], atRisk: [1e9] }),
    ],
    [
      '1e5 at risk in a figure',
      () =>
        reconstructFromCurve(cleanDigitisedPoints([1, 2, 3], [0.9, 0.5, 0]), { time: [0, 1.5], atRisk: [1e5, 8e4] })
          .totalEvents,
    ],
    [
      '150,000 points in a figure',
      () =>
        reconstructFromCurve(
          cleanDigitisedPoints(
            Array.from({ length: 150_000 }, (_, i) => i),
            Array.from({ length: 150_000 }, (_, i) => 1 - i / 150_000),
          ),
          { time: [0], atRisk: [50] },
        ).totalEvents,
    ],
    ['effects of 1e300', () => metaAnalysis([1e300, -1e300], [1, 1])],
    ['errors of 1e-300', () => metaAnalysis([1, 2], [1e-300, 1])],
    ['errors far apart', () => metaAnalysis([1, 2, 3], [1e-40, 1, 1e40], { model: 'paule-mandel' })],
    ['a level next to 1', () => kaplanMeier({ time, event }, { level: 1 - Number.EPSILON / 2 })],
    ['a level next to 0', () => kaplanMeier({ time, event }, { level: 1e-300 })],
    ['a hazard ratio of 1e-300', () => fromLimits(1e-300, 1e-301, 1e300)],
    ['a p of 5e-324', () => fromPValue(0.5, 5e-324)],
    ['events of 1e300', () => fromPValueAndEvents(0.1, 'favours-research', 1e300, 1e300, 1e300)],
    ['a standard error of 1e300', () => scaleSurvival(1e-10, 1e300, 'cloglog')],
    ['a rate of 1e-320', () => oneSampleLogRank({ time, event }, { kind: 'rate', rate: 1e-320 })],
    ['a rate of 1e300', () => oneSampleLogRank({ time, event }, { kind: 'rate', rate: 1e300 })],
    ['a Weibull shape of 1e300', () => oneSampleLogRank({ time, event }, { kind: 'weibull', shape: 1e300, scale: 2 })],
    ["rho of 1e10 in Gray's test", () => grayTest({ time, event, group }, { rho: 1e10 })],
    [
      'rho of 1e300',
      () => logRankTest({ time, event, group }, { weight: { kind: 'fleming-harrington', rho: 1e300, gamma: 1e300 } }),
    ],
    ['whole days up to 1e9', () => eventTables(checkObservations({ time: [1e9, 2], event: [1, 0] }))],
  ])('%s', (name, call) => {
    const began = performance.now();
    expect(faultsOfCall(name, call).faults).toEqual([]);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

test('groups coded 1 and 2, or 3 and 7, are two groups', () => {
  const coded = logRankTest({ time, event, group });
  for (const [a, b] of [
    [1, 2],
    [3, 7],
  ] as const) {
    const other = logRankTest({ time, event, group: group.map((code) => (code === 0 ? a : b)) });
    expect([other.z, other.hazardRatioPeto, other.hazardRatioPike]).toEqual([
      coded.z,
      coded.hazardRatioPeto,
      coded.hazardRatioPike,
    ]);
  }
});
