import { readIdentity } from './identity';
import { isrctnRecords, readIsrctnXml } from './isrctn-xml';
import { readCtisRecord } from './ctis';
import { readRegisterRecord, type RecordReading } from './clinicaltrials';

/** A study found in what was opened: its number and title where they can be seen, and its record alone, as text. */
export type FoundRecord = Readonly<{ id: string | null; title: string | null; text: string }>;
/** `more`: what was opened is a page of a longer list. */
export type Unwrapped =
  | Readonly<{ records: readonly FoundRecord[]; more: boolean }>
  | Readonly<{ problem: 'not-json' | 'older-form' | 'no-studies' | 'xml'; path: string }>;

/**
 * The studies in a text as people have them: one record of ClinicalTrials.gov, an answer with a list of them, a list alone,
 * a record a line, a record or an answer of CTIS or ISRCTN, or the text of a page of these two.
 */
export function unwrap(given: string): Unwrapped {
  const text = given.replace(/^\uFEFF/u, '').trim();
  if (text.startsWith('<')) return unwrapXml(text);
  if (!/^[{[]/u.test(text)) {
    const page = readIdentity(text)?.record;
    return page === undefined
      ? { problem: 'not-json', path: '' }
      : { records: [{ id: page.id, title: page.fields.title, text }], more: false };
  }
  const parsed = parseJson(text) ?? parseLines(text);
  if (parsed === null) return { problem: 'not-json', path: '' };
  const older = olderForm(parsed.json);
  if (older !== null) return { problem: 'older-form', path: older };
  const studies = studiesIn(parsed.json);
  return studies.length === 0
    ? { problem: 'no-studies', path: '' }
    : { records: studies.map(toFound), more: typeof memberOf(parsed.json, 'nextPageToken') === 'string' };
}

/** Reads the one record of a text; what holds several is left to a person to choose from. */
export function readOneRecord(given: string): RecordReading {
  const unwrapped = unwrap(given);
  if ('problem' in unwrapped) return unwrapped;
  const [first, ...others] = unwrapped.records;
  if (first === undefined) return { problem: 'no-studies', path: '' };
  if (others.length > 0) return { problem: 'several', path: String(unwrapped.records.length) };
  if (first.text.startsWith('<')) {
    const record = readIsrctnXml(first.text);
    return record === null ? { problem: 'xml', path: '' } : { record };
  }
  const record = readIdentity(first.text)?.record ?? readCtisRecord(parseJson(first.text)?.json);
  return record === null ? readRegisterRecord(first.text) : { record };
}

function unwrapXml(text: string): Unwrapped {
  if (/<clinical_study[\s>]/u.test(text)) return { problem: 'older-form', path: 'clinical_study' };
  const records = isrctnRecords(text).map((one): FoundRecord => {
    const read = readIsrctnXml(one);
    return { id: read?.id ?? null, title: read?.fields.title ?? null, text: one };
  });
  if (records.length > 0) return { records, more: false };
  return { problem: text.startsWith('<?xml') || text.includes('<allTrials') ? 'xml' : 'not-json', path: '' };
}

/** The names by which the interface before version 2, and its answers, are known. */
const OLDER = ['FullStudiesResponse', 'StudyFieldsResponse', 'FullStudies', 'Study', 'ProtocolSection'] as const;

function olderForm(json: unknown): string | null {
  const first: unknown = Array.isArray(json) ? json[0] : json;
  return OLDER.find((name) => memberOf(first, name) !== undefined) ?? null;
}

/** Lists within lists are taken apart as far as an answer a line has them; what is no record is no study. */
function studiesIn(json: unknown, depth = 0): readonly unknown[] {
  if (Array.isArray(json)) return depth > 2 ? [] : json.flatMap((item) => studiesIn(item, depth + 1));
  if (typeof json !== 'object' || json === null) return [];
  const studies = memberOf(json, 'studies') ?? (memberOf(json, 'pagination') && memberOf(json, 'data'));
  return Array.isArray(studies) ? studies.filter((one) => typeof one === 'object' && one !== null) : [json];
}

function toFound(study: unknown): FoundRecord {
  const identity = memberOf(memberOf(study, 'protocolSection'), 'identificationModule');
  const id = memberOf(identity, 'nctId') ?? memberOf(study, 'ctNumber');
  const title =
    memberOf(identity, 'briefTitle') ??
    memberOf(identity, 'officialTitle') ??
    memberOf(study, 'ctTitle') ??
    readCtisRecord(study)?.fields.title;
  return {
    id: typeof id === 'string' ? id : null,
    title: typeof title === 'string' ? title : null,
    text: JSON.stringify(study, withoutUnread),
  };
}

/** Parts of a record that nothing is read of, and that are most of what it weighs. Their names stay. */
const UNREAD = ['derivedSection', 'documentSection', 'annotationSection', 'descriptionModule', 'outcomesModule'];

function withoutUnread(this: unknown, key: string, value: unknown): unknown {
  if (UNREAD.includes(key)) return {};
  if (key === 'description' && memberOf(this, 'id') !== undefined && memberOf(this, 'title') !== undefined)
    return undefined;
  if (key === 'locations' && Array.isArray(value)) {
    const countries: unknown[] = value.map((one) => memberOf(one, 'country'));
    return [...new Set(countries)].map((country) => ({ country }));
  }
  return value;
}

function parseJson(text: string): Readonly<{ json: unknown }> | null {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** A record a line. */
function parseLines(text: string): Readonly<{ json: unknown }> | null {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const parsed = lines.map(parseJson);
  return lines.length > 1 && parsed.every((one) => one !== null) ? { json: parsed.map((one) => one?.json) } : null;
}

function memberOf(held: unknown, name: string): unknown {
  return typeof held === 'object' && held !== null
    ? Object.entries(held).find(([key]) => key === name)?.[1]
    : undefined;
}
