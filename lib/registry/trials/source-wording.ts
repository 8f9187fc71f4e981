import type { Locale } from '@/lib/i18n/routing';

/** How sources name their risk groups and what they count as an event, whole phrases before their parts. */
const RUSSIAN: readonly (readonly [english: RegExp, russian: string])[] = [
  [
    /^failure; induction failure is named first, the rest of the list lies beyond the part read$/u,
    'неудача лечения; первой названа неудача индукции, остальной перечень — за пределами прочитанной части',
  ],
  [
    /^permanent discontinuation because of toxicity attributable to blinatumomab$/u,
    'окончательная отмена из-за токсичности, связанной с блинатумомабом',
  ],
  [/^death attributable to blinatumomab$/u, 'смерть, связанная с блинатумомабом'],
  [/^death within (\d+) days of enrolment$/u, 'смерть в первые $1 дней после включения'],
  [/^death from any cause$/u, 'смерть от любой причины'],
  [/^death$/u, 'смерть'],
  [/^relapse$/u, 'рецидив'],
  [/^second malignancy$/u, 'вторая опухоль'],
  [/^induction failure$/u, 'неудача индукции'],
  [/^flow-cytometry MRD < 0\.01%$/u, 'МОБ < 0,01% методом проточной цитометрии'],
  [/\bpost-hoc high risk \(HSCT analysis\)/gu, 'высокий риск post hoc (анализ ТГСК)'],
  [/\bMRD (high|medium|low) risk\b/gu, '$1 risk по МОБ'],
  [/\ball high risk\b/gu, 'все — high risk'],
  [/\bhigh risk\b/gu, 'высокий риск'],
  [/\bmedium risk\b/gu, 'средний риск'],
  [/\blow risk\b/gu, 'низкий риск'],
  [/\bprednisone poor response\b/gu, 'плохой ответ на преднизолон'],
  [/\bprednisone good response\b/gu, 'хороший ответ на преднизолон'],
  [/\bmoved from MR by response\b/gu, 'перевод из MR по ответу'],
  [/\bat diagnosis\b/gu, 'в дебюте'],
  [/\bnot stratified\b/gu, 'без стратификации'],
  [/\binfant arm\b/gu, 'ветвь младенцев'],
];

/** The words of a source in the reader's language; a letter code, or a wording that the list does not know, stays as it is. */
export function sourceWording(text: string, locale: Locale): string {
  if (locale === 'en') return text;
  return RUSSIAN.reduce((words, [english, russian]) => words.replace(english, russian), text);
}
