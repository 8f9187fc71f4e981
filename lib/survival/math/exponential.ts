/** Steps between two powers of 2. */
const STEPS = 64;
const STEP_MASK = STEPS - 1;
const STEPS_PER_UNIT = STEPS / Math.LN2;
/** log(2) / 64 in two parts, with more digits than one number holds: a whole number of steps times the first is exact. */
const STEP_HIGH = 6.9314718036912382e-1 / STEPS;
const STEP_LOW = 1.9082149292705877e-10 / STEPS;
const LOWEST = -700;
const HIGHEST = 700;
/** Added before digits are cut off, so that what is cut is never below 0. */
const OFFSET = 1024 * STEPS;

const ROOTS = Float64Array.from({ length: STEPS }, (_, step) => 2 ** (step / STEPS));
const POWERS = Float64Array.from({ length: 2048 }, (_, at) => 2 ** (at - 1024));

/**
 * e^x to the last digit or the one before, as `Math.exp`, for loops over a million rows: the runtime can put these few
 * multiplications into the loop, where it would call `Math.exp`. The power of 2 and its 64th root next to x come from tables, what is
 * left (below 0.0055) from the first terms of the series. P.T.P. Tang, ACM Trans Math Softw 1989;15:144-157.
 */
export function exponential(x: number): number {
  if (!(x > LOWEST && x < HIGHEST)) return Math.exp(x);
  const steps = ((x * STEPS_PER_UNIT + OFFSET + 0.5) | 0) - OFFSET;
  const rest = x - steps * STEP_HIGH - steps * STEP_LOW;
  const series = rest + rest * rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest / 120)));
  const root = ROOTS[steps & STEP_MASK] ?? 1;
  return (root + root * series) * (POWERS[(steps >> 6) + 1024] ?? 1);
}
