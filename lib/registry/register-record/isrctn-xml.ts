import { Parser } from 'saxen';
import type { RegisterRecord } from './clinicaltrials';
import { identityRecord } from './identity';
import { listed } from './posted-results';

/** What is taken of a record of the ISRCTN interface, by the names of an element and the one around it. */
const TAKEN = [
  'trial/isrctn',
  'trialDescription/title',
  'trialDescription/scientificTitle',
  'trialDescription/acronym',
  'externalRefs/eudraCTNumber',
  'externalRefs/clinicalTrialsGovNumber',
  'externalRefs/protocolSerialNumber',
  'sponsor/organisation',
  'recruitmentCountries/country',
  'participants/recruitmentStart',
  'participants/recruitmentEnd',
  'participants/targetEnrolment',
  'participants/totalFinalEnrolment',
] as const;
type Taken = (typeof TAKEN)[number];

/** The records of an answer of the ISRCTN interface, each as its own text. */
export function isrctnRecords(xml: string): string[] {
  return xml.match(/<fullTrial[\s>][\s\S]*?<\/fullTrial>/gu) ?? [];
}

/** What identifies a study in one record of the ISRCTN interface; null where it is not well formed or has no number. */
export function readIsrctnXml(xml: string): RegisterRecord | null {
  const values = valuesOf(xml);
  const first = (name: Taken): string | null => values?.get(name)?.[0] ?? null;
  const number = first('trial/isrctn');
  if (values === null || number === null || !/^\d{8}$/u.test(number)) return null;
  const final = first('participants/totalFinalEnrolment');
  const target = first('participants/targetEnrolment');
  return identityRecord(`ISRCTN${number}`, {
    acronym: first('trialDescription/acronym'),
    title: first('trialDescription/scientificTitle') ?? first('trialDescription/title'),
    otherIds: listed(
      (['eudraCTNumber', 'clinicalTrialsGovNumber', 'protocolSerialNumber'] as const).map(
        (name) => first(`externalRefs/${name}`) ?? '',
      ),
    ),
    sponsor: first('sponsor/organisation'),
    start: day(first('participants/recruitmentStart')),
    completion: day(first('participants/recruitmentEnd')),
    enrolment:
      final !== null && Number(final) > 0 ? `${final} (ACTUAL)` : target === null ? null : `${target} (ESTIMATED)`,
    countries: listed([...new Set(values.get('recruitmentCountries/country') ?? [])].sort()),
  });
}

function day(time: string | null): string | null {
  return time === null ? null : (/^\d{4}-\d{2}-\d{2}/u.exec(time)?.[0] ?? null);
}

/** The texts of the elements that are taken, each in its order; null: the text is not well formed. */
function valuesOf(xml: string): Map<Taken, string[]> | null {
  const found = new Map<Taken, string[]>();
  const open: { name: string; text: string }[] = [];
  let broken = false;
  const add = (text: string): void => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  };
  new Parser()
    .on('openTag', (name) => open.push({ name, text: '' }))
    .on('text', (text, decode) => add(decode(text)))
    .on('cdata', add)
    .on('error', () => {
      broken = true;
    })
    .on('closeTag', () => {
      const closed = open.pop();
      const path = TAKEN.find((one) => one === `${open.at(-1)?.name ?? ''}/${closed?.name ?? ''}`);
      const text = closed?.text.trim() ?? '';
      if (path !== undefined && text !== '') found.set(path, [...(found.get(path) ?? []), text]);
    })
    .parse(xml);
  return broken || open.length > 0 ? null : found;
}
