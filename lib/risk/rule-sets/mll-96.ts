import { compare } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import {
  GERMLINE,
  GERMLINE_TEXT,
  LABEL_HR_NOTE,
  LABEL_LR_NOTE,
  NEWLY_DIAGNOSED,
  REARRANGED,
  REARRANGED_TEXT,
} from './common';

export const MLL_96: RuleSet = {
  protocol: 'mll-96',
  variant: 'primary',
  version: '1',
  points: ['diagnosis'],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    {
      id: 'M96-E1',
      text: { en: 'Age at diagnosis under 13 months', ru: 'Возраст на момент диагноза менее 13 мес' },
      condition: compare('ageDays', '<=', 395),
      sources: [
        cite('isoyama-2002', 'abstract', { en: 'before 13 months', ru: 'до 13 мес' }),
        convention('days', { en: '13 × 30.4375 = 395.7 days', ru: '13 × 30,4375 = 395,7 дня' }),
      ],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'M96-HR',
        group: 'HR',
        text: REARRANGED_TEXT,
        condition: REARRANGED,
        sources: [
          cite('isoyama-2002', 'abstract', { en: 'MLL+', ru: 'MLL+' }),
          cite('efremova-2026', 'Table', LABEL_HR_NOTE),
        ],
      },
      {
        id: 'M96-LR',
        group: 'LR',
        text: GERMLINE_TEXT,
        condition: GERMLINE,
        sources: [
          cite('isoyama-2002', 'abstract', { en: 'MLL−', ru: 'MLL−' }),
          cite('efremova-2026', 'Table', LABEL_LR_NOTE),
        ],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
