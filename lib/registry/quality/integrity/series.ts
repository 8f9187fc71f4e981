import type { Problem, TrialFile } from '../../dataset';
import { groupBy, groupKey } from '../../grouping';
import type { Bilingual, Estimate } from '../../schema';
import { SURVIVAL_ENDPOINTS } from '../../vocabulary';

/** Two figures printed to one decimal may differ by half of its last digit, in percentage points. */
const TOLERANCE = 0.05;

type Placed = { estimate: Estimate; value: number; position: number };
type TimedEstimate = Placed & { years: number };

/** Figures of one trial that cannot all be true: EFS above OS, a curve that goes back, no or two preferred values. */
export function findSeriesProblems({ file, trial }: TrialFile): Problem[] {
  return [
    ...findEfsAboveOs(trial.estimates).map(inFile(file)),
    ...findWrongTurns(cumulative(trial.estimates), ofOneSource).map(inFile(file)),
    ...findPreferenceProblems(trial.estimates).map(inFile(file)),
  ];
}

/** Figures of one paper that cannot all be true, by their ids: EFS above OS, a curve that goes back. */
export function findContradictions(
  estimates: readonly Estimate[],
): Readonly<{ ids: readonly string[]; reason: Bilingual }>[] {
  return [...findEfsAboveOs(estimates), ...findWrongTurns(cumulative(estimates), ofOneSource)].map(
    ({ ids, reason, russian }) => ({ ids, reason: { en: reason, ru: russian } }),
  );
}

function ofOneSource({ estimate }: TimedEstimate): string {
  return groupKey(estimate.endpoint, estimate.endpointDetail?.en ?? null, stratumKey(estimate), estimate.source.ref);
}

type Finding = { position: number; path: string; ids: readonly string[]; reason: string; russian: string };

function inFile(file: string): (finding: Finding) => Problem {
  return ({ position, path, ids: _, ...said }) => ({ file, path: `estimates[${position}].${path}`, ...said });
}

/** Whoever is free of events is alive: at one time, in one stratum and source, EFS cannot exceed OS. */
function findEfsAboveOs(estimates: readonly Estimate[]): Finding[] {
  const plain = withValue(estimates).filter(({ estimate }) => estimate.endpointDetail === null);
  const groups = groupBy(plain, ({ estimate }) =>
    groupKey(estimate.timeYears, stratumKey(estimate), estimate.source.ref),
  );
  return groups.flatMap((group) => {
    const survivals = group.filter(({ estimate }) => estimate.endpoint === 'OS');
    return group
      .filter(({ estimate }) => estimate.endpoint === 'EFS')
      .flatMap((efs) =>
        survivals
          .filter((os) => efs.value > os.value + TOLERANCE)
          .map((os) => ({
            position: efs.position,
            path: 'estimate',
            ids: [efs.estimate.id, os.estimate.id],
            reason: `EFS ${efs.value} of ${efs.estimate.id} exceeds OS ${os.value} of ${os.estimate.id}`,
            russian: `БСВ ${efs.value} (${efs.estimate.id}) выше ОВ ${os.value} (${os.estimate.id})`,
          })),
      );
  });
}

/** Survival never rises and cumulative incidence never falls with time. */
function findWrongTurns(estimates: readonly TimedEstimate[], seriesOf: (estimate: TimedEstimate) => string): Finding[] {
  return groupBy(estimates, seriesOf).flatMap((series) => {
    const inTime = [...series].sort((a, b) => a.years - b.years);
    return inTime.flatMap((later, index) => {
      const earlier = inTime[index - 1];
      if (earlier === undefined || earlier.years === later.years) return [];
      const rise = later.value - earlier.value;
      const wrong = later.estimate.endpoint === 'CIR' ? rise < -TOLERANCE : rise > TOLERANCE;
      if (!wrong) return [];
      return [
        {
          position: later.position,
          path: 'estimate',
          ids: [earlier.estimate.id, later.estimate.id],
          reason: `${earlier.value}% at ${earlier.years} years, then ${later.value}% at ${later.years} years (${later.estimate.id})`,
          russian: `${earlier.value} % через ${earlier.years} г., затем ${later.value} % через ${later.years} г. (${later.estimate.id})`,
        },
      ];
    });
  });
}

/** Where sources give several figures for one question, exactly one is the one to read. */
function findPreferenceProblems(estimates: readonly Estimate[]): Finding[] {
  const placed = estimates.map((estimate, position) => ({ estimate, position }));
  const groups = groupBy(placed, ({ estimate }) =>
    groupKey(estimate.endpoint, estimate.endpointDetail?.en ?? null, estimate.timeYears, stratumKey(estimate)),
  );
  return groups.flatMap((group) => {
    const [first] = group;
    const preferred = group.filter(({ estimate }) => estimate.preferred).length;
    if (first === undefined || preferred === 1) return [];
    return [
      {
        position: first.position,
        path: 'preferred',
        ids: group.map(({ estimate }) => estimate.id),
        reason: `${preferred} preferred estimates among ${group.map(({ estimate }) => estimate.id).join(', ')}`,
        russian: `основных значений: ${preferred}, а нужно одно (${group.map(({ estimate }) => estimate.id).join(', ')})`,
      },
    ];
  });
}

function withValue(estimates: readonly Estimate[]): Placed[] {
  return estimates.flatMap((estimate, position) =>
    estimate.estimate === null ? [] : [{ estimate, value: estimate.estimate, position }],
  );
}

function cumulative(estimates: readonly Estimate[]): TimedEstimate[] {
  return withValue(estimates).flatMap((placed) => {
    const { endpoint, endpointDetail, timeYears } = placed.estimate;
    const isCurve =
      endpoint === 'CIR' ||
      SURVIVAL_ENDPOINTS.some((survival) => survival === endpoint) ||
      endpointDetail?.en === 'Leukaemia-free survival';
    return isCurve && timeYears !== null ? [{ ...placed, years: timeYears }] : [];
  });
}

function stratumKey({ stratum }: Estimate): string {
  return groupKey(stratum.kmt2a, stratum.risk, stratum.arm, stratum.age, stratum.other?.en ?? null);
}
