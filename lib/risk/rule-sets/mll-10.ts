import { all, any, compare, is, not, type Condition } from '../condition';
import type { BaselineClause, RuleSet } from '../rule-set';
import { cite } from '../sources';
import { GERMLINE, GERMLINE_TEXT, REARRANGED, UNDER_365_DAYS_TEXT, UP_TO_364_DAYS } from './common';

const CNS_DISEASE_AT_DIAGNOSIS: Condition = is('cns', 'CNS3');
const CNS_DISEASE_ON_DAY_8: Condition = is('cnsDay8', 'CNS3');

const LOW: BaselineClause = {
  id: 'M10-LR',
  group: 'LR',
  text: GERMLINE_TEXT,
  condition: GERMLINE,
  sources: [cite('mll10-ash-2019', 'abstract'), cite('umin-mll10', 'record'), cite('efremova-2026', 'Table')],
};

export const MLL_10: RuleSet = {
  protocol: 'mll-10',
  variant: 'primary',
  version: '1',
  points: ['diagnosis'],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    {
      id: 'M10-E1',
      text: UNDER_365_DAYS_TEXT,
      condition: UP_TO_364_DAYS,
      sources: [cite('mll10-ash-2019', 'abstract')],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      LOW,
      {
        id: 'M10-HR',
        group: 'HR',
        text: {
          en: 'KMT2A rearranged, and age under 180 days or CNS disease at diagnosis',
          ru: 'Перестройка KMT2A и возраст < 180 дней или поражение ЦНС в дебюте',
        },
        condition: all(REARRANGED, any(compare('ageDays', '<', 180), CNS_DISEASE_AT_DIAGNOSIS)),
        sources: [
          cite('mll10-ash-2019', 'abstract', { en: 'CNS disease', ru: 'поражение ЦНС' }),
          cite('umin-mll10', 'objectives', { en: 'CNS involvement at diagnosis', ru: 'поражение ЦНС в дебюте' }),
        ],
      },
      {
        id: 'M10-IR',
        group: 'IR',
        text: {
          en: 'KMT2A rearranged, age 180 days or more, no CNS disease at diagnosis',
          ru: 'Перестройка KMT2A, возраст ≥ 180 дней, нет поражения ЦНС в дебюте',
        },
        condition: all(REARRANGED, compare('ageDays', '>=', 180), not(CNS_DISEASE_AT_DIAGNOSIS)),
        sources: [
          cite('mll10-ash-2019', 'abstract', {
            en: '180 days or older, no CNS disease',
            ru: '180 дней и старше, без поражения ЦНС',
          }),
        ],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: {
    en: 'Under 30 days of age: gestational age of 36 weeks or more (the English record says over 36 weeks); no T-ALL, no mature B-ALL',
    ru: 'В возрасте до 30 дней: гестационный возраст 36 недель и более (в английской записи — более 36 недель); не T-ОЛЛ, не зрелоклеточный B-ОЛЛ',
  },
};

/** The review places the CNS criterion on day 8. Its "marked leucocytosis" carries no threshold and is not evaluated. */
export const MLL_10_REVIEW: RuleSet = {
  ...MLL_10,
  variant: 'review',
  points: ['diagnosis', 'day-8'],
  stratification: {
    kind: 'groups',
    baseline: [
      LOW,
      {
        id: 'M10-R-HR',
        group: 'HR',
        text: {
          en: 'KMT2A rearranged, and age under 180 days or CNS disease on day 8 (review only)',
          ru: 'Перестройка KMT2A и возраст < 180 дней или поражение ЦНС на 8-й день (только по обзору)',
        },
        condition: all(REARRANGED, any(compare('ageDays', '<', 180), CNS_DISEASE_ON_DAY_8)),
        sources: [
          cite('efremova-2026', 'Table'),
          cite('efremova-2026', 'section on transplantation', { en: 'CNS-3 on day 8', ru: 'CNS-3 на 8-й день' }),
        ],
      },
      {
        id: 'M10-R-IR',
        group: 'IR',
        text: {
          en: 'KMT2A rearranged, age 180 days or more, no CNS disease on day 8 (review only)',
          ru: 'Перестройка KMT2A, возраст ≥ 180 дней, нет поражения ЦНС на 8-й день (только по обзору)',
        },
        condition: all(REARRANGED, compare('ageDays', '>=', 180), not(CNS_DISEASE_ON_DAY_8)),
        sources: [
          cite('efremova-2026', 'Table'),
          cite('mll10-ash-2019', 'abstract', { en: 'exactly 180 days', ru: 'ровно 180 дней' }),
        ],
      },
    ],
    restratifications: [],
  },
};
