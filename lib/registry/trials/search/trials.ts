import { countryName } from '@/lib/i18n/country-name';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { Bilingual, Intervention, Registration } from '../../schema';
import {
  buildIndex,
  synonymsIn,
  type FieldRules,
  type SearchedRecord,
  type SearchMatch,
  type TextIndex,
} from './text-index';
import { ACRONYM_SPELLINGS, GROUP_NAMES } from './synonyms';
import { termsOf } from './text';
import { shortName } from '../short-name';

/** Every text of a trial that a reader may search in. */
export type TrialTexts = Readonly<{
  slug: string;
  acronym: string;
  title: Bilingual;
  group: string;
  sponsor: string | null;
  registrations: readonly Registration[];
  interventions: readonly Intervention[];
  /** ISO 3166-1 alpha-2 */
  countries: readonly string[];
  eligibility: Bilingual;
  design: Bilingual;
  backbone: Bilingual;
  hsct: Bilingual;
  notes: Bilingual;
  arms: readonly Bilingual[];
  strata: readonly Bilingual[];
}>;

const RULES = {
  acronym: { rank: 6, names: true },
  registration: { rank: 5, names: true },
  intervention: { rank: 3 },
  title: { rank: 2 },
  group: { rank: 2 },
  text: { rank: 1 },
} as const satisfies FieldRules<string>;
/** What is searched as one text; which of them a word stands in is looked up for the trials that are shown. */
const TEXT_FIELDS = ['country', 'arms', 'strata', 'eligibility', 'backbone', 'hsct', 'design', 'notes'] as const;

type IndexedField = keyof typeof RULES;
export type TrialField = Exclude<IndexedField, 'text'> | (typeof TEXT_FIELDS)[number];
export type TrialIndex = TextIndex<IndexedField>;
export type TrialMatch = SearchMatch<IndexedField>;
/** The texts of each trial, field by field. */
export type TrialRecords = ReadonlyMap<string, Readonly<Record<TrialField, readonly string[]>>>;

/** Fields whose matching text is short enough to be shown whole. */
const SHOWN_WHOLE: readonly TrialField[] = ['registration', 'intervention', 'group', 'country'];
/** Fields that stand in every row of the list anyway. */
const ALWAYS_VISIBLE: readonly IndexedField[] = ['acronym', 'title'];

/** The index of the trials, with the texts that explain a match. */
export function indexTrials(trials: readonly TrialTexts[]): { index: TrialIndex; records: TrialRecords } {
  const records = new Map(trials.map((trial) => [trial.slug, fieldsOf(trial)]));
  const searched = [...records].map(
    ([id, fields]): SearchedRecord<IndexedField> => ({
      id,
      texts: { ...fields, text: TEXT_FIELDS.flatMap((field) => fields[field]) },
    }),
  );
  return { index: buildIndex(searched, RULES, { joinsNumbers: true }), records };
}

/** Why a trial was found where its row does not show it: the field and what stands there. */
export type MatchReason = { field: TrialField; text: string };

/** The reasons that a reader cannot see in the row itself, in the reader's language where the field has it. */
export function reasonsFor(
  records: TrialRecords,
  slug: string,
  matches: readonly TrialMatch[],
  locale: Locale,
): MatchReason[] {
  const fields = records.get(slug);
  if (fields === undefined) return [];
  const reasons = matches
    .filter(({ field }) => !ALWAYS_VISIBLE.includes(field))
    .map((match) => {
      const field = match.field === 'text' ? fieldWith(fields, match.term) : match.field;
      return { field, text: matchedText(fields[field], field, match.term, locale) };
    });
  return reasons.filter(
    (reason, position) =>
      reasons.findIndex(({ field, text }) => field === reason.field && text === reason.text) === position,
  );
}

/** The first field in which the word stands, or else a synonym of it. */
function fieldWith(fields: Readonly<Record<TrialField, readonly string[]>>, term: string): TrialField {
  const literally = TEXT_FIELDS.find((field) => fields[field].some((text) => termsOf(text).includes(term)));
  return (
    literally ??
    TEXT_FIELDS.find((field) =>
      fields[field].some((text) =>
        synonymsIn(text)
          .flat()
          .some((name) => termsOf(name).includes(term)),
      ),
    ) ??
    'notes'
  );
}

function fieldsOf(trial: TrialTexts): Record<TrialField, string[]> {
  return {
    acronym: spellings(trial),
    registration: trial.registrations.flatMap(({ registry, id }) => [id, registry]),
    intervention: trial.interventions.flatMap((intervention) => [
      ...sides(intervention.name),
      intervention.class,
      intervention.class,
    ]),
    title: sides(trial.title),
    group: [trial.group, ...(GROUP_NAMES[trial.group] ?? []), ...(trial.sponsor === null ? [] : [trial.sponsor])],
    country: trial.countries.flatMap((code) => LOCALES.map((locale) => countryName(code, locale))),
    arms: trial.arms.flatMap(sides),
    strata: trial.strata.flatMap(sides),
    eligibility: sides(trial.eligibility),
    backbone: sides(trial.backbone),
    hsct: sides(trial.hsct),
    design: sides(trial.design),
    notes: sides(trial.notes),
  };
}

/** The acronym, joined where it is written apart (`UK Infant 92` is also `Infant92`), in Russian letters, and the slug. */
function spellings({ acronym, slug }: TrialTexts): string[] {
  const russian = ACRONYM_SPELLINGS.reduce((text, [latin, letters]) => text.replaceAll(latin, letters), acronym);
  return [...new Set([acronym, acronym.replaceAll(' ', '-'), slug, russian, shortName(acronym, 'ru')])];
}

/** The order in which the languages of one text follow each other. */
function sides(text: Bilingual): string[] {
  return LOCALES.map((locale) => text[locale]);
}

/** The reader's own language is looked through first: a word of the other one is shown only where nothing else fits. */
function matchedText(texts: readonly string[], field: TrialField, term: string, locale: Locale): string {
  const says = (text: string): boolean => termsOf(text).includes(term);
  const names = (text: string): boolean => says(text) || synonymsIn(text).flat().some(says);
  const own = LOCALES.indexOf(locale);
  const order = texts
    .map((_, position) => position)
    .sort((a, b) => Number(a % LOCALES.length !== own) - Number(b % LOCALES.length !== own));
  const at =
    order.find((position) => says(texts[position] ?? '')) ?? order.find((position) => names(texts[position] ?? ''));
  const found = at === undefined ? term : (texts[at] ?? term);
  if (at === undefined || field === 'registration' || field === 'group') return found;
  if (SHOWN_WHOLE.includes(field)) return texts[at - (at % LOCALES.length) + own] ?? found;
  const words = (texts[at - (at % LOCALES.length) + own] ?? found).split(/[\s,;:()[\]«»“”"]+/u);
  return words.find(names) ?? found.split(/[\s,;:()[\]«»“”"]+/u).find(names) ?? term;
}
