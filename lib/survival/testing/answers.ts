import { SurvivalInputError } from '../errors';

/** Words and places whose null is no missing figure. */
const NO_FIGURE = new Set(['tendsTo', 'entries', 'covariates', 'sorted']);
/** What `limitsNotEstimable` speaks for. */
const LIMITS = new Set(['standardError', 'lower', 'upper', 'p']);

/**
 * What is wrong with an answer: a number that is none, or a null that no state explains. A state speaks for the object
 * it stands in and for all below it; `limitsNotEstimable` for the error and the limits beside it, `xNotEstimable` for x
 * and what begins with x.
 */
export function faultsOf(answer: unknown, path = '', explained = false): string[] {
  if (answer === undefined) return [`${path}: undefined`];
  if (answer === null) return explained ? [] : [`${path}: null without a state`];
  if (typeof answer === 'number') return Number.isFinite(answer) ? [] : [`${path}: ${answer}`];
  if (typeof answer !== 'object') return [];
  if (ArrayBuffer.isView(answer) || Array.isArray(answer))
    return Array.from(answer as ArrayLike<unknown>).flatMap((value, i) => faultsOf(value, `${path}[${i}]`, explained));
  const entries = Object.entries(answer);
  const has = (key: string): boolean => entries.some(([name, value]) => name === key && value !== null);
  const own = explained || has('notEstimable');
  const states = entries.flatMap(([key, value]) =>
    key.endsWith('NotEstimable') && value !== null ? [key.slice(0, -'NotEstimable'.length)] : [],
  );
  return entries.flatMap(([key, value]) => {
    if (value === null && (key.toLowerCase().endsWith('notestimable') || NO_FIGURE.has(key))) return [];
    const named = states.some((state) => key.startsWith(state));
    const beside = named || (LIMITS.has(key) && has('limitsNotEstimable'));
    return faultsOf(value, `${path}.${key}`, own || beside);
  });
}

/** The faults of what a function gives; a typed refusal is none, any other error is. */
export function faultsOfCall(name: string, call: () => unknown): { faults: string[]; refused: boolean } {
  try {
    return { faults: faultsOf(call(), name), refused: false };
  } catch (error) {
    if (error instanceof SurvivalInputError) return { faults: [], refused: true };
    return {
      faults: [`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
      refused: false,
    };
  }
}
