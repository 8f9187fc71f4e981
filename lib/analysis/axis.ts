import { typedNumber } from '../numbers/read-number';
import { DAYS_PER_YEAR } from '../survival/data/calendar-lengths';
import type { TimeUnit } from './choice';

export type OwnAxis = Readonly<{ end: number; ticks: readonly number[] }>;

/** Steps that a reader of the unit expects; longer axes go on with tens of them. */
const STEPS: Readonly<Record<TimeUnit, readonly number[]>> = {
  days: [1, 2, 5, 10, 20, 50, 100, ...[1, 2, 5, 10].map((years) => years * DAYS_PER_YEAR)],
  weeks: [1, 2, 4, 13, 26, 52, 104, 260, 520],
  months: [1, 2, 3, 6, 12, 24, 36, 60, 120, 240],
  years: [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50],
};
const MOST_TICKS = 9;

/** An axis from 0 to the first tick at or after the last follow-up; whole years of days are rounded to whole days. */
export function ownAxis(last: number, unit: TimeUnit): OwnAxis {
  const steps = STEPS[unit];
  const fits = (step: number): boolean => last / step <= MOST_TICKS - 1;
  let step = steps.find(fits) ?? 0;
  if (step === 0) {
    step = steps.at(-1) ?? 1;
    while (!fits(step)) step *= 10;
  }
  if (last > 0 && last < (steps[0] ?? 1)) step = 10 ** Math.floor(Math.log10(last));
  const count = Math.max(1, Math.ceil(last / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, i) => tidy(i * step, unit));
  return { end: ticks.at(-1) ?? step, ticks };
}

/** Times at which the curves are read when the reader names none: the ticks after 0, at most five. */
export function usualTimes({ ticks }: OwnAxis, last: number): number[] {
  const after = ticks.filter((tick) => tick > 0 && tick <= last);
  const every = Math.ceil(after.length / 5);
  return after.filter((_, i) => (i + 1) % every === 0);
}

/** Times as the reader types them, apart by spaces or semicolons (or commas, where these are no decimal signs); null where a part is no time. */
export function readTimes(text: string): number[] | null {
  const parts = text
    .split(/[\s;]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const times = parts.map((part) => typedNumber(part.replace(/,$/u, '')));
  if (!times.every((time) => time !== null && time >= 0)) return null;
  return [...new Set(times.flatMap((time) => time ?? []))].sort((a, b) => a - b).slice(0, 10);
}

function tidy(value: number, unit: TimeUnit): number {
  return unit === 'days' && value > 300 ? Math.round(value) : Math.round(value * 1e6) / 1e6;
}
