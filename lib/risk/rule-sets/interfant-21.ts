import { compare, is, not } from '../condition';
import type { BaselineClause, Clause, Restratification, RuleSet } from '../rule-set';
import { cite, type ClauseSource } from '../sources';
import { AT_MOST_365_DAYS_TEXT, MEDIUM_RISK, REARRANGED, REARRANGED_TEXT, UP_TO_365_DAYS } from './common';
import { YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE } from './interfant-06';

const ELIGIBILITY: readonly Clause[] = [
  {
    id: 'I21-E1',
    text: AT_MOST_365_DAYS_TEXT,
    condition: UP_TO_365_DAYS,
    sources: [cite('nct05327894', 'eligibility')],
  },
  {
    id: 'I21-E2',
    text: REARRANGED_TEXT,
    condition: REARRANGED,
    sources: [
      cite('nct05327894', 'eligibility', {
        en: 'the row of the review does not name KMT2A; the same condition is used',
        ru: 'в строке обзора KMT2A не назван; используется то же условие',
      }),
    ],
  },
];

const HIGH: BaselineClause = {
  id: 'I21-HR',
  group: 'HR',
  text: {
    en: 'Age under 6 months (183 days), and WBC 300 ×10⁹/L or more or poor prednisone response',
    ru: 'Возраст < 6 мес (< 183 дней) и лейкоциты ≥ 300 × 10⁹/л или плохой ответ на 8-й день',
  },
  condition: YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE,
  sources: [
    cite('efremova-2026', 'Table'),
    cite('gpoh-interfant21', 'Therapy / study arms', {
      en: 'prints WBC "under 300", a misprint',
      ru: 'напечатано «менее 300», опечатка',
    }),
  ],
};

function medium(sources: readonly [ClauseSource, ...ClauseSource[]]): BaselineClause {
  return {
    id: 'I21-IR',
    group: 'IR',
    text: {
      en: 'No high-risk combination at diagnosis and day 8',
      ru: 'Нет сочетания признаков высокого риска при диагнозе и на 8-й день',
    },
    condition: not(YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE),
    sources,
  };
}

const GOOD_RESPONSE_SOURCE = cite('efremova-2026', 'Table', { en: 'good response', ru: 'хороший ответ' });

const AFTER_BLINATUMOMAB: Restratification = {
  id: 'I21-B1',
  point: 'after-blina-1',
  from: ['IR'],
  to: 'HR',
  text: {
    en: 'MRD over 0.01 % after the first blinatumomab cycle: high-risk treatment',
    ru: 'МОБ > 0,01% после 1-го курса блинатумомаба: перевод в высокий риск',
  },
  condition: compare('mrdBlina1', '>', 0.01),
  sources: [cite('gpoh-interfant21', 'Therapy / study arms'), cite('efremova-2026', 'Table')],
};

const NO_REMISSION: Restratification = {
  id: 'I21-EOI',
  point: 'end-of-induction',
  from: ['IR'],
  to: 'HR',
  text: {
    en: 'Medium risk without complete remission at the end of induction: high-risk treatment',
    ru: 'Промежуточный риск без полной ремиссии к концу индукции: перевод в высокий риск',
  },
  condition: is('remissionEoi', false),
  sources: [
    cite('gpoh-interfant21', 'Therapy / study arms', {
      en: 'medium-risk patients not in remission get high-risk treatment',
      ru: 'пациенты среднего риска без ремиссии получают лечение высокого риска',
    }),
    cite('nct05327894', 'eligibility'),
  ],
};

const MRD_OF_1_PERCENT: Restratification = {
  ...NO_REMISSION,
  id: 'I21-R-EOI',
  text: {
    en: 'MRD of 1 % or more after induction (review only): high risk',
    ru: 'МОБ ≥ 1% после индукции (только по обзору): высокий риск',
  },
  condition: compare('mrdEoi', '>=', 1),
  sources: [
    cite('efremova-2026', 'Table', {
      en: 'no other source has this cut-off',
      ru: 'в других источниках этого порога нет',
    }),
  ],
};

export const INTERFANT_21: RuleSet = {
  protocol: 'interfant-21',
  variant: 'primary',
  version: '1',
  points: ['diagnosis', 'day-8', 'end-of-induction', 'after-blina-1'],
  notEvaluable: ['prednisoneResponse'],
  localNames: { IR: MEDIUM_RISK },
  eligibility: ELIGIBILITY,
  stratification: {
    kind: 'groups',
    baseline: [
      HIGH,
      medium([
        cite('gpoh-interfant21', 'Therapy / study arms', {
          en: 'good or unknown response',
          ru: 'хороший или неизвестный ответ',
        }),
        GOOD_RESPONSE_SOURCE,
      ]),
    ],
    restratifications: [NO_REMISSION, AFTER_BLINATUMOMAB],
  },
  subgroups: {
    group: 'IR',
    question: 'mrdEoi',
    limit: 0.05,
    below: 'MR-low',
    otherwise: 'MR-high',
    sources: [cite('gpoh-interfant21', 'Therapy / study arms')],
  },
  outside: {
    en: 'B-precursor ALL or B-cell mixed phenotype, no T-ALL; no blinatumomab if CD19-negative or CNS2/CNS3 at the end of induction, and then there is no result after the first blinatumomab cycle',
    ru: 'ОЛЛ из B-предшественников или смешанный фенотип с B-клеточным компонентом, не T-ОЛЛ; без блинатумомаба при CD19-отрицательном лейкозе или ЦНС-2/ЦНС-3 в конце индукции, и тогда результата после 1-го курса блинатумомаба не бывает',
  },
};

/** The review asks for a good response in the medium-risk group, so a response that is not evaluable is unknown here. */
export const INTERFANT_21_REVIEW: RuleSet = {
  ...INTERFANT_21,
  variant: 'review',
  notEvaluable: [],
  stratification: {
    kind: 'groups',
    baseline: [HIGH, medium([GOOD_RESPONSE_SOURCE])],
    restratifications: [MRD_OF_1_PERCENT, AFTER_BLINATUMOMAB],
  },
  subgroups: null,
};
