import type { Locale } from '@/lib/i18n/routing';

/** Studies that are known by an English phrase, not by a name: what a Russian text calls them. Names such as UK Infant 87 stay. */
const RUSSIAN: ReadonlyMap<string, string> = new Map([
  ['ALL-BFM 83/86/90 (infants)', 'ALL-BFM 83/86/90 (младенцы)'],
  ['AUGMENT-101 (KMT2A-r cohort)', 'AUGMENT-101 (когорта KMT2A-r)'],
  ['Beijing first-line blinatumomab', 'Блинатумомаб в первой линии (Пекин)'],
  ['Beijing / Baoding infant ALL', 'ОЛЛ у младенцев (Пекин, Баодин)'],
  ['Blinatumomab and HSCT in infants (BJH 2021)', 'Блинатумомаб и ТГСК у младенцев (BJH 2021)'],
  ['COG relapse 1996–2014', 'Рецидивы ОЛЛ (COG, 1996–2014)'],
  ['CCG-1953/P9407 HSCT', 'CCG-1953/P9407, ТГСК'],
  ['CIBMTR tisagenlecleucel', 'Тисагенлеклейсел (CIBMTR)'],
  ['Interfant-06 + blinatumomab (BlinFant pilot)', 'Interfant-06 + блинатумомаб (пилот BlinFant)'],
  ['JSHCT registry (infant KMT2A-r HSCT)', 'Регистр JSHCT (ТГСК у младенцев с KMT2A-r)'],
  ['PLAT-02 (all ages)', 'PLAT-02 (все возрасты)'],
  ['PLAT-02 / PLAT-03 / PLAT-05 (infant ALL)', 'PLAT-02 / PLAT-03 / PLAT-05 (ОЛЛ у младенцев)'],
  ['Ponte di Legno (non-infant KMT2A-r)', 'Ponte di Legno (KMT2A-r, старше 1 года)'],
  ['Project EVOLVE', 'Проект EVOLVE'],
  ['PRWCC (infant tisagenlecleucel)', 'PRWCC (тисагенлеклейсел у младенцев)'],
  ['Relapse after Interfant-99', 'Рецидивы после Interfant-99'],
  ['Relapse after MLL03', 'Рецидивы после MLL03'],
  ['Dmitry Rogachev Center infant cohort', 'Когорта НМИЦ ДГОИ им. Дмитрия Рогачёва'],
  ['TCCSG infants 1977–1995', 'TCCSG, младенцы 1977–1995'],
  ['Tisagenlecleucel < 3 years (Europe)', 'Тисагенлеклейсел, < 3 лет (Европа)'],
  ['Total XVI (infant arm)', 'Total XVI (ветвь младенцев)'],
  ['UK/Ireland blinatumomab infant series', 'Блинатумомаб у младенцев (Великобритания и Ирландия)'],
]);

/** The short name of a study in the reader's language. */
export function shortName(acronym: string, locale: Locale): string {
  return locale === 'ru' ? (RUSSIAN.get(acronym) ?? acronym) : acronym;
}

const ENGLISH: ReadonlyMap<string, string> = new Map([...RUSSIAN].map(([english, russian]) => [russian, english]));

/** The name of a study's record behind its short name in whatever language; any other text is itself. */
export function englishName(name: string): string {
  return ENGLISH.get(name) ?? name;
}

/** What was named in Russian, by the list itself, since what is kept of the evidence is asked for with every page. */
const named = new WeakMap<object, unknown>();

/**
 * Records of studies, or of their figures, under the short names of the reader's language; those whose name stays are the same,
 * and of the same list the list is.
 */
export function inShortNames<Named extends Readonly<{ acronym: string }>>(
  records: readonly Named[],
  locale: Locale,
): readonly Named[] {
  if (locale === 'en') return records;
  const known = named.get(records) as readonly Named[] | undefined;
  if (known !== undefined) return known;
  const russian = records.map((record) => {
    const acronym = shortName(record.acronym, locale);
    return acronym === record.acronym ? record : { ...record, acronym };
  });
  named.set(records, russian);
  return russian;
}
