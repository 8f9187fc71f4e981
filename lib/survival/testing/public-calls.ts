import { cumulativeIncidence, incidenceOfTable } from '../competing/cumulative-incidence';
import { fineGrayCurve, fitFineGray } from '../competing/fine-gray';
import { grayTest } from '../competing/gray-test';
import { compareIncidences } from '../competing/incidence-comparison';
import { timeLost } from '../competing/time-lost';
import { coxCurves } from '../cox/curves';
import { fitCox } from '../cox/fit';
import { proportionalHazardsTest } from '../cox/proportional-hazards-test';
import { coxResiduals } from '../cox/residuals';
import type { ConfidenceType } from '../curves/confidence-limits';
import { conditionalSurvival } from '../curves/conditional-survival';
import { kaplanMeierByGroup } from '../curves/kaplan-meier';
import { compareRestrictedMeans, restrictedMean } from '../curves/restricted-mean';
import { reverseKaplanMeierByGroup } from '../curves/reverse-kaplan-meier';
import { riskTable } from '../curves/risk-table';
import { survivalAtTimes } from '../curves/survival-at-times';
import { medianSurvival, survivalQuantile } from '../curves/survival-quantiles';
import { eventTables } from '../data/event-table-building';
import { checkObservations } from '../data/observations';
import { TAU_SQUARED_METHODS } from '../meta/heterogeneity';
import { cumulativeMeta, leaveOneOut, metaAnalysis, type MetaModel } from '../meta/meta-analysis';
import { eggerTest, metaRegression, subgroupTest } from '../meta/moderators';
import { fourfoldChiSquare } from '../tests/fourfold';
import { scaleSurvival, pooledSurvival } from '../meta/pooling-scale';
import { reconstructFromCurve } from '../reconstruction/guyot';
import { compareAtTime } from '../tests/fixed-time-comparison';
import { fisherExact } from '../tests/fisher-exact';
import { landmarkByIntermediateEvent, landmarkSample, splitAtIntermediateEvent } from '../tests/landmark';
import { logRankTest } from '../tests/log-rank/log-rank';
import { pairwiseLogRank } from '../tests/log-rank/pairwise';
import { logRankTrend } from '../tests/log-rank/trend';
import { oneSampleLogRank } from '../tests/one-sample';
import { compareWithPublished } from '../tests/published-figure';
import { proportion, proportionDifference } from '../tests/proportions';
import { cleanDigitisedPoints } from '../reconstruction/digitised-curve';
import type { SmallSet } from './random-sets';

type Calls = Readonly<Record<string, () => unknown>>;

/** Every public function on one small set, with options drawn too. */
export function publicCalls(set: SmallSet): Calls {
  return { ...curveCalls(set), ...testCalls(set), ...competingCalls(set), ...coxCalls(set), ...poolingCalls(set) };
}

const TYPES: readonly ConfidenceType[] = ['plain', 'log', 'log-log', 'cloglog', 'arcsin', 'logit'];

function curveCalls({ time, start, event, group, weights, pick, at }: SmallSet): Calls {
  const options = { confidenceType: pick(TYPES), level: pick([0.95, 0.9, 0.5]) };
  const own = { time, event, group };
  const curves = (): ReturnType<typeof kaplanMeierByGroup> => kaplanMeierByGroup(own, options);
  const tables = (): ReturnType<typeof eventTables> => eventTables(checkObservations(own));
  const times = [0, at, 2 * at];
  return {
    kaplanMeierByGroup: curves,
    'kaplanMeierByGroup, late entry': () => kaplanMeierByGroup({ ...own, start }, options),
    'kaplanMeierByGroup, persons': () =>
      kaplanMeierByGroup({ ...own, start, subject: time.map((_, i) => pick([i, 0])) }, options),
    'kaplanMeierByGroup, weights': () => kaplanMeierByGroup({ ...own, weights }, options),
    reverseKaplanMeierByGroup: () => reverseKaplanMeierByGroup(own, options),
    survivalAtTimes: () => curves().map((curve) => survivalAtTimes(curve, times)),
    'survivalAtTimes, weights': () =>
      kaplanMeierByGroup({ ...own, weights }, options).map((curve) => survivalAtTimes(curve, times)),
    'survivalAtTimes, late entry': () =>
      kaplanMeierByGroup({ ...own, start }, options).map((curve) => survivalAtTimes(curve, times)),
    medianSurvival: () => curves().map(medianSurvival),
    survivalQuantile: () => curves().map((curve) => survivalQuantile(curve, pick([0.1, 0.25, 0.5, 0.9, 1]))),
    restrictedMean: () => curves().map((curve) => restrictedMean(curve, at + 1)),
    compareRestrictedMeans: () => {
      const means = curves().map((curve) => restrictedMean(curve, at + 1));
      return means.slice(1).map((mean) => means[0] && compareRestrictedMeans(means[0], mean));
    },
    conditionalSurvival: () => tables().map((table) => conditionalSurvival(table, at, options)),
    riskTable: () => tables().map((table) => riskTable(table, times)),
    'riskTable, late entry': () =>
      eventTables(checkObservations({ ...own, start })).map((table) => riskTable(table, times)),
  };
}

function testCalls({ time, start, event, group, strata, pick, at }: SmallSet): Calls {
  const own = { time, event, group };
  const weight = pick([
    { kind: 'log-rank' },
    { kind: 'gehan-breslow' },
    { kind: 'tarone-ware' },
    { kind: 'peto-peto' },
    { kind: 'modified-peto-peto' },
    { kind: 'fleming-harrington', rho: 0, gamma: 1 },
    { kind: 'fleming-harrington', rho: 1, gamma: 0 },
  ] as const);
  const intermediate = time.map((end) => pick([null, end / 2, end, 0]));
  const reference = pick([
    { kind: 'rate', rate: 0.1 },
    { kind: 'weibull', shape: 0.7, scale: 3 },
    { kind: 'step', time: [1, 2], cumulativeHazard: [0.2, 0.5] },
    { kind: 'points', time: [1, 3], survival: [0.8, pick([0, 0.4, 0.8])] },
  ] as const);
  const figure = pick([
    { survival: 0.4, lower: 0.3, upper: 0.5 },
    { survival: 0.9, lower: 0.7, upper: 1 },
    { survival: 0.1, lower: 0, upper: 0.2, level: 0.9 },
    { survival: pick([0, 0.3, 1]) },
    { survival: 1, lower: 0.8, upper: 1 },
    { survival: 0.5, lower: 0.5, upper: 1 },
  ]);
  return {
    logRankTest: () => logRankTest(own, { weight }),
    'logRankTest, default weight': () => logRankTest(own),
    'logRankTest, strata': () => logRankTest({ ...own, strata }, { weight }),
    'logRankTest, late entry': () => logRankTest({ ...own, start }, { weight }),
    pairwiseLogRank: () => pairwiseLogRank(own, pick(['holm', 'benjamini-hochberg', 'bonferroni', 'none'])),
    logRankTrend: () => logRankTrend(logRankTest(own, { weight })),
    compareAtTime: () => compareAtTime(kaplanMeierByGroup(own), at),
    compareWithPublished: () =>
      kaplanMeierByGroup(own, { level: pick([0.95, 0.8]) }).map((curve) => compareWithPublished(curve, at, figure)),
    oneSampleLogRank: () => oneSampleLogRank({ time, event }, reference),
    'oneSampleLogRank, expected of each': () =>
      oneSampleLogRank(
        { time, event },
        { kind: 'each', survival: time.map((_, i) => pick([1, 0.9, 0.5, i === 0 ? 0 : 0.1])) },
      ),
    'oneSampleLogRank, late entry': () => oneSampleLogRank({ time, event, start }, reference),
    landmarkSample: () => landmarkSample({ ...own, strata, start }, at),
    landmarkByIntermediateEvent: () => landmarkByIntermediateEvent({ time, event }, intermediate, at),
    splitAtIntermediateEvent: () => splitAtIntermediateEvent(time, event, intermediate),
    'Mantel-Byar test': () => logRankTest(splitAtIntermediateEvent(time, event, intermediate).observations),
  };
}

function competingCalls({ time, start, cause, group, strata, covariates, pick, at }: SmallSet): Calls {
  const own = { time, event: cause, group };
  const variance = pick(['gray', 'infinitesimal-jackknife', 'greenwood'] as const);
  const curves = (): ReturnType<typeof cumulativeIncidence> =>
    cumulativeIncidence(own, { variance, confidenceType: pick(TYPES), causes: 3 });
  const scale = pick(['linear', 'log', 'log-log', 'cloglog', 'arcsin', 'logit'] as const);
  const tables = (): ReturnType<typeof eventTables> => eventTables(checkObservations(own, 3));
  const values = (shift: number): Record<string, number> =>
    Object.fromEntries(covariates.map((covariate) => [covariate.name, (covariate.values[0] ?? 0) + shift]));
  return {
    'cumulativeIncidence, Gray': () => cumulativeIncidence(own, { causes: 3, confidenceType: pick(TYPES) }),
    'cumulativeIncidence, jackknife': () =>
      cumulativeIncidence(own, { causes: 3, variance: 'infinitesimal-jackknife' }),
    'cumulativeIncidence, late entry': () => cumulativeIncidence({ ...own, start }, { causes: 3, variance }),
    incidenceOfTable: () => tables().map((table) => incidenceOfTable(table, { variance })),
    compareIncidences: () => [1, 2, 3].map((one) => compareIncidences(curves(), one, at, scale)),
    'compareIncidences, default scale': () => [1, 2, 3].map((one) => compareIncidences(curves(), one, at)),
    timeLost: () => tables().map((table) => timeLost(table, at + 1)),
    grayTest: () => grayTest(own, { causes: 3 }),
    'grayTest, strata and rho': () => grayTest({ ...own, strata }, { causes: 3, rho: pick([-1, 0, 0.5, 1, 2]) }),
    fitFineGray: () => fitFineGray({ time, event: cause, covariates }, { cause: pick([1, 2, 3]), causes: 3 }),
    fineGrayCurve: () =>
      fineGrayCurve(fitFineGray({ time, event: cause, covariates }, { causes: 3 }), values(pick([0, 1, -2000]))),
  };
}

function coxCalls({ time, start, event, strata, weights, cluster, covariates, pick }: SmallSet): Calls {
  const plain = { time, event, covariates };
  const data = pick([plain, plain, { ...plain, start }, { ...plain, strata }, { ...plain, weights }]);
  const clustered = { ...data, cluster };
  const ties = pick(['efron', 'breslow'] as const);
  const options = { confidenceType: pick(TYPES) };
  const values = (shift: number): Record<string, number> =>
    Object.fromEntries(covariates.map((covariate) => [covariate.name, (covariate.values[0] ?? 0) + shift]));
  return {
    fitCox: () => fitCox(data, { ties }),
    'fitCox, clusters': () => fitCox(clustered, { ties }),
    'fitCox, exact': () => fitCox(plain, { ties: 'exact' }),
    'fitCox, robust without concordance': () => fitCox(data, { ties, robust: true, concordance: false }),
    coxCurves: () => coxCurves(data, fitCox(data, { ties }), null, options),
    'coxCurves, near': () => coxCurves(data, fitCox(data, { ties }), values(0), options),
    'coxCurves, far': () => coxCurves(clustered, fitCox(clustered, { ties }), values(pick([50, -400])), options),
    coxResiduals: () => coxResiduals(data, fitCox(data, { ties })),
    'coxResiduals, exact': () => coxResiduals(plain, fitCox(plain, { ties: 'exact' })),
    proportionalHazardsTest: () =>
      proportionalHazardsTest(data, fitCox(data, { ties }), pick(['km', 'rank', 'identity', 'log'])),
  };
}

function poolingCalls({ time, event, covariates, pick }: SmallSet): Calls {
  const value = time.map((one) => pick([0, 0.3, one / 10, 1.5]));
  const equal = value.map(() => pick([0.1, 0.1, 0.3]));
  const standardError = time.map(() => pick([0.05, 0.1, 0.2, 0.7]));
  const model = pick<MetaModel>(['common', ...TAU_SQUARED_METHODS]);
  const inference = pick(['normal', 'hartung-knapp'] as const);
  const scale = pick(['cloglog', 'logit', 'arcsin', 'log'] as const);
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => Math.floor((time[i % time.length] ?? 0) + i) % 9);
  const size = time.length;
  const count = event.reduce((sum, code) => sum + code, 0);
  return {
    metaAnalysis: () => metaAnalysis(value, standardError, { model, inference }),
    'metaAnalysis, equal studies': () =>
      metaAnalysis(
        value.map(() => 0.3),
        standardError,
        { model, inference },
      ),
    metaRegression: () => metaRegression(value, standardError, time, { model, inference }),
    subgroupTest: () => subgroupTest(value, standardError, event, { model, inference }),
    eggerTest: () => eggerTest(value, standardError),
    fourfoldChiSquare: () => fourfoldChiSquare({ a: a ?? 0, b: b ?? 0, c: c ?? 0, d: d ?? 0 }),
    leaveOneOut: () => leaveOneOut(equal, standardError, { model, inference }),
    cumulativeMeta: () => cumulativeMeta(value, standardError, { model, inference }),
    pooledSurvival: () => {
      const effects = time.map((_, i) => scaleSurvival((i + 1) / (size + 1), 0.05, scale));
      const pooled = metaAnalysis(
        effects.map((effect) => effect.value),
        effects.map((effect) => effect.standardError),
        { model, inference },
      );
      return pooledSurvival(pooled, scale);
    },
    proportion: () => proportion(count, size, pick(['wilson', 'clopper-pearson', 'agresti-coull', 'wald'])),
    proportionDifference: () => proportionDifference({ count, n: size }, { count: size - count, n: size }),
    fisherExact: () => fisherExact({ a: a ?? 0, b: b ?? 0, c: c ?? 0, d: d ?? 0 }),
    reconstructFromCurve: () =>
      reconstructFromCurve(
        cleanDigitisedPoints(
          time,
          time.map((_, i) => 1 - i / size),
        ),
        { time: [0], atRisk: [size * 3] },
      ),
    'labels of covariates': () => covariates.map(({ name }) => name),
  };
}
