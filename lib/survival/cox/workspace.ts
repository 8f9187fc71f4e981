import type { RiskSetData } from './risk-sets';

/** Per event time sums over its tied events; see `tieSums`. */
export type TieSums = Readonly<Record<'a' | 'af' | 'q' | 'qf' | 'qff' | 'log', Float64Array> & { tied: boolean }>;

/** Per event time, sums over the risk set (`s`) and over the events (`d`): of relative hazards, or times each covariate. */
export type SetSums<T> = Readonly<{ s: T; d: T }>;

/**
 * The arrays that one evaluation of the likelihood fills. A fit evaluates it several times on the same rows, and for a
 * million rows getting fresh memory each time would cost more than the arithmetic.
 */
export type CoxWorkspace = Readonly<{
  hazard: Float64Array;
  rowWeight: Float64Array;
  spare: Float64Array;
  hazards: SetSums<Float64Array>;
  firsts: SetSums<readonly Float64Array[]>;
  ties: TieSums;
}>;

export function createWorkspace(data: RiskSetData, efron: boolean): CoxWorkspace {
  const { rows, columns, times } = data;
  const perTime = (): Float64Array => new Float64Array(times.count);
  const perColumn = (): Float64Array[] => Array.from({ length: columns }, perTime);
  return {
    hazard: new Float64Array(rows),
    rowWeight: new Float64Array(rows),
    spare: new Float64Array(0),
    hazards: { s: perTime(), d: perTime() },
    firsts: { s: perColumn(), d: perColumn() },
    ties: {
      a: perTime(),
      af: perTime(),
      q: perTime(),
      qf: perTime(),
      qff: perTime(),
      log: perTime(),
      tied: efron && times.mostDeaths > 1,
    },
  };
}
