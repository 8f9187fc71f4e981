import { z } from 'zod';
import type { Estimate, Reference, Report, Trial } from '../schema';
import { ENDPOINTS, KMT2A_STRATA, RISK_STRATA } from '../vocabulary';
import { besideOf, BESIDE_FIELDS, checkBeside, checkPair, pair } from './comparison-fields';
import { COPY_FIELDS } from './copy-fields';
import { ALSO_FIELDS, checkAlso, checkInterval, FIGURE_FIELDS, figureValues, withAlso } from './figure-fields';
import { count, PROPOSAL_FIELD_ERRORS, ProposalReason, trimmed, type ProposalFieldError } from './typed-values';

/** Levels at which a curator reads a publication. */
export const READ_LEVELS = ['primary-fulltext', 'primary-abstract', 'registry', 'review'] as const;

const short = trimmed.pipe(z.string().max(300, 'too-long'));
const needed = trimmed.pipe(z.string().min(1, 'required').max(200, 'too-long'));

/** A publication as it is typed; of one that stands in the registry nothing but what finds it is needed. */
const REFERENCE_FIELDS = {
  doi: trimmed.pipe(
    z
      .string()
      .regex(/^(10\.\d{4,}\/\S+)?$/u, 'doi')
      .max(200, 'too-long'),
  ),
  pmid: trimmed.pipe(z.string().regex(/^\d{0,9}$/u, 'pmid')),
  title: trimmed.pipe(z.string().max(500, 'too-long')),
  authors: trimmed.pipe(z.string().max(5000, 'too-long')),
  journal: short,
  year: trimmed.pipe(z.string().regex(/^((19|20)\d\d)?$/u, 'year')),
  volume: short,
  issue: short,
  pages: short,
};

/** A new figure of a study that stands in the registry, as it is typed, with its publication. */
export const FigureInput = z
  .strictObject({
    ...REFERENCE_FIELDS,
    level: z.enum(READ_LEVELS, { error: 'choose' }),
    sourceLocator: needed,
    endpoint: z.enum(ENDPOINTS, { error: 'choose' }),
    endpointDetailEn: short,
    endpointDetailRu: short,
    ...FIGURE_FIELDS,
    nAnalysed: count,
    labelEn: needed,
    labelRu: needed,
    kmt2a: z.enum(KMT2A_STRATA, { error: 'choose' }),
    risk: z.enum(RISK_STRATA, { error: 'choose' }),
    /** slug of an arm, or empty: not restricted */
    arm: z.string(),
    age: short,
    otherEn: short,
    otherRu: short,
    ...ALSO_FIELDS,
    chartable: z.enum(['yes', 'no'], { error: 'choose' }),
    ...BESIDE_FIELDS,
    ...COPY_FIELDS,
    reason: ProposalReason,
  })
  .superRefine((input, context) => {
    const fault = (field: FigureField, message: ProposalFieldError): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    checkInterval(input, fault);
    if (input.estimate === null) fault('estimate', 'required');
    checkPair(input, 'labelEn', 'labelRu', fault);
    checkPair(input, 'otherEn', 'otherRu', fault);
    checkAlso(input, fault);
    checkPair(input, 'endpointDetailEn', 'endpointDetailRu', fault);
    checkBeside(input, fault);
  });
export type FigureInput = z.infer<typeof FigureInput>;
export type FigureField = keyof typeof FigureInput.shape;
export type FigureFields = Record<FigureField, string>;
export type FigureErrors = Partial<Record<FigureField, ProposalFieldError>>;

/** The form before anything is typed. The choices that say something of the patients are the widest. */
export function emptyFigure(): FigureFields {
  const fields = Object.fromEntries(Object.keys(FigureInput.shape).map((name) => [name, ''])) as FigureFields;
  return { ...fields, kmt2a: 'all', risk: 'all', chartable: 'no' };
}

export function figureErrors(error: z.ZodError): FigureErrors {
  const errors: FigureErrors = {};
  for (const { path, message } of error.issues) {
    const field = Object.keys(FigureInput.shape).find((name) => name === path[0]) as FigureField | undefined;
    if (field !== undefined) errors[field] ??= PROPOSAL_FIELD_ERRORS.find((code) => code === message) ?? 'choose';
  }
  return errors;
}

/** The figure that was typed. Where another is the one to read for the same patients and time, it is not preferred. */
export function newFigure(
  trial: Trial,
  input: FigureInput,
  { id: ref, DOI }: Pick<Reference, 'id' | 'DOI'>,
  id: string,
): Estimate {
  const figure: Estimate = {
    id,
    endpoint: input.endpoint,
    endpointDetail: pair(input.endpointDetailEn, input.endpointDetailRu),
    ...figureValues(input),
    nAnalysed: input.nAnalysed,
    atRisk: input.atRisk,
    stratum: withAlso(
      {
        kmt2a: input.kmt2a,
        risk: input.risk,
        arm: input.arm === '' ? null : input.arm,
        age: input.age === '' ? null : input.age,
        other: pair(input.otherEn, input.otherRu),
      },
      input,
    ),
    label: { en: input.labelEn, ru: input.labelRu },
    ...besideOf(input),
    source: {
      ref,
      locator: input.sourceLocator,
      url: DOI === undefined ? null : `https://doi.org/${DOI}`,
      level: input.level,
    },
    chartable: input.chartable === 'yes',
    preferred: true,
    caveats: [
      ...new Set([...(input.timeZero === 'unknown' ? ['time-zero-not-stated' as const] : []), ...input.caveats]),
    ],
    extraction: 'single',
    transcription: null,
  };
  return { ...figure, preferred: !trial.estimates.some((held) => held.preferred && sameSubject(held, figure)) };
}

/** As the database's index of the one preferred figure has it. */
function sameSubject(a: Estimate, b: Estimate): boolean {
  const subject = ({ endpoint, endpointDetail, timeYears, stratum }: Estimate): string =>
    JSON.stringify([
      endpoint,
      endpointDetail?.en ?? '',
      timeYears ?? 0,
      stratum.kmt2a,
      stratum.risk,
      stratum.arm ?? '',
      stratum.age ?? '',
      stratum.other?.en ?? '',
    ]);
  return subject(a) === subject(b);
}

/** The publication that was typed, as an item of CSL. */
export function newReference(input: FigureInput, id: string): Reference {
  const names = input.authors.split(';').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const listed = names.filter((name) => !ET_AL.test(name));
  return {
    id,
    type: 'article-journal',
    title: input.title,
    ...(listed.length > 0 && { author: listed.map(toName) }),
    ...(input.journal !== '' && { 'container-title': input.journal }),
    ...(input.year !== '' && { issued: { 'date-parts': [[Number(input.year)]] } }),
    ...(input.volume !== '' && { volume: input.volume }),
    ...(input.issue !== '' && { issue: input.issue }),
    ...(input.pages !== '' && { page: input.pages }),
    ...(input.doi !== '' && { DOI: input.doi }),
    ...(input.pmid !== '' && { PMID: input.pmid }),
    ...(listed.length < names.length && { custom: { authorsTruncated: true } }),
  };
}

export const ET_AL = /^(?:et al\.?|и др\.?)$/iu;

/** `Pieters, R.` or, as PubMed writes it, `Pieters R`; anything else is the name of a group. */
export function toName(name: string): { family: string; given?: string } | { literal: string } {
  const [family, given] = name.split(',').map((part) => part.trim());
  if (family !== undefined && family !== '' && given !== undefined && given !== '') return { family, given };
  const initials = /^(?<family>.+) (?<given>\p{Lu}{1,4})$/u.exec(name)?.groups;
  if (initials?.family !== undefined && initials.given !== undefined)
    return { family: initials.family, given: initials.given };
  return { literal: name };
}

/** A report of which nothing but its publication is known yet. */
export function newReport(trial: string, { id, issued }: Pick<Reference, 'id' | 'issued'>): Report {
  const year = issued?.['date-parts'][0]?.[0];
  return {
    id: `${trial}-${id}`,
    ref: id,
    published: year === undefined ? null : String(year),
    cut: { absent: 'not-read' },
    followUp: { absent: 'not-read' },
    population: { absent: 'not-read' },
    estimates: null,
    copy: null,
  };
}

/** A name of small Latin letters and digits; what cannot be written so is left out. */
export function nameOf(...parts: readonly string[]): string {
  return parts
    .join('-')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
