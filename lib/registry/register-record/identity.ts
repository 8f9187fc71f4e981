import { RECORD_FIELDS, type RegisterRecord } from './clinicaltrials';

const ISRCTN = /\bISRCTN\d{8}\b/u;
const CTIS = /\b20\d{2}-5\d{5}-\d{2}-\d{2}\b/u;
/** How the pages of the two registers call what identifies a study, and where it stands here. */
const LABELS: readonly (readonly [label: RegExp, field: 'acronym' | 'title' | 'sponsor' | 'status'])[] = [
  [/^(study )?acronym$/iu, 'acronym'],
  [/^(scientific title|full title( in english)?|title)$/iu, 'title'],
  [/^(sponsor|sponsor name|sponsor\(s\))$/iu, 'sponsor'],
  [/^(overall study status|overall trial status|recruitment status)$/iu, 'status'],
];

/** How a line begins that follows an empty value: it is the next label and no value. */
const NEXT_LABEL =
  /^(study acronym|acronym|study (hypothesis|objectives|design|information)|ethics approval|scientific title|public title|primary study design|secondary study design|recruitment status|overall (study|trial) status|condition)/iu;

/**
 * What identifies a study in the pasted text of a page of ISRCTN or CTIS: its number, and title, acronym, sponsor and status
 * where their labels stand at the beginning of a line, the value behind a colon or on the next line. Null where the text
 * is of neither register: it is JSON, or has neither number.
 */
export function readIdentity(pasted: string): { record: RegisterRecord } | null {
  if (/^\s*[{[]/u.test(pasted)) return null;
  const id = (ISRCTN.exec(pasted) ?? CTIS.exec(pasted))?.[0];
  if (id === undefined) return null;
  const lines = pasted.split(/\r?\n/u).map((line) => line.replace(/^[-*•|\s]+|[|\s]+$/gu, ''));
  const fields: Record<string, string | null> = Object.fromEntries(RECORD_FIELDS.map((field) => [field, null]));
  for (const [i, line] of lines.entries()) {
    const [label = '', ...rest] = line.split(/\t|\s\|\s?|:/u);
    const field = LABELS.find(([pattern]) => pattern.test(label.trim()))?.[1];
    if (field === undefined) continue;
    const beside = line.slice(label.length + 1).replace(/^[|\s]+/u, '');
    const below = rest.length === 0 ? (lines.slice(i + 1).find((next) => next !== '') ?? '') : '';
    const value = beside === '' && !NEXT_LABEL.test(below) ? below : beside;
    if (value !== '') fields[field] ??= value;
  }
  return { record: identityRecord(id, fields) };
}

/** A record of which nothing is read but what identifies the study. */
export function identityRecord(id: string, fields: Readonly<Partial<RegisterRecord['fields']>>): RegisterRecord {
  return { id, updated: null, fields: { ...NONE, ...fields }, ...NOTHING_POSTED };
}

/** Of these pages nothing that they post is read. */
const NOTHING_POSTED = { results: [], flow: null, baseline: null, adverse: null, unknown: [] };

const NONE: RegisterRecord['fields'] = {
  acronym: null,
  title: null,
  otherIds: null,
  status: null,
  sponsor: null,
  phase: null,
  start: null,
  completion: null,
  enrolment: null,
  countries: null,
  arms: null,
  eligibility: null,
  references: null,
};
