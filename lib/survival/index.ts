/**
 * Survival statistics for small groups of patients: what R's survival, cmprsk and metafor give, to their last digits, with a
 * reason wherever they give NA or NaN. No dependency, no clock, no chance; the same in a browser, a worker and on a server.
 *
 * Every method takes observations: columns of equal length, one row per subject. Where a table of counts is at hand instead
 * (`eventTables`, `eventTableFromCounts`), the functions that end in `OfTable` or `OfTables` take that. Groups are codes 0, 1, …
 * (`encodeLabels`); differences and ratios are the second group against the first. A figure that is null has a state beside it
 * (`NotEstimable`); what cannot be computed with is refused by a `SurvivalInputError` that names argument and row.
 *
 * How many are alive at two years, and how sure is that?
 *     const curve = kaplanMeier({ time: [100, 400, 900, 1200], event: [1, 0, 1, 0] });
 *     survivalAt(curve, 730); // survival, standardError, lower, upper
 * What is the median, and how long were they followed?
 *     medianSurvival(curve); reverseKaplanMeierByGroup({ time, event }).map(medianSurvival);
 * Do two treatments differ?
 *     logRankTest({ time, event, group }); compareAtTime(kaplanMeierByGroup({ time, event, group }), 730);
 * How much longer do they live within five years?
 *     const [a, b] = kaplanMeierByGroup({ time, event, group }).map((one) => restrictedMean(one, 1826));
 *     compareRestrictedMeans(a, b).difference;
 * Relapse or death first? Event codes 0 censored, 1 relapse, 2 death:
 *     const incidences = cumulativeIncidence({ time, event, group });
 *     grayTest({ time, event, group }); compareIncidences(incidences, 1, 730);
 * What does age do to the hazard, and is it the same at all times?
 *     const data = { time, event, covariates: [{ name: 'age', values: age }] };
 *     const fit = fitCox(data); proportionalHazardsTest(data, fit); coxCurves(data, fit, { age: 120 });
 * Does it do something to the incidence of relapse itself?
 *     fitFineGray({ time, event, covariates: data.covariates }, { cause: 1 });
 * Are our patients like the published ones?
 *     oneSampleLogRank({ time, event }, { kind: 'points', time: [365, 730], survival: [0.6, 0.5] });
 *     compareWithPublished(curve, 730, { survival: 0.5, lower: 0.42, upper: 0.58 }).difference;
 * What do several studies say together?
 *     const effects = studies.map((s) => scaleSurvivalFromLimits(s.survival, s.lower, s.upper, 'cloglog'));
 *     const pooled = metaAnalysis(effects.map((e) => e.value), effects.map((e) => e.standardError));
 *     pooledSurvival(pooled, 'cloglog');
 * Are several rows one patient? Codes of the patients join unbroken intervals and refuse those that overlap:
 *     kaplanMeier({ start: [0, 90], time: [90, 400], event: [0, 1], subject: [7, 7] }); // one patient
 * Does transplantation help, seen from day 180?
 *     landmarkByIntermediateEvent({ time, event }, transplantedAt, 180);
 */

export { SurvivalInputError, type RefusalReason } from './errors';
export type { NotEstimable } from './not-estimable';
export type { Contrast } from './contrast';

export type { Column, Observations } from './data/observations';
export { checkObservations, type CheckedObservations } from './data/observations';
export { encodeLabels, type EncodedLabels } from './data/labels';
export { DAYS_PER_YEAR } from './data/calendar-lengths';
export { atRiskAt, eventTableFromCounts, type AggregatedCounts, type EventTable } from './data/event-table';
export { eventTables } from './data/event-table-building';

export { DEFAULT_CONFIDENCE_TYPE, DEFAULT_LEVEL, type ConfidenceType, type Limits } from './curves/confidence-limits';
export {
  kaplanMeier,
  kaplanMeierByGroup,
  kaplanMeierOfTable,
  type CurveOptions,
  type SurvivalCurve,
} from './curves/kaplan-meier';
export { reverseKaplanMeierByGroup, reverseKaplanMeierOfTable } from './curves/reverse-kaplan-meier';
export { survivalAt, survivalAtTimes, type SurvivalAtTime } from './curves/survival-at-times';
export {
  medianSurvival,
  survivalQuantile,
  type QuantileRule,
  type SurvivalQuantile,
} from './curves/survival-quantiles';
export {
  compareRestrictedMeans,
  restrictedMean,
  type RestrictedMean,
  type RestrictedMeanContrasts,
} from './curves/restricted-mean';
export {
  conditionalSurvival as conditionalSurvivalOfTable,
  conditionalSurvivalByGroup,
  type ConditionalCurve,
} from './curves/conditional-survival';
export { riskTable as riskTableOfTable, riskTableByGroup, type RiskTableColumn } from './curves/risk-table';
export type { Point, PointScale, PointTest } from './curves/point-comparison';

export { logRankOfTables, logRankTest, type LogRankOptions, type LogRankResult } from './tests/log-rank/log-rank';
export type { LogRankWeight } from './tests/log-rank/sums';
export { pairwiseLogRank, type PairwiseComparison } from './tests/log-rank/pairwise';
export { logRankTrend, type LogRankTrend } from './tests/log-rank/trend';
export { adjustPValues, type Adjustment } from './tests/p-value-adjustment';
export { compareAtTime, type ComparisonScale, type FixedTimeComparison } from './tests/fixed-time-comparison';
export { compareWithPublished, type PublishedFigure, type PublishedFigureComparison } from './tests/published-figure';
export { oneSampleLogRank, oneSampleOfTable, poissonLimits, type OneSampleResult } from './tests/one-sample';
export {
  referenceHazard,
  type ExpectedSurvival,
  type ReferenceCurve,
  type ReferenceHazard,
} from './tests/reference-hazard';
export {
  landmarkByIntermediateEvent,
  landmarkSample,
  splitAtIntermediateEvent,
  type LandmarkSample,
  type SplitIntervals,
} from './tests/landmark';
export {
  proportion,
  proportionDifference,
  type Proportion,
  type ProportionDifference,
  type ProportionMethod,
} from './tests/proportions';
export { fisherExact, type FisherExact, type FourfoldTable } from './tests/fisher-exact';
export { fourfoldChiSquare, type FourfoldChiSquare } from './tests/fourfold';

export {
  cumulativeIncidence,
  incidenceOfTable,
  type IncidenceCurves,
  type IncidenceOfCause,
  type IncidenceOptions,
} from './competing/cumulative-incidence';
export type { IncidenceVariance } from './competing/incidence-variance';
export {
  compareIncidences,
  type IncidenceAtTime,
  type IncidenceComparison,
  type IncidenceScale,
} from './competing/incidence-comparison';
export { grayTest, grayTestOfTables, type GrayOptions, type GrayTest } from './competing/gray-test';
export { timeLost as timeLostOfTable, timeLostByGroup, type TimeLost } from './competing/time-lost';
export {
  fineGrayCurve,
  fitFineGray,
  type FineGrayCurve,
  type FineGrayFit,
  type FineGrayInput,
  type FineGrayOptions,
  type FineGrayTerm,
} from './competing/fine-gray';

export { fitCox, type CoxFit, type CoxOptions, type CoxTerm, type CoxTest } from './cox/fit';
export type { Covariate, CoxData } from './cox/data';
export type { CoxTies } from './cox/likelihood';
export type { Concordance } from './cox/concordance';
export { coxCurves, type CoxCurve, type CoxCurveOptions } from './cox/curves';
export { coxResiduals, type CoxResiduals } from './cox/residuals';
export {
  proportionalHazardsTest,
  type ProportionalHazardsTest,
  type TimeTransform,
} from './cox/proportional-hazards-test';

export {
  cumulativeMeta,
  leaveOneOut,
  metaAnalysis,
  type MetaAnalysis,
  type MetaInference,
  type MetaModel,
  type MetaOptions,
} from './meta/meta-analysis';
export type { TauSquaredMethod } from './meta/heterogeneity';
export {
  eggerTest,
  metaRegression,
  subgroupTest,
  type EggerTest,
  type MetaCoefficient,
  type MetaRegression,
  type SubgroupTest,
} from './meta/moderators';
export {
  pooledSurvival,
  scaleSurvival,
  scaleSurvivalFromLimits,
  unscaleSurvival,
  type PooledSurvival,
  type PoolingScale,
  type ScaledEffect,
} from './meta/pooling-scale';
export {
  fromLimits,
  fromObservedExpected,
  fromPValue,
  fromPValueAndEvents,
  fromPValueAndEventsPerArm,
  type Direction,
  type PublishedHazardRatio,
} from './meta/published-hazard-ratio';

export { cleanDigitisedPoints, type DigitisedCurve } from './reconstruction/digitised-curve';
export {
  reconstructFromCurve,
  type PublishedRisk,
  type ReconstructedData,
  type ReconstructionFit,
} from './reconstruction/guyot';

export { betaCdf, betaQuantile, betaUpperQuantile, betaUpperTail } from './math/beta-distribution';
export {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpperQuantile,
  chiSquareUpperTail,
  gammaCdf,
  gammaQuantile,
  gammaUpperQuantile,
  gammaUpperTail,
  poissonCdf,
  poissonQuantile,
  poissonUpperTail,
} from './math/gamma-distribution';
export {
  criticalValue,
  normalCdf,
  normalDensity,
  normalQuantile,
  normalUpperQuantile,
  normalUpperTail,
  twoSidedP,
} from './math/normal-distribution';
export {
  fCdf,
  fQuantile,
  fUpperQuantile,
  fUpperTail,
  studentTCdf,
  studentTQuantile,
  studentTUpperQuantile,
  studentTUpperTail,
} from './math/student-distributions';
