import { all, not } from '../condition';
import type { BaselineClause, Clause, RuleSet } from '../rule-set';
import { cite, type Text } from '../sources';
import { GERMLINE, MEDIUM_RISK, REARRANGED, UNDER_365_DAYS_TEXT, UP_TO_364_DAYS } from './common';
import { NOT_EVALUABLE, NOT_EVALUABLE_TEXT, YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE } from './interfant-06';

const AGE_LIMIT: Clause = {
  id: 'IBP-E1',
  text: UNDER_365_DAYS_TEXT,
  condition: UP_TO_364_DAYS,
  sources: [
    cite('cancervic-blinfant', 'inclusion 4', {
      en: 'under 365 days; the review gives no limit, and the same one is used',
      ru: 'менее 365 дней; в обзоре предел не указан, используется тот же',
    }),
  ],
};

const HIGH_AND_MEDIUM: readonly BaselineClause[] = [
  {
    id: 'IBP-HR',
    group: 'HR',
    text: { en: 'High risk as in Interfant-06', ru: 'Высокий риск по критериям Interfant-06' },
    condition: all(REARRANGED, YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE),
    sources: [
      cite('cancervic-blinfant', 'inclusion 6', {
        en: 'Interfant-06 stratification',
        ru: 'стратификация Interfant-06',
      }),
      cite('efremova-2026', 'Table'),
    ],
  },
  {
    id: 'IBP-IR',
    group: 'IR',
    text: { en: 'Medium risk as in Interfant-06', ru: 'Промежуточный риск по критериям Interfant-06' },
    condition: all(REARRANGED, not(YOUNG_WITH_HIGH_WBC_OR_POOR_RESPONSE)),
    sources: [
      cite('cancervic-blinfant', 'inclusion 6', {
        en: 'Interfant-06 stratification',
        ru: 'стратификация Interfant-06',
      }),
      cite('efremova-2026', 'Table'),
    ],
  },
  {
    id: 'IBP-IR-NE',
    group: 'IR',
    text: NOT_EVALUABLE_TEXT,
    condition: NOT_EVALUABLE,
    sources: [cite('cancervic-blinfant', 'inclusion 6'), cite('efremova-2026', 'Table')],
  },
];

const OUTSIDE: Text = {
  en: 'CD19-positive B-precursor ALL; over 28 days old at the start of blinatumomab; marrow M1 or M2 (under 25 % blasts) after induction. A missing remission does not say whether the marrow is M2 or M3',
  ru: 'CD19-положительный ОЛЛ из B-предшественников; возраст старше 28 дней к началу блинатумомаба; костный мозг M1 или M2 (< 25% бластов) после индукции. Отсутствие ремиссии не говорит, M2 или M3 костный мозг',
};

export const INTERFANT_BLINA_PILOT: RuleSet = {
  protocol: 'interfant-blina-pilot',
  variant: 'primary',
  version: '1',
  points: ['diagnosis', 'day-8'],
  notEvaluable: ['kmt2a', 'prednisoneResponse'],
  localNames: { IR: MEDIUM_RISK },
  eligibility: [
    AGE_LIMIT,
    {
      id: 'IBP-E2',
      text: { en: 'KMT2A rearranged or not evaluable', ru: 'Перестройка KMT2A или статус KMT2A не установлен' },
      condition: not(GERMLINE),
      sources: [cite('cancervic-blinfant', 'inclusion 6')],
    },
  ],
  stratification: { kind: 'groups', baseline: HIGH_AND_MEDIUM, restratifications: [] },
  subgroups: null,
  outside: OUTSIDE,
};

/** The review asks for a good response in the medium-risk group, so a response that is not evaluable is unknown here. */
export const INTERFANT_BLINA_PILOT_REVIEW: RuleSet = {
  ...INTERFANT_BLINA_PILOT,
  variant: 'review',
  notEvaluable: ['kmt2a'],
  eligibility: [AGE_LIMIT],
  stratification: {
    kind: 'groups',
    baseline: [
      ...HIGH_AND_MEDIUM,
      {
        id: 'IBP-R-LR',
        group: 'LR',
        text: { en: 'KMT2A germline (review only)', ru: 'Герминальный KMT2A (только по обзору)' },
        condition: GERMLINE,
        sources: [cite('efremova-2026', 'Table')],
      },
    ],
    restratifications: [],
  },
};
