import type { Text } from './sources';

/** How this registry reads a rule where the words of the sources allow more than one reading. `ruleSets` are keys as in `ruleSetKey`. */
export type Convention = { ruleSets: readonly string[]; title: Text; reading: Text };

export const CONVENTIONS: readonly Convention[] = [
  {
    ruleSets: ['all-baby-2021'],
    title: { en: 'IR after induction', ru: 'IR после индукции' },
    reading: {
      en: 'The IR cell lists "MRD-negative after induction" and "MRD-positive after induction but negative after HR1"; the HR cell lists IR patients who are MRD-positive after HR1. Read together: the HR1 result decides whenever it is positive.',
      ru: 'В ячейке IR: «МОБ-отрицательные после индукции» и «МОБ-положительные после индукции, но отрицательные после HR1»; в ячейке HR — пациенты IR, МОБ-положительные после HR1. Вместе: положительный результат после HR1 решает всегда.',
    },
  },
  {
    ruleSets: [
      'interfant-06',
      'interfant-blina-pilot',
      'interfant-blina-pilot:review',
      'interfant-21',
      'interfant-21:review',
    ],
    title: { en: '"And/or" in the high-risk cells', ru: '«И/или» в ячейках высокого риска' },
    reading: {
      en: '"Under 6 months, WBC ≥ 300 and/or poor response" is read as age AND (WBC OR response), as the primary sources write it.',
      ru: '«Младше 6 мес, лейкоциты ≥ 300 и/или плохой ответ» читается как возраст И (лейкоциты ИЛИ ответ), как в первичных источниках.',
    },
  },
  {
    ruleSets: ['interfant-21', 'interfant-21:review', 'mll-baby', 'mll-baby:review', 'all-baby-2021'],
    title: { en: 'No downgrade', ru: 'Без понижения группы' },
    reading: {
      en: 'No source lowers a group after a good response, so no rule does.',
      ru: 'Ни один источник не понижает группу после хорошего ответа, поэтому этого не делает ни одно правило.',
    },
  },
];

/** Where the table of the review and the primary source say different things, and what was done. */
export type DifferingReading = { protocols: readonly string[]; review: Text; primary: Text; handling: Text };

const TWO_VARIANTS: Text = { en: 'two variants', ru: 'два варианта' };

export const DIFFERING_READINGS: readonly DifferingReading[] = [
  {
    protocols: ['interfant-blina-pilot'],
    review: { en: 'lists an LR group, KMT2A germline', ru: 'есть группа LR, герминальный KMT2A' },
    primary: {
      en: 'only medium- and high-risk patients entered',
      ru: 'включали только пациентов среднего и высокого риска',
    },
    handling: TWO_VARIANTS,
  },
  {
    protocols: ['interfant-21'],
    review: { en: 'IR → HR if MRD ≥ 1 % after induction', ru: 'IR → HR при МОБ ≥ 1% после индукции' },
    primary: {
      en: 'IR → HR if not in remission; 0.05 % only splits MR-low and MR-high',
      ru: 'IR → HR без ремиссии; 0,05% только делит MR-low и MR-high',
    },
    handling: TWO_VARIANTS,
  },
  {
    protocols: ['interfant-21'],
    review: { en: 'WBC ≥ 300', ru: 'лейкоциты ≥ 300' },
    primary: {
      en: 'the page prints "under 300" for HR, and "under 300" for MR too',
      ru: 'на странице «менее 300» для HR и также «менее 300» для MR',
    },
    handling: { en: 'misprint; ≥ 300 in both variants', ru: 'опечатка; ≥ 300 в обоих вариантах' },
  },
  {
    protocols: ['interfant-21'],
    review: { en: 'IR needs a good response', ru: 'для IR нужен хороший ответ' },
    primary: { en: 'good or unknown response', ru: 'хороший или неизвестный ответ' },
    handling: {
      en: 'two variants; a response that is not evaluable is named only in the primary one',
      ru: 'два варианта; ответ, который оценить не удалось, назван только в первичном',
    },
  },
  {
    protocols: ['mll-baby'],
    review: {
      en: 'IR → HR without MRD-negative remission by day 36',
      ru: 'IR → HR без МОБ-отрицательной ремиссии к 36-му дню',
    },
    primary: {
      en: 'no complete remission on days 36/43; MRD not named',
      ru: 'нет полной ремиссии на 36/43-й день; МОБ не названа',
    },
    handling: TWO_VARIANTS,
  },
  {
    protocols: ['mll-10'],
    review: {
      en: 'CNS involvement on day 8, and "marked leucocytosis"',
      ru: 'поражение ЦНС на 8-й день и «выраженный лейкоцитоз»',
    },
    primary: {
      en: 'CNS disease, in the registry record at diagnosis; WBC is no criterion',
      ru: 'поражение ЦНС, в записи реестра — в дебюте; лейкоциты не критерий',
    },
    handling: {
      en: 'two variants; "marked leucocytosis" carries no threshold and is not evaluated',
      ru: 'два варианта; «выраженный лейкоцитоз» без порога не оценивается',
    },
  },
  {
    protocols: ['mll-10', 'aall0631'],
    review: { en: '"> 180" and "> 90" days for IR', ru: '«> 180» и «> 90» дней для IR' },
    primary: { en: '≥ 180 and ≥ 90 days', ru: '≥ 180 и ≥ 90 дней' },
    handling: { en: 'primary in both variants', ru: 'по первичному источнику в обоих вариантах' },
  },
  {
    protocols: ['interfant-06'],
    review: { en: 'WBC ≥ 300', ru: 'лейкоциты ≥ 300' },
    primary: {
      en: '"over 300" in the 2018 abstract, "300 or more" in the 2019 one',
      ru: '«более 300» в тезисах 2018 года, «300 и более» в резюме 2019 года',
    },
    handling: { en: '≥ 300, one rule set', ru: '≥ 300, один набор правил' },
  },
  {
    protocols: ['interfant-06'],
    review: { en: 'IR under 6 months needs a good response', ru: 'для IR младше 6 мес нужен хороший ответ' },
    primary: {
      en: '"all other" rearranged cases are medium risk',
      ru: '«все остальные» случаи с перестройкой — средний риск',
    },
    handling: {
      en: 'one rule set; a response that is not evaluable is not a poor one',
      ru: 'один набор правил; ответ, который оценить не удалось, не считается плохим',
    },
  },
  {
    protocols: ['interfant-06'],
    review: { en: 'under 6 months', ru: 'младше 6 мес' },
    primary: {
      en: 'copies of the 2019 abstract print "older than 6 months"',
      ru: 'в копиях резюме 2019 года напечатано «старше 6 мес»',
    },
    handling: { en: 'a slip; under 6 months', ru: 'описка; младше 6 мес' },
  },
  {
    protocols: ['ccg-1953'],
    review: { en: '11q23 patients were assigned transplantation', ru: 'пациентам с 11q23 назначали ТГСК' },
    primary: { en: 'only with a suitable donor', ru: 'только при наличии донора' },
    handling: {
      en: 'no effect on the status; in the text of the clause',
      ru: 'на статус не влияет; отражено в тексте пункта',
    },
  },
  {
    protocols: ['aall0631'],
    review: { en: 'low risk', ru: 'низкий риск' },
    primary: { en: 'standard risk', ru: 'стандартный риск' },
    handling: { en: "label LR, with the protocol's own name", ru: 'обозначение LR с собственным названием протокола' },
  },
];
