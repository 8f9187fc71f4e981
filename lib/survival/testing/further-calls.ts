import * as engine from '../index';
import type { SmallSet } from './random-sets';

type Calls = Readonly<Record<string, () => unknown>>;

/** The public functions that `publicCalls` does not reach: those on tables and of published figures, and the distributions. */
export function furtherCalls(set: SmallSet): Calls {
  return { ...tableCalls(set), ...incidenceTableCalls(set), ...publishedCalls(set), ...distributionCalls(set) };
}

function tableCalls({ time, start, event, group, strata, weights, pick, at }: SmallSet): Calls {
  const own = { time, event, group };
  const tables = (): engine.EventTable[] => engine.eventTables(engine.checkObservations(own));
  const late = (): engine.EventTable[] => engine.eventTables(engine.checkObservations({ ...own, start }));
  const weighted = (): unknown => engine.eventTables(engine.checkObservations({ ...own, weights }, 1, 'weighted'));
  const either = pick([tables, late]);
  const reference = pick([
    { kind: 'rate', rate: 0.3 },
    { kind: 'weibull', shape: 1.4, scale: 2 },
    { kind: 'points', time: [1, 3], survival: [0.6, 0.6] },
  ] as const);
  const counts = { time: time.map((_, i) => i + at), censored: event.map((code) => 1 - code) };
  return {
    checkObservations: () => engine.checkObservations({ ...own, start, strata, weights }, 1, 'weighted'),
    eventTables: either,
    'eventTables, weights': weighted,
    eventTableFromCounts: () => engine.eventTableFromCounts({ ...counts, events: event }),
    'eventTableFromCounts, causes': () =>
      engine.eventTableFromCounts({ ...counts, eventsByCause: [event, event.map((_, i) => i % 2)] }),
    atRiskAt: () => either().map((table) => [0, at, 2 * at, 1e9].map((one) => engine.atRiskAt(table, one))),
    kaplanMeier: () => engine.kaplanMeier({ time, event, start }),
    kaplanMeierOfTable: () => either().map((table) => engine.kaplanMeierOfTable(table)),
    reverseKaplanMeierOfTable: () => tables().map((table) => engine.reverseKaplanMeierOfTable(table)),
    survivalAt: () => engine.kaplanMeierByGroup(own).map((curve) => engine.survivalAt(curve, pick([0, at, 1e9]))),
    conditionalSurvivalOfTable: () => either().map((table) => engine.conditionalSurvivalOfTable(table, at)),
    conditionalSurvivalByGroup: () => engine.conditionalSurvivalByGroup(own, at),
    riskTableOfTable: () => either().map((table) => engine.riskTableOfTable(table, [0, at])),
    riskTableByGroup: () => engine.riskTableByGroup({ ...own, start }, [0, at, 3 * at + 1]),
    logRankOfTables: () => engine.logRankOfTables([either(), tables()]),
    oneSampleOfTable: () => either().map((table) => engine.oneSampleOfTable(table, reference)),
    referenceHazard: () => time.map(engine.referenceHazard(reference).cumulativeHazard),
    encodeLabels: () => engine.encodeLabels(time.map(String)),
  };
}

function incidenceTableCalls({ time, cause, group, pick, at }: SmallSet): Calls {
  const own = { time, event: cause, group };
  const tables = (): engine.EventTable[] => engine.eventTables(engine.checkObservations(own, 3));
  return {
    grayTestOfTables: () => engine.grayTestOfTables([tables(), tables()], { rho: pick([0, 1]) }),
    timeLostOfTable: () => tables().map((table) => engine.timeLostOfTable(table, at + 0.5)),
    timeLostByGroup: () => engine.timeLostByGroup(own, at + 0.5, { causes: 3 }),
  };
}

function publishedCalls({ time, event, pick }: SmallSet): Calls {
  const p = pick([1, 0.5, 0.05, 1e-6]);
  const ratio = pick([0.1, 0.8, 1, 3]);
  const scale = pick(['cloglog', 'logit', 'arcsin', 'log'] as const);
  const survival = pick([0.01, 0.5, 0.99]);
  const direction = pick(['favours-research', 'favours-control'] as const);
  const many = event.length;
  return {
    adjustPValues: () => engine.adjustPValues([p, 1, 0.01], pick(['holm', 'benjamini-hochberg', 'bonferroni', 'none'])),
    poissonLimits: () => engine.poissonLimits(event.reduce((sum, code) => sum + code, 0)),
    fromLimits: () => engine.fromLimits(ratio, ratio * 0.5, ratio * pick([2, 2.001]), pick([0.95, 0.9])),
    fromObservedExpected: () => engine.fromObservedExpected(many - (time[0] ?? 0), many / 4),
    fromPValue: () => engine.fromPValue(ratio, p),
    fromPValueAndEvents: () => engine.fromPValueAndEvents(p, direction, many, many, many + 3),
    fromPValueAndEventsPerArm: () => engine.fromPValueAndEventsPerArm(p, direction, many, 1),
    scaleSurvival: () => engine.scaleSurvival(survival, pick([1e-4, 0.05, 0.4]), scale),
    scaleSurvivalFromLimits: () => engine.scaleSurvivalFromLimits(survival, survival / 2, (1 + survival) / 2, scale),
    unscaleSurvival: () => engine.unscaleSurvival(pick([-40, -1, 0, 0.7, 40]), scale),
    cleanDigitisedPoints: () =>
      engine.cleanDigitisedPoints(
        time,
        time.map((one) => 1 / (1 + one)),
      ),
  };
}

/** Shares for quantiles, places for distributions and densities, from the middle and from far out. */
function distributionCalls({ time, pick }: SmallSet): Calls {
  const share = pick([1e-12, 0.025, 0.5, 0.975, 1 - 1e-12]);
  const [x = 1, a = 1, b = 1] = [time[0], (time[1] ?? 0) + 0.1, (time.at(-1) ?? 0) + 0.5];
  const calls = Object.entries(engine).flatMap(([name, called]) => {
    const kind = /(Cdf|UpperTail|Quantile|Density)$/.exec(name)?.[1];
    if (typeof called !== 'function' || kind === undefined || name === 'survivalQuantile') return [];
    const place = name.startsWith('beta') ? share : name.startsWith('poisson') ? Math.floor(x) : x;
    const call = called as (...given: number[]) => unknown;
    return [[name, () => call(kind === 'Quantile' ? share : place, a, b)] as const];
  });
  return {
    ...Object.fromEntries(calls),
    criticalValue: () => engine.criticalValue(pick([0.5, 0.95, 0.999_999])),
    twoSidedP: () => engine.twoSidedP(pick([0, -3, 40, x])),
  };
}
