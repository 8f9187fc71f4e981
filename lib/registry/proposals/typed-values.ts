import { z } from 'zod';
import { readNumber } from '../../numbers/read-number';

/** Why a field is refused; a key of the messages under `proposals.fieldError`. */
export const PROPOSAL_FIELD_ERRORS = [
  'required',
  'choose',
  'number',
  'count',
  'percent',
  'interval',
  'reason-length',
  'too-long',
  'doi',
  'pmid',
  'year',
  'english',
  'russian',
  'both-languages',
  'not-valid',
  'p-value',
  'at-risk',
  'address',
  'day',
  'sha256',
] as const;
export type ProposalFieldError = (typeof PROPOSAL_FIELD_ERRORS)[number];

export const PROPOSAL_REASON = { min: 10, max: 500 };

export const trimmed = z.string().transform((text) => text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim());
export const ProposalReason = trimmed.pipe(
  z.string().min(PROPOSAL_REASON.min, 'reason-length').max(PROPOSAL_REASON.max, 'reason-length'),
);

/** A number as it is typed, with comma or point; empty is null: not reported. */
function typed(fault: ProposalFieldError, accepts: (value: number) => boolean) {
  return z.string().transform((text, context) => {
    const reading = readNumber(text, { decimal: 'either' });
    if ('problem' in reading && reading.problem === 'empty') return null;
    if ('value' in reading && accepts(reading.value)) return reading.value;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });
}
export const percent = typed('percent', (value) => value >= 0 && value <= 100);
export const positive = typed('number', (value) => value > 0);
export const count = typed('count', (value) => Number.isInteger(value) && value >= 0 && value < 1_000_000);
export const standardError = typed('number', (value) => value >= 0);
export const confidence = typed('number', (value) => value > 0 && value < 100);

type AtRisk = readonly Readonly<{ years: number; n: number }>[];

/** Numbers at risk as they are typed: `0: 60; 1: 48; 2,5: 40`, years before the colon, each time once; empty: none printed. */
export const atRisk = z
  .string()
  .max(2000, 'too-long')
  .transform((text, context): { years: number; n: number }[] => {
    const items = text.split(/[;\n]/u).filter((item) => item.trim() !== '');
    const read = items.map((item) => {
      const [years, n, ...rest] = item.split(':').map((part) => readNumber(part, { decimal: 'either' }));
      const valid =
        rest.length === 0 && years !== undefined && 'value' in years && n !== undefined && 'value' in n
          ? { years, n }
          : null;
      return valid === null ? null : { years: valid.years.value, n: valid.n.value };
    });
    const rows = read.flatMap((row) =>
      row === null || row.years < 0 || row.n < 0 || !Number.isInteger(row.n) ? [] : [row],
    );
    if (rows.length === items.length && new Set(rows.map(({ years }) => years)).size === rows.length)
      return rows.sort((a, b) => a.years - b.years);
    context.addIssue({ code: 'custom', message: 'at-risk' });
    return z.NEVER;
  });

/** The same as the form shows it first. */
export function writeAtRisk(rows: AtRisk): string {
  return rows.map(({ years, n }) => `${years}: ${n}`).join('; ');
}
