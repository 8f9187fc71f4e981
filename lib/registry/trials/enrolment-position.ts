import type { Enrolment } from '../schema';

/** Where a trial stands in calendar time. `middle` of its enrolment; where only one end is known, that end. */
export type EnrolmentPosition = { year: number; basis: 'middle' | 'start-only' | 'end-only' };

/**
 * The middle of enrolment as a year with a fraction: 2006–2016 runs from the first day of 2006 to the last of 2016, so its
 * middle is 2011.5. With one end unknown the middle cannot be known; the point then stands at the known end and must say so.
 */
export function enrolmentPosition({ start, end }: Pick<Enrolment, 'start' | 'end'>): EnrolmentPosition | null {
  if (start !== null && end !== null) return { year: (monthSpan(start).from + monthSpan(end).to) / 2, basis: 'middle' };
  if (start !== null) return { year: middleOf(start), basis: 'start-only' };
  if (end !== null) return { year: middleOf(end), basis: 'end-only' };
  return null;
}

/** The years of enrolment as fractions, from the first day to the last; null unless both ends are known. */
export function enrolmentSpan({ start, end }: Pick<Enrolment, 'start' | 'end'>): { from: number; to: number } | null {
  return start === null || end === null ? null : { from: monthSpan(start).from, to: monthSpan(end).to };
}

/** A month or a year as a stretch of time. */
function monthSpan(text: string): { from: number; to: number } {
  const year = Number(text.slice(0, 4));
  if (text.length === 4) return { from: year, to: year + 1 };
  const month = Number(text.slice(5, 7));
  return { from: year + (month - 1) / 12, to: year + month / 12 };
}

function middleOf(text: string): number {
  const { from, to } = monthSpan(text);
  return (from + to) / 2;
}
