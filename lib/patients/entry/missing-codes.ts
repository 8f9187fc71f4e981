import type { FormValues } from '../form-state';

/** Why a field is empty, by REDCap's codes for missing data: not known, not done, does not apply. */
export const MISSING_CODES = ['UNK', 'NASK', 'NA'] as const;
export type MissingCode = (typeof MISSING_CODES)[number];
/** The codes of the fields that have one. */
export type MissingCodes = Readonly<Partial<Record<string, MissingCode>>>;

/** How people type them, in the languages of the program; a full stop at the end is left out. */
const TYPED: Readonly<Record<MissingCode, readonly string[]>> = {
  UNK: ['unk', 'unknown', 'not known', 'неизв', 'неизвестно'],
  NASK: ['nask', 'nd', 'not done', 'не пров', 'не проводилось', 'не проведено', 'нп'],
  NA: ['na', 'n/a', 'not applicable', 'неприм', 'не применимо', 'неприменимо'],
};
/** These name the patient, or say which form was sent. */
const NEVER_CODED = new Set(['pseudonym', 'siteId', 'note', 'patientId', 'recordId', 'base', 'draft', 'submission']);

/** The code that a text says, or null. */
export function readMissingCode(text: string): MissingCode | null {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return MISSING_CODES.find((code) => TYPED[code].includes(plain)) ?? null;
}

export function isMissingCode(text: string): text is MissingCode {
  return MISSING_CODES.some((code) => code === text);
}

/** A form's values apart from its codes: a field that has one is empty. */
export function splitMissingCodes(typed: unknown): { values: FormValues; codes: MissingCodes } {
  const values: FormValues = {};
  const codes: Record<string, MissingCode> = {};
  for (const [name, value] of Object.entries(typed ?? {})) {
    const code = typeof value === 'string' && !NEVER_CODED.has(name) ? readMissingCode(value) : null;
    if (code !== null) codes[name] = code;
    values[name] = code === null ? value : '';
  }
  return { values, codes };
}
