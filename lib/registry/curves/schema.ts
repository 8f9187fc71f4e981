import { z } from 'zod';
import { readNumber } from '../../numbers/read-number';
import { curveFaults } from './rules';
import { KMT2A_STRATA, RISK_STRATA, SOURCE_LEVELS, SURVIVAL_ENDPOINTS, TIME_ZEROS } from '../vocabulary';

export const CURVE_STATUSES = ['proposed', 'approved', 'withdrawn'] as const;
export type CurveStatus = (typeof CURVE_STATUSES)[number];

/** Why a field of a curve is refused; a key of the messages under `curate.fieldError`. */
export const CURVE_FIELD_ERRORS = [
  'required',
  'choose',
  'too-long',
  'address',
  'whole-number',
  'too-many-events',
  'reason-length',
] as const;
export type CurveFieldError = (typeof CURVE_FIELD_ERRORS)[number];

/** Digitisers give some hundreds of points; more is not a curve read off a figure. */
const MOST_POINTS = 3000;
const MOST_COUNTS = 100;
export const WITHDRAWAL_REASON = { min: 10, max: 500 };

const trimmed = z.string().transform((text) => text.replaceAll(/\s+/gu, ' ').trim());
const line = trimmed.pipe(z.string().min(1, 'required').max(200, 'too-long'));
const choice = <Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, { error: 'choose' });

/** The number of events as it is typed; null where none is. */
export const TotalEvents = z.string().transform((typed, context) => {
  const reading = readNumber(typed, { decimal: 'either' });
  if ('problem' in reading && reading.problem === 'empty') return null;
  if ('value' in reading && Number.isInteger(reading.value) && reading.value >= 0 && reading.value < 1_000_000)
    return reading.value;
  context.addIssue({ code: 'custom', message: 'whole-number' });
  return z.NEVER;
});

const curvePoints = z.array(z.strictObject({ years: z.number(), percent: z.number() })).max(MOST_POINTS);

/** A curve as the import page sends it; texts as they were typed, empty where nothing was. */
export const CurveInput = z
  .strictObject({
    trialSlug: z.string().min(1, 'choose'),
    endpoint: choice(SURVIVAL_ENDPOINTS),
    timeZero: choice(TIME_ZEROS),
    stratumKmt2a: choice(KMT2A_STRATA),
    stratumRisk: choice(RISK_STRATA),
    stratumArm: z.string().transform((arm) => (arm === '' ? null : arm)),
    labelEn: line,
    labelRu: line,
    sourceRef: z.string().min(1, 'choose'),
    sourceLocator: line,
    sourceUrl: trimmed
      .pipe(
        z
          .string()
          .max(500, 'too-long')
          .regex(/^(https?:\/\/\S+)?$/u, 'address'),
      )
      .transform((url) => (url === '' ? null : url)),
    sourceLevel: choice(SOURCE_LEVELS),
    totalEvents: TotalEvents,
    points: curvePoints,
    counts: z.array(z.strictObject({ years: z.number(), atRisk: z.int() })).max(MOST_COUNTS),
  })
  .superRefine(({ points, counts, totalEvents }, context) => {
    for (const { table, row, code } of curveFaults(points, counts))
      context.addIssue({ code: 'custom', path: row === null ? [table] : [table, row], message: code });
    if (totalEvents !== null && totalEvents > (counts[0]?.atRisk ?? Infinity))
      context.addIssue({ code: 'custom', path: ['totalEvents'], message: 'too-many-events' });
  });
export type CurveInput = z.infer<typeof CurveInput>;
const measure = z.number().min(-1e7).max(1e7);
const ticks = z.array(measure).min(2).max(100);
const measuredBy = z.enum(['ticks', 'grid', 'labels', 'clicks']);
const version = z.string().regex(/^[0-9.]{1,20}$/u);
const howMany = z.int().min(0).max(100_000);

/** How the program's reader read a curve. Of the file only its fingerprint and size: no name, no picture, no text. */
export const CurveReadingInput = z.strictObject({
  method: z.enum(['drawing', 'image']),
  reader: version,
  pdfjs: version.nullable(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .nullable(),
  fileBytes: z.int().positive().max(2_000_000_000),
  page: z.int().positive().max(100_000).nullable(),
  width: measure.positive(),
  height: measure.positive(),
  affine: z.array(measure).length(6),
  xTicks: ticks,
  yTicks: ticks,
  xResidual: measure.nonnegative(),
  yResidual: measure.nonnegative(),
  xFrom: measuredBy,
  yFrom: measuredBy,
  unit: z.enum(['days', 'weeks', 'months', 'years']),
  printedAs: z.enum(['percent', 'fraction']),
  shows: z.enum(['survival', 'incidence']),
  colour: z.string().regex(/^#[0-9a-f]{6}$/u),
  corrections: howMany,
  waypoints: howMany,
  doubtfulShare: z.number().min(0).max(1),
  marks: z.array(measure.nonnegative()).max(MOST_POINTS),
  seconds: z.int().min(0).max(10_000_000),
});
export type CurveReadingInput = z.infer<typeof CurveReadingInput>;

/** Curves of one plot; more are no plot. */
const MOST_ARMS = 12;

/** All curves of a figure in one step, each with how it was read. */
export const ReadFigureInput = z
  .array(z.strictObject({ curve: CurveInput, reading: CurveReadingInput }))
  .min(1)
  .max(MOST_ARMS);
export type ReadFigureSubmission = readonly Readonly<{ curve: CurveSubmission; reading: CurveReadingInput }>[];

/** A second reading of a curve that waits: its points, for the comparison alone, and with what it was read. */
export const SecondReadingInput = z
  .strictObject({
    curveId: z.uuid(),
    points: curvePoints,
    reading: CurveReadingInput.pick({ method: true, reader: true, pdfjs: true, sha256: true }),
  })
  .refine(({ points }) => !curveFaults(points, []).some(({ table }) => table === 'points'));
export type SecondReadingInput = z.infer<typeof SecondReadingInput>;

/** What the import page sends: every field as it was typed, and the rows of both tables. */
export type CurveSubmission = CurveFields & Pick<CurveInput, 'points' | 'counts'>;
/** The fields that are typed or chosen; the rows of the two tables stand beside them. */
export type CurveField = Exclude<keyof CurveInput, 'points' | 'counts'>;
export type CurveFields = Record<CurveField, string>;
export type CurveFieldErrors = Partial<Record<CurveField, CurveFieldError>>;

export const WithdrawalReason = trimmed.pipe(z.string().min(WITHDRAWAL_REASON.min).max(WITHDRAWAL_REASON.max));

/** The errors of the typed fields, the first of each. Those of the tables are said row by row from the rules. */
export function curveFieldErrors(error: z.ZodError): CurveFieldErrors {
  const errors: CurveFieldErrors = {};
  for (const { path, message } of error.issues) {
    const [field] = path;
    if (typeof field !== 'string' || field === 'points' || field === 'counts') continue;
    errors[field as CurveField] ??= CURVE_FIELD_ERRORS.find((code) => code === message) ?? 'choose';
  }
  return errors;
}
