import { z } from 'zod';
import type { Estimate, Interval } from '../schema';
import { TIME_ZEROS } from '../vocabulary';
import { confidence, count, percent, positive, standardError, trimmed, type ProposalFieldError } from './typed-values';

/** The number of a figure with what it counts and from when, as it is typed in every form. */
export const FIGURE_FIELDS = {
  estimate: percent,
  timeYears: positive,
  timeZero: z.enum(TIME_ZEROS, { error: 'choose' }),
  se: standardError,
  ciLow: percent,
  ciHigh: percent,
  ciLevel: confidence,
  n: count,
  events: count,
};
export type FigureValues = z.infer<z.ZodObject<typeof FIGURE_FIELDS>>;

/** An interval has both limits and its level, or nothing. */
export function checkInterval(
  { ciLow, ciHigh, ciLevel }: FigureValues,
  fault: (field: 'ciLow', message: ProposalFieldError) => void,
): void {
  const given = [ciLow, ciHigh, ciLevel].filter((value) => value !== null).length;
  if (given !== 0 && given !== 3) fault('ciLow', 'interval');
}

/** What was typed, in the fields of a figure. */
export function figureValues({
  ciLow,
  ciHigh,
  ciLevel,
  ...fields
}: FigureValues): Pick<Estimate, 'estimate' | 'timeYears' | 'timeZero' | 'se' | 'ci' | 'n' | 'events'> {
  const { estimate, timeYears, timeZero, se, n, events } = fields;
  const ci: Interval | null =
    ciLow === null || ciHigh === null || ciLevel === null ? null : { low: ciLow, high: ciHigh, level: ciLevel };
  return { estimate, timeYears, timeZero, se, ci, n, events };
}

/** The same fields of a figure that is held. */
export function valuesOf({ estimate, timeYears, timeZero, se, ci, n, events }: Estimate): FigureValues {
  return {
    estimate,
    timeYears,
    timeZero,
    se,
    ciLow: ci?.low ?? null,
    ciHigh: ci?.high ?? null,
    ciLevel: ci?.level ?? null,
    n,
    events,
  };
}

export const ALSO_RISKS = ['', 'HR', 'IR', 'LR'] as const;

/** Whom the source names of a risk group of another protocol too, as it is typed in every form; both empty: it names none. */
export const ALSO_FIELDS = {
  /** slug of the other protocol */
  alsoProtocol: trimmed.pipe(
    z
      .string()
      .regex(/^[a-z0-9-]*$/u, 'not-valid')
      .max(60, 'too-long'),
  ),
  alsoRisk: z.enum(ALSO_RISKS, { error: 'choose' }),
};
type Also = z.infer<z.ZodObject<typeof ALSO_FIELDS>>;

/** A protocol and its group stand together. */
export function checkAlso(
  { alsoProtocol, alsoRisk }: Also,
  fault: (field: keyof Also, message: ProposalFieldError) => void,
): void {
  if ((alsoProtocol === '') !== (alsoRisk === '')) fault(alsoProtocol === '' ? 'alsoProtocol' : 'alsoRisk', 'required');
}

/** The stratum with what was typed of it. */
export function withAlso(
  { alsoGroup: _, ...stratum }: Estimate['stratum'],
  { alsoProtocol, alsoRisk }: Also,
): Estimate['stratum'] {
  return alsoRisk === '' ? stratum : { ...stratum, alsoGroup: { protocol: alsoProtocol, risk: alsoRisk } };
}
