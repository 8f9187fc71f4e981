import { all, any, compare, is, not, type Condition } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, type Text } from '../sources';
import {
  AT_MOST_365_DAYS_TEXT,
  GERMLINE,
  GERMLINE_TEXT,
  MEDIUM_RISK,
  POOR_RESPONSE,
  REARRANGED,
  UP_TO_365_DAYS,
} from './common';

/** "And/or" in the review is read as age AND (WBC OR response), as the primary sources write it. */
export const YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE: Condition = all(
  compare('ageDays', '<', 183),
  any(compare('wbc', '>=', 300), POOR_RESPONSE),
);

export const NOT_EVALUABLE: Condition = is('kmt2a', 'not-evaluable');
export const NOT_EVALUABLE_TEXT: Text = {
  en: 'KMT2A status could not be established',
  ru: 'Статус KMT2A установить не удалось',
};

export const INTERFANT_06: RuleSet = {
  protocol: 'interfant-06',
  variant: 'primary',
  version: '1',
  points: ['diagnosis', 'day-8'],
  notEvaluable: ['kmt2a', 'prednisoneResponse'],
  localNames: { IR: MEDIUM_RISK },
  eligibility: [
    {
      id: 'I06-E1',
      text: AT_MOST_365_DAYS_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [cite('nct00550992', 'eligibility'), cite('isrctn-interfant06', 'eligibility')],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'I06-LR',
        group: 'LR',
        text: GERMLINE_TEXT,
        condition: GERMLINE,
        sources: [
          cite('pieters-2018-ash', 'abstract'),
          cite('pieters-2019', 'abstract'),
          cite('efremova-2026', 'Table'),
        ],
      },
      {
        id: 'I06-HR',
        group: 'HR',
        text: {
          en: 'KMT2A rearranged, age under 6 months (183 days), and WBC 300 ×10⁹/L or more or poor prednisone response',
          ru: 'Перестройка KMT2A, возраст < 6 мес (< 183 дней) и лейкоциты ≥ 300 × 10⁹/л или плохой ответ на 8-й день',
        },
        condition: all(REARRANGED, YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE),
        sources: [
          cite('pieters-2018-ash', 'abstract', {
            en: 'under 6 months, and WBC or poor response',
            ru: 'младше 6 мес и лейкоциты или плохой ответ',
          }),
          cite('pieters-2019', 'abstract', { en: 'WBC "300 or more"', ru: 'лейкоциты «300 и более»' }),
          cite('mann-2010', 'abstract', { en: 'WBC "300 or more"', ru: 'лейкоциты «300 и более»' }),
          cite('efremova-2026', 'Table', { en: '183 days', ru: '183 дня' }),
        ],
      },
      {
        id: 'I06-IR',
        group: 'IR',
        text: {
          en: 'KMT2A rearranged without the high-risk combination',
          ru: 'Перестройка KMT2A без сочетания признаков высокого риска',
        },
        condition: all(REARRANGED, not(YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE)),
        sources: [
          cite('pieters-2018-ash', 'abstract', {
            en: '"all other" rearranged cases',
            ru: '«все остальные» случаи с перестройкой',
          }),
          cite('efremova-2026', 'Table'),
        ],
      },
      {
        id: 'I06-IR-NE',
        group: 'IR',
        text: NOT_EVALUABLE_TEXT,
        condition: NOT_EVALUABLE,
        sources: [cite('cancervic-blinfant', 'inclusion 6'), cite('efremova-2026', 'Table')],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: {
    en: 'No mature B-ALL, no known BCR-ABL1, no corticosteroids in the 4 weeks before diagnosis',
    ru: 'Нет зрелоклеточного B-ОЛЛ, нет известного BCR-ABL1, без глюкокортикоидов в течение 4 недель до диагноза',
  },
};
