import { z } from 'zod';
import type { Bilingual, Comparison } from '../schema';
import { CURATED_CAVEATS, type Caveat } from '../vocabulary';
import { atRisk, confidence, positive, trimmed, type ProposalFieldError } from './typed-values';

const CYRILLIC = /\p{Script=Cyrillic}/u;
const text = trimmed.pipe(z.string().max(1000, 'too-long'));

/** What a figure says beside its number, as it is typed: a comparison with its hazard ratio, caveats and a note. */
export const BESIDE_FIELDS = {
  againstEn: text,
  againstRu: text,
  hazardRatio: positive,
  hrLow: positive,
  hrHigh: positive,
  hrLevel: confidence,
  p: trimmed.pipe(z.string().regex(/^([<>]?0\.\d+)?$/u, 'p-value')),
  atRisk,
  /** the caveats that hold, joined by commas */
  caveats: z
    .string()
    .transform((joined): Caveat[] => CURATED_CAVEATS.filter((caveat) => joined.split(',').includes(caveat))),
  noteEn: text,
  noteRu: text,
};
type Beside = z.infer<z.ZodObject<typeof BESIDE_FIELDS>>;
type BesideFault = (field: keyof Beside, message: ProposalFieldError) => void;

/** What is wrong among these fields together. */
export function checkBeside(input: Beside, fault: BesideFault): void {
  const ratio = [input.hazardRatio, input.hrLow, input.hrHigh, input.hrLevel].some((value) => value !== null);
  const limits = [input.hrLow, input.hrHigh, input.hrLevel].filter((value) => value !== null).length;
  if (limits !== 0 && limits !== 3) fault('hrLow', 'interval');
  if ((ratio || input.p !== '') && input.againstEn === '') fault('againstEn', 'required');
  checkPair(input, 'againstEn', 'againstRu', fault);
  checkPair(input, 'noteEn', 'noteRu', fault);
}

/** A text is given in both languages or in none, each in its own letters. */
export function checkPair<Name extends string>(
  input: Readonly<Record<Name, string>>,
  en: Name,
  ru: Name,
  fault: (field: Name, message: ProposalFieldError) => void,
): void {
  if ((input[en] === '') !== (input[ru] === '')) fault(input[en] === '' ? en : ru, 'both-languages');
  if (CYRILLIC.test(input[en])) fault(en, 'english');
  if (input[ru] !== input[en] && !CYRILLIC.test(input[ru])) fault(ru, 'russian');
}

/** What was typed, as the data set spells it. */
export function besideOf(input: Beside): { comparison: Comparison | null; note: Bilingual | null } {
  const { hazardRatio, hrLow, hrHigh, hrLevel, p } = input;
  const against = pair(input.againstEn, input.againstRu);
  const hrCi =
    hrLow === null || hrHigh === null || hrLevel === null ? null : { low: hrLow, high: hrHigh, level: hrLevel };
  return {
    comparison: against === null ? null : { against, hazardRatio, hrCi, p: p === '' ? null : p },
    note: pair(input.noteEn, input.noteRu),
  };
}

export function pair(en: string, ru: string): Bilingual | null {
  return en === '' ? null : { en, ru };
}
