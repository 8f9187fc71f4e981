import * as engine from '../index';
import { SurvivalInputError } from '../errors';

/** Arguments that every public function takes, by its name. */
type Call = Readonly<{ name: string; call: (...given: never[]) => unknown; given: readonly unknown[] }>;

const time = [1, 2, 2, 3, 4, 5, 6, 8];
const event = [1, 0, 1, 1, 1, 0, 1, 1];
const cause = [1, 0, 2, 1, 2, 0, 1, 2];
const group = [0, 1, 0, 1, 0, 1, 0, 1];
const start = [0, 0, 0.5, 0, 1, 0, 2, 0];
const strata = [0, 0, 1, 1, 0, 0, 1, 1];
const subject = [0, 1, 2, 3, 4, 5, 6, 7];
const own = { time, event, group };
const competing = { time, event: cause, group };
const model = { time, event, covariates: [{ name: 'x', values: [3, 1, 2, 5, 4, 6, 1, 2] }] };
const counts = { time: [1, 2, 3], events: [1, 2, 1], censored: [0, 1, 2] };
const fourfold = { a: 3, b: 5, c: 6, d: 2 };
const values = [0.1, 0.4, 0.3, 0.9];
const errors = [0.2, 0.1, 0.3, 0.2];

const call = <T extends unknown[]>(name: string, called: (...given: T) => unknown, ...given: T): Call => ({
  name,
  call: called as (...of: never[]) => unknown,
  given,
});

/** A sound call of every public function, with what other functions gave as arguments where they take it. */
export function soundCalls(): Call[] {
  return [...curveCalls(), ...testCalls(), ...competingCalls(), ...coxCalls(), ...poolingCalls(), ...numberCalls()];
}

function curveCalls(): Call[] {
  const checked = engine.checkObservations({ ...own, start, strata });
  const table = engine.eventTableFromCounts(counts);
  const curve = engine.kaplanMeier({ time, event });
  const mean = engine.restrictedMean(curve, 4);
  const options = { confidenceType: 'log-log', level: 0.95 } as const;
  return [
    call('checkObservations', engine.checkObservations, { ...own, start, strata, subject }, 1, 'weighted'),
    call('encodeLabels', engine.encodeLabels, ['a', 'b'], ['a', 'b']),
    call('eventTables', engine.eventTables, checked),
    call('eventTableFromCounts', engine.eventTableFromCounts, counts),
    call('atRiskAt', engine.atRiskAt, table, 2),
    call('kaplanMeier', engine.kaplanMeier, { time, event, start, weights: errors.concat(errors) }, options),
    call('kaplanMeierByGroup', engine.kaplanMeierByGroup, own, options),
    call('kaplanMeierOfTable', engine.kaplanMeierOfTable, table, options),
    call('reverseKaplanMeierByGroup', engine.reverseKaplanMeierByGroup, own, options),
    call('reverseKaplanMeierOfTable', engine.reverseKaplanMeierOfTable, table, options),
    call('survivalAt', engine.survivalAt, curve, 3),
    call('survivalAtTimes', engine.survivalAtTimes, curve, [1, 3]),
    call('medianSurvival', engine.medianSurvival, curve),
    call('survivalQuantile', engine.survivalQuantile, curve, 0.5, 'quantile'),
    call('restrictedMean', engine.restrictedMean, curve, 4),
    call('compareRestrictedMeans', engine.compareRestrictedMeans, mean, mean),
    call('conditionalSurvivalOfTable', engine.conditionalSurvivalOfTable, table, 2, options),
    call('conditionalSurvivalByGroup', engine.conditionalSurvivalByGroup, own, 2, options),
    call('riskTableOfTable', engine.riskTableOfTable, table, [1, 2]),
    call('riskTableByGroup', engine.riskTableByGroup, own, [1, 2]),
  ];
}

function testCalls(): Call[] {
  const table = engine.eventTableFromCounts(counts);
  const curve = engine.kaplanMeier({ time, event });
  const weight = { kind: 'fleming-harrington', rho: 1, gamma: 0 } as const;
  const result = engine.logRankTest(own);
  const intermediate = [null, 0.5, null, 1, null, 2, null, 3];
  const reference = { kind: 'points', time: [2, 4], survival: [0.8, 0.5] } as const;
  const each = { kind: 'each', survival: [0.9, 0.8, 0.8, 0.7, 0.7, 0.6, 0.5, 0.4] } as const;
  return [
    call('logRankTest', engine.logRankTest, { ...own, start, strata }, { weight }),
    call('logRankOfTables', engine.logRankOfTables, [[table, table]], { weight }),
    call('pairwiseLogRank', engine.pairwiseLogRank, own, 'holm', { weight }),
    call('logRankTrend', engine.logRankTrend, result, [0, 1]),
    call('adjustPValues', engine.adjustPValues, [0.1, 0.4], 'holm'),
    call('compareAtTime', engine.compareAtTime, engine.kaplanMeierByGroup(own), 3),
    call('compareWithPublished', engine.compareWithPublished, curve, 3, { survival: 0.5, lower: 0.4, upper: 0.6 }),
    call('oneSampleLogRank', engine.oneSampleLogRank, { time, event }, reference, 0.95),
    call('oneSampleLogRank', engine.oneSampleLogRank, { time, event }, each, 0.95),
    call('oneSampleOfTable', engine.oneSampleOfTable, table, { kind: 'rate', rate: 0.1 }, 0.95),
    call('poissonLimits', engine.poissonLimits, 3, 0.95),
    call('referenceHazard', engine.referenceHazard, { kind: 'step', time: [1, 2], cumulativeHazard: [0.1, 0.2] }),
    call('referenceHazard', engine.referenceHazard, { kind: 'weibull', shape: 1, scale: 3 }),
    call('landmarkSample', engine.landmarkSample, own, 1, 1),
    call('landmarkByIntermediateEvent', engine.landmarkByIntermediateEvent, { time, event }, intermediate, 1, 1),
    call('splitAtIntermediateEvent', engine.splitAtIntermediateEvent, time, event, intermediate),
    call('proportion', engine.proportion, 3, 8, 'wilson', 0.95),
    call('proportionDifference', engine.proportionDifference, { count: 3, n: 8 }, { count: 5, n: 9 }, 0.95),
    call('fisherExact', engine.fisherExact, fourfold, 0.95),
    call('fourfoldChiSquare', engine.fourfoldChiSquare, fourfold),
  ];
}

function competingCalls(): Call[] {
  const options = { causes: 2, variance: 'gray', confidenceType: 'log-log', level: 0.95 } as const;
  const tables = engine.eventTables(engine.checkObservations(competing, 2));
  const table = tables[0] ?? engine.eventTableFromCounts(counts);
  const input = { time, event: cause, covariates: model.covariates };
  return [
    call('cumulativeIncidence', engine.cumulativeIncidence, { ...competing, start }, options),
    call('incidenceOfTable', engine.incidenceOfTable, table, options),
    call('compareIncidences', engine.compareIncidences, engine.cumulativeIncidence(competing), 1, 4, 'linear', 0.95),
    call('grayTest', engine.grayTest, { ...competing, strata }, { causes: 2, rho: 1 }),
    call('grayTestOfTables', engine.grayTestOfTables, [tables], { rho: 1 }),
    call('timeLostOfTable', engine.timeLostOfTable, table, 4, 0.95),
    call('timeLostByGroup', engine.timeLostByGroup, competing, 4, { causes: 2, level: 0.95 }),
    call('fitFineGray', engine.fitFineGray, input, { cause: 1, causes: 2, level: 0.95 }),
    call('fineGrayCurve', engine.fineGrayCurve, engine.fitFineGray(input), { x: 2 }),
  ];
}

function coxCalls(): Call[] {
  const weighted = { ...model, weights: time, cluster: subject };
  const fit = engine.fitCox(model);
  return [
    call('fitCox', engine.fitCox, { ...weighted, start, strata }, { ties: 'efron', robust: true, level: 0.95 }),
    call('coxCurves', engine.coxCurves, model, fit, { x: 2 }, { confidenceType: 'log', level: 0.95 }),
    call('coxResiduals', engine.coxResiduals, model, fit),
    call('proportionalHazardsTest', engine.proportionalHazardsTest, model, fit, 'km'),
  ];
}

function poolingCalls(): Call[] {
  const options = { model: 'reml', inference: 'hartung-knapp', level: 0.95 } as const;
  const pooled = engine.metaAnalysis(values, errors);
  const digitised = engine.cleanDigitisedPoints([1, 2, 3], [0.9, 0.7, 0.4]);
  return [
    call('metaAnalysis', engine.metaAnalysis, values, errors, options),
    call('leaveOneOut', engine.leaveOneOut, values, errors, options),
    call('cumulativeMeta', engine.cumulativeMeta, values, errors, options),
    call('metaRegression', engine.metaRegression, values, errors, [1, 2, 3, 5], options),
    call('subgroupTest', engine.subgroupTest, values, errors, [0, 0, 1, 1], options),
    call('eggerTest', engine.eggerTest, values, errors, 0.95),
    call('scaleSurvival', engine.scaleSurvival, 0.5, 0.1, 'cloglog'),
    call('scaleSurvivalFromLimits', engine.scaleSurvivalFromLimits, 0.5, 0.4, 0.6, 'logit', 0.95),
    call('unscaleSurvival', engine.unscaleSurvival, 0.5, 'cloglog'),
    call('pooledSurvival', engine.pooledSurvival, pooled, 'cloglog'),
    call('fromLimits', engine.fromLimits, 0.8, 0.6, 1.1, 0.95),
    call('fromObservedExpected', engine.fromObservedExpected, -3, 12),
    call('fromPValue', engine.fromPValue, 0.8, 0.1),
    call('fromPValueAndEvents', engine.fromPValueAndEvents, 0.1, 'favours-research', 40, 50, 50),
    call('fromPValueAndEventsPerArm', engine.fromPValueAndEventsPerArm, 0.1, 'favours-research', 20, 30),
    call('cleanDigitisedPoints', engine.cleanDigitisedPoints, [1, 2, 3], [0.9, 0.7, 0.4]),
    call('reconstructFromCurve', engine.reconstructFromCurve, digitised, { time: [0, 2], atRisk: [30, 20] }),
  ];
}

function numberCalls(): Call[] {
  return Object.entries(engine).flatMap(([name, called]) =>
    typeof called === 'function' && NUMBERS.test(name)
      ? [{ name, call: called as (...of: never[]) => unknown, given: [0.4, 2, 3] }]
      : [],
  );
}

const NUMBERS =
  /^(beta|chiSquare|gamma|poisson|normal|f|studentT)(Cdf|UpperTail|Quantile|UpperQuantile|Density)$|^criticalValue$|^twoSidedP$/;

/** What no argument of a sound call may become without a typed refusal or a sound answer. */
export const SPOILED: readonly (readonly [name: string, value: unknown])[] = [
  ['a symbol', Symbol('x')],
  ['a bigint', 1n],
  ['null', null],
  ['undefined', undefined],
  ['text', 'x'],
  ['true', true],
  ['NaN', NaN],
  ['infinity', Infinity],
  ['a negative number', -1.5],
  ['a large number', 1e300],
  ['an empty object', {}],
  ['an empty list', []],
  ['a list of symbols', [Symbol('x')]],
  ['a list of bigints', [1n, 2n]],
  ['a length that is none', { length: 'x' }],
  ['a function', () => 1],
];

/** Where something stands in the arguments: names of fields and places in lists. */
type Place = readonly (string | number)[];

/** All places in the arguments: every field, and of lists and columns the first cell. */
function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const below = ArrayBuffer.isView(value)
    ? []
    : Array.isArray(value)
      ? value.length > 0
        ? ['0']
        : []
      : Object.keys(value);
  const inside = below.flatMap((key) => placesOf((value as Record<string, unknown>)[key], [...place, key]));
  return place.length === 0 ? inside : [place, ...inside];
}

function withValue(value: unknown, [key, ...rest]: Place, spoiled: unknown): unknown {
  if (key === undefined) return spoiled;
  const inside = withValue((value as Record<string, unknown>)[key], rest, spoiled);
  if (!Array.isArray(value)) return { ...(value as object), [key]: inside };
  return value.map((one: unknown, i) => (String(i) === String(key) ? inside : one));
}

/** Errors without a type that the call gives when one of its arguments, or a part of one, is spoiled. */
export function untypedErrors({ name, call: called, given }: Call): string[] {
  const places = given.flatMap((argument, i) => placesOf({ [i]: argument }).filter((place) => place.length > 0));
  return places.flatMap((place) =>
    SPOILED.flatMap(([kind, spoiled]) => {
      const [at, ...rest] = place;
      const changed = given.map((argument, i) =>
        String(i) === String(at) ? withValue(argument, rest, spoiled) : argument,
      );
      try {
        called(...(changed as never[]));
        return [];
      } catch (error) {
        if (error instanceof SurvivalInputError) return [];
        return [`${name}, ${place.join('.')} is ${kind}: ${String(error)}`];
      }
    }),
  );
}
