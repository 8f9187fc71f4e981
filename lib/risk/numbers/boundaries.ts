import { compare, is, type NumberCondition, type CategoryCondition } from '../condition';
import type { SourceKey, Text } from '../sources';

/**
 * A cut point, what becomes of the value exactly on it, and what settles that. `convention` marks a choice of this
 * registry, `sources` the keys of what was read. `ruleSets` are keys as in `ruleSetKey`.
 */
export type Boundary = {
  ruleSets: readonly string[];
  comparison: NumberCondition | CategoryCondition;
  onTheCut: Text;
  settledBy: Text;
  convention: boolean;
  sources: readonly SourceKey[];
};

const BOTH_OF_INTERFANT_21 = ['interfant-21', 'interfant-21:review'];
const INTERFANT_BY_AGE = [
  'interfant-06',
  'interfant-blina-pilot',
  'interfant-blina-pilot:review',
  ...BOTH_OF_INTERFANT_21,
];

/** Every cut point of every rule set. */
export const BOUNDARIES: readonly Boundary[] = [
  {
    ruleSets: ['interfant-99', 'all-bfm-83-86-90-infants', ...INTERFANT_BY_AGE],
    comparison: is('prednisoneResponse', 'poor'),
    onTheCut: {
      en: '1000 blasts per µL on day 8 is a poor response',
      ru: '1000 бластов в 1 мкл на 8-й день — плохой ответ',
    },
    settledBy: { en: 'The primary source; the review agrees', ru: 'Первичный источник; обзор согласен' },
    convention: false,
    sources: ['dordelmann-1999', 'efremova-2026'],
  },
  {
    ruleSets: ['interfant-06', 'interfant-blina-pilot', 'interfant-blina-pilot:review'],
    comparison: compare('ageDays', '<', 183),
    onTheCut: { en: '183 days is not under 6 months: IR', ru: '183 дня — уже не младше 6 мес: IR' },
    settledBy: {
      en: '183 days: the review. That 183 belongs to the other group: "all other" in the primary source',
      ru: '183 дня — обзор. То, что 183 относится к другой группе, — «все остальные» в первичном источнике',
    },
    convention: false,
    sources: ['efremova-2026', 'pieters-2018-ash'],
  },
  {
    ruleSets: BOTH_OF_INTERFANT_21,
    comparison: compare('ageDays', '<', 183),
    onTheCut: { en: '183 days is not under 6 months: IR', ru: '183 дня — уже не младше 6 мес: IR' },
    settledBy: {
      en: '183 days: the review. That 183 is IR: the same reading as for Interfant-06',
      ru: '183 дня — обзор. То, что 183 — это IR, прочитано так же, как в Interfant-06',
    },
    convention: true,
    sources: ['efremova-2026'],
  },
  {
    ruleSets: INTERFANT_BY_AGE,
    comparison: compare('wbc', '>=', 300),
    onTheCut: { en: '300 ×10⁹/L is high', ru: '300 × 10⁹/л — высокий лейкоцитоз' },
    settledBy: {
      en: '"300 or more" in two primary sources; the 2018 abstract prints "over 300"',
      ru: '«300 и более» в двух первичных источниках; в тезисах 2018 года напечатано «более 300»',
    },
    convention: false,
    sources: ['pieters-2019', 'mann-2010', 'pieters-2018-ash'],
  },
  {
    ruleSets: ['mll-10', 'mll-10:review'],
    comparison: compare('ageDays', '<', 180),
    onTheCut: { en: '180 days is IR', ru: '180 дней — IR' },
    settledBy: {
      en: 'The primary source; the review leaves 180 open',
      ru: 'Первичный источник; в обзоре 180 не определено',
    },
    convention: false,
    sources: ['mll10-ash-2019', 'efremova-2026'],
  },
  {
    ruleSets: ['aall0631'],
    comparison: compare('ageDays', '<', 90),
    onTheCut: { en: '90 days is IR', ru: '90 дней — IR' },
    settledBy: {
      en: 'The registry record; the review leaves 90 open',
      ru: 'Запись реестра; в обзоре 90 не определено',
    },
    convention: false,
    sources: ['utsw-aall0631', 'efremova-2026'],
  },
  {
    ruleSets: BOTH_OF_INTERFANT_21,
    comparison: compare('mrdBlina1', '>', 0.01),
    onTheCut: { en: '0.01 % stays IR', ru: '0,01% остаётся IR' },
    settledBy: {
      en: 'Both sources print "over 0.01". The trial register defines negative as under 0.01, which leaves 0.01 itself neither negative nor over the limit',
      ru: 'В обоих источниках «более 0,01». В реестре отрицательный результат — менее 0,01, и само 0,01 не отрицательно и не выше предела',
    },
    convention: false,
    sources: ['gpoh-interfant21', 'efremova-2026', 'nct05327894'],
  },
  {
    ruleSets: ['interfant-21'],
    comparison: compare('mrdEoi', '<', 0.05),
    onTheCut: { en: '0.05 % is MR-high (subgroup)', ru: '0,05% — MR-high (подгруппа)' },
    settledBy: { en: 'The trial page (registry)', ru: 'Страница исследования (реестр)' },
    convention: false,
    sources: ['gpoh-interfant21'],
  },
  {
    ruleSets: ['interfant-21:review'],
    comparison: compare('mrdEoi', '>=', 1),
    onTheCut: { en: '1 % is HR', ru: '1% — HR' },
    settledBy: { en: 'The review', ru: 'Обзор' },
    convention: false,
    sources: ['efremova-2026'],
  },
  {
    ruleSets: ['mll-baby:review'],
    comparison: compare('mrdEoi', '>=', 0.1),
    onTheCut: { en: '0.1 % is HR', ru: '0,1% — HR' },
    settledBy: {
      en: 'The source gives no limit for MRD-negative; the day-36 limit of the next protocol of the same group is used',
      ru: 'В источнике нет предела МОБ-отрицательности; взят предел 36-го дня следующего протокола той же группы',
    },
    convention: true,
    sources: ['efremova-2026'],
  },
  {
    ruleSets: ['all-baby-2021'],
    comparison: compare('mrdEoi', '>=', 0.1),
    onTheCut: { en: '0.1 % is HR', ru: '0,1% — HR' },
    settledBy: {
      en: 'The source prints "over 0.1" for HR and "under 0.1" for LR; a value that is not under 0.1 is not negative',
      ru: 'В источнике «более 0,1» для HR и «менее 0,1» для LR; значение не ниже 0,1 не является отрицательным',
    },
    convention: true,
    sources: ['efremova-2026'],
  },
  {
    ruleSets: ['interfant-99', 'interfant-06', ...BOTH_OF_INTERFANT_21, 'p9407', 'aall0631'],
    comparison: compare('ageDays', '<=', 365),
    onTheCut: { en: '365 days is in, 366 is out', ru: '365 дней входит, 366 — нет' },
    settledBy: {
      en: 'Registers: under 366 days, or 365 days or less',
      ru: 'Реестры: менее 366 дней или не более 365 дней',
    },
    convention: false,
    sources: ['isrctn-interfant99', 'nct00550992', 'isrctn-interfant06', 'nct05327894', 'p9407', 'aall0631'],
  },
  {
    ruleSets: ['all-baby-2021', 'mll-98', 'mll-03', 'ccg-1953', 'all-bfm-83-86-90-infants', 'total-xvi-infants'],
    comparison: compare('ageDays', '<=', 365),
    onTheCut: { en: '365 days is in, 366 is out', ru: '365 дней входит, 366 — нет' },
    settledBy: {
      en: 'The sources say only "infants", "under 1 year" or "12 months"; the limit of the registers is used',
      ru: 'В источниках только «младенцы», «до 1 года» или «12 мес»; взят предел из реестров',
    },
    convention: true,
    sources: [
      'mll9698-ash-2006',
      'koh-2015',
      'ccg1953-record',
      'dordelmann-1999',
      'total16-infant-2021',
      'efremova-2026',
    ],
  },
  {
    ruleSets: [
      'interfant-blina-pilot',
      'interfant-blina-pilot:review',
      'mll-baby',
      'mll-baby:review',
      'mll-10',
      'mll-10:review',
    ],
    comparison: compare('ageDays', '<=', 364),
    onTheCut: { en: '364 days is in, 365 is out', ru: '364 дня входит, 365 — нет' },
    settledBy: { en: 'Printed as under 365 days', ru: 'Напечатано: менее 365 дней' },
    convention: false,
    sources: ['cancervic-blinfant', 'mll-baby', 'mll10-ash-2019'],
  },
  {
    ruleSets: ['mll-96'],
    comparison: compare('ageDays', '<=', 395),
    onTheCut: { en: '395 days is in, 396 is out', ru: '395 дней входит, 396 — нет' },
    settledBy: { en: '13 months in days: 13 × 30.4375 = 395.7', ru: '13 мес в днях: 13 × 30,4375 = 395,7' },
    convention: true,
    sources: ['isoyama-2002'],
  },
  ...(['cns', 'cnsDay8'] as const).map(
    (question): Boundary => ({
      ruleSets: question === 'cns' ? ['all-baby-2021', 'mll-10'] : ['mll-10:review'],
      comparison: is(question, 'CNS3'),
      onTheCut: { en: 'CNS2 is not CNS disease', ru: 'ЦНС-2 не считается поражением ЦНС' },
      settledBy: {
        en: 'The sources say "CNS disease" or "involvement"; the text of the review on MLL-10 says CNS-3',
        ru: 'В источниках «поражение» или «вовлечение» ЦНС; в тексте обзора о MLL-10 сказано CNS-3',
      },
      convention: true,
      sources: ['efremova-2026', 'mll10-ash-2019', 'umin-mll10'],
    }),
  ),
];
