import type { Locale } from '@/lib/i18n/routing';
import { shortName } from '../short-name';
import { ACRONYM_SPELLINGS, SYNONYMS } from './synonyms';
import { foldText } from './text';

type Named = Readonly<Record<'acronym' | 'registrations' | 'interventions', string>>;

/** More than these are not read while one types. */
const MOST = 8;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** Names that a reader may begin to type: of studies, in their language, of what is given, and numbers of registers. */
export function namesToSuggest(studies: readonly Named[], locale: Locale): string[] {
  const parts = (text: string): string[] => text.split('; ').filter((part) => part !== '');
  const given = new Set(studies.flatMap(({ interventions }) => parts(interventions)));
  // A drug has its Russian name, where one is known.
  const drugs = [...given].flatMap((name) => {
    const words = SYNONYMS.find((row) => row.some((word) => foldText(word) === foldText(name))) ?? [];
    const own = words.find((word) => CYRILLIC.test(word) === (locale === 'ru'));
    return words.length === 0 ? [] : [own ?? name];
  });
  const numbers = studies.flatMap(({ registrations }) =>
    parts(registrations).map((one) => one.split(' ').at(-1) ?? ''),
  );
  return [...new Set([...studies.map(({ acronym }) => shortName(acronym, locale)), ...drugs, ...numbers])];
}

/** A name inside an acronym as Russian texts spell it: `Интерфант-06`. */
function inRussianLetters(name: string): string {
  return ACRONYM_SPELLINGS.reduce((text, [latin, russian]) => text.replace(latin, russian), name);
}

/** The names that go on as the typed text does, those that begin with it first. */
export function suggestedNames(names: readonly string[], typed: string): string[] {
  const text = foldText(typed.trim());
  if (text === '') return [];
  const at = (name: string): number =>
    Math.max(foldText(name).indexOf(text), foldText(inRussianLetters(name)).indexOf(text));
  const found = names.filter((name) => at(name) >= 0 && foldText(name) !== text);
  return [...found.filter((name) => at(name) === 0), ...found.filter((name) => at(name) > 0)].slice(0, MOST);
}
