import type { Locale } from '@/lib/i18n/routing';

/** The places inside a source as the data set names them, whole phrases before their parts. */
const RUSSIAN: readonly (readonly [english: RegExp, russian: string])[] = [
  [
    /^sentence of a later paper quoting this report, shown with its abstract; the quoting paper is not named$/u,
    'фраза более поздней статьи, цитирующей это сообщение; приведена при его тезисах, цитирующая статья не названа',
  ],
  [/\bInfants With ALL\b/gu, 'раздел «ОЛЛ у младенцев»'],
  [/\btreatment options for infants with KMT2A rearrangements\b/gu, 'варианты лечения младенцев с перестройкой KMT2A'],
  [
    /\btreatment options for infants without KMT2A rearrangements\b/gu,
    'варианты лечения младенцев без перестройки KMT2A',
  ],
  [/\ballogeneic HSCT in first remission\b/gu, 'аллогенная ТГСК в первой ремиссии'],
  [/\bGenomics, NUTM1-rearranged B-ALL\b/gu, 'раздел «Геномика», В-ОЛЛ с перестройкой NUTM1'],
  [
    /\bCAR T-cell therapy for relapsed ALL, children younger than 3 years\b/gu,
    'CAR-T-терапия при рецидиве ОЛЛ, дети младше 3 лет',
  ],
  [/\bcites the MLL-10 report\b/gu, 'со ссылкой на отчёт MLL-10'],
  [/\bsponsor and collaborators\b/gu, 'спонсор и соисполнители'],
  [/\blist of study groups, first page\b/gu, 'список исследовательских групп, первая страница'],
  [/\bsection on risk groups\b/gu, 'раздел о группах риска'],
  [/\btext on therapy\b/gu, 'текст о терапии'],
  [/\btext on MRD\b/gu, 'текст о МОБ'],
  [/\bsection on biology\b/gu, 'раздел о биологии'],
  [/\bsection on transplantation\b/gu, 'раздел о трансплантации'],
  [/\bsecond line of research \(therapy\)/gu, 'второе направление исследований (терапия)'],
  [/\bthird line of research \(HSCT\)/gu, 'третье направление исследований (ТГСК)'],
  [/\boutcomes of infant ALL studies\b/gu, 'исходы исследований ОЛЛ у младенцев'],
  [/\badverse-event table\b/gu, 'таблица нежелательных явлений'],
  [/\bthird-party summary of the paper\b/gu, 'изложение статьи третьими лицами'],
  [/\bsecondary summary of the paper\b/gu, 'вторичное изложение статьи'],
  [/\bnews report of the paper\b/gu, 'новостное сообщение о статье'],
  [/\bnews report of the approval\b/gu, 'новостное сообщение о регистрации препарата'],
  [/\bnews item\b/gu, 'новость'],
  [/\bpress release\b/gu, 'пресс-релиз'],
  [/\brepository abstract\b/gu, 'резюме в репозитории'],
  [/\bopening of the letter\b|\bletter, opening\b/gu, 'начало письма в редакцию'],
  [/\breference list\b/gu, 'список литературы'],
  [/\bcites the Interfant papers\b/gu, 'со ссылкой на статьи Interfant'],
  [/\bcites the relapse paper\b/gu, 'со ссылкой на статью о рецидивах'],
  [/\bcites earlier trials\b/gu, 'со ссылкой на более ранние исследования'],
  [/\bcites\b/gu, 'со ссылкой на'],
  [/\btherapy \/ study arms\b/giu, 'терапия / ветви исследования'],
  [/\babstract\b/gu, 'резюме'],
  [/\bopening\b/gu, 'начало'],
  [/\bMethods\b/gu, 'методы'],
  [/\bresults\b/giu, 'результаты'],
  [/\bIntroduction\b/gu, 'введение'],
  [/\btable\b/giu, 'таблица'],
  [/\beligibility\b/giu, 'критерии включения'],
  [/\binclusion\b/gu, 'критерий включения'],
  [/\bobjectives\b/gu, 'цели'],
  [/\bsummary\b/gu, 'краткое изложение'],
  [/\boutline\b/gu, 'план'],
  [/\brecord\b/gu, 'запись'],
  [/\btitle\b/gu, 'заглавие'],
  [/\btext\b/gu, 'текст'],
  [/ and /gu, ' и '],
];

/** The place inside a source in the reader's language; a name that is not a word of the list stays as it is. */
export function locatorText(locator: string, locale: Locale): string {
  if (locale === 'en') return locator;
  return RUSSIAN.reduce((text, [english, russian]) => text.replace(english, russian), locator);
}
