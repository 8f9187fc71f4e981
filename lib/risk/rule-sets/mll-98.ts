import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import {
  DAYS_NOTE,
  GERMLINE,
  GERMLINE_TEXT,
  LABEL_HR_NOTE,
  LABEL_LR_NOTE,
  NEWLY_DIAGNOSED,
  REARRANGED,
  REARRANGED_TEXT,
  UNDER_1_YEAR_TEXT,
  UP_TO_365_DAYS,
} from './common';

export const MLL_98: RuleSet = {
  protocol: 'mll-98',
  variant: 'primary',
  version: '1',
  points: ['diagnosis'],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    {
      id: 'M98-E1',
      text: UNDER_1_YEAR_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [
        cite('mll9698-ash-2006', 'abstract', { en: 'under 12 months', ru: 'младше 12 мес' }),
        convention('days', DAYS_NOTE),
      ],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'M98-HR',
        group: 'HR',
        text: REARRANGED_TEXT,
        condition: REARRANGED,
        sources: [cite('mll9698-ash-2006', 'abstract'), cite('efremova-2026', 'Table', LABEL_HR_NOTE)],
      },
      {
        id: 'M98-LR',
        group: 'LR',
        text: GERMLINE_TEXT,
        condition: GERMLINE,
        sources: [cite('mll9698-ash-2006', 'abstract'), cite('efremova-2026', 'Table', LABEL_LR_NOTE)],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
