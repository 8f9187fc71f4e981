import { is } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import {
  DAYS_NOTE,
  GOOD_RESPONSE_TEXT,
  NEWLY_DIAGNOSED,
  POOR_RESPONSE,
  POOR_RESPONSE_TEXT,
  UNDER_1_YEAR_TEXT,
  UP_TO_365_DAYS,
} from './common';

/** Infants of three consecutive trials, analysed by the criterion that Interfant later used. */
export const ALL_BFM_83_86_90_INFANTS: RuleSet = {
  protocol: 'all-bfm-83-86-90-infants',
  variant: 'primary',
  version: '1',
  points: ['day-8'],
  notEvaluable: [],
  localNames: {
    HR: { en: 'prednisone poor responders', ru: 'плохой ответ на преднизолон' },
    LR: { en: 'prednisone good responders', ru: 'хороший ответ на преднизолон' },
  },
  eligibility: [
    {
      id: 'BFM-E1',
      text: UNDER_1_YEAR_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [
        cite('dordelmann-1999', 'abstract', { en: '12 months or younger', ru: '12 мес и младше' }),
        convention('days', DAYS_NOTE),
      ],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'BFM-HR',
        group: 'HR',
        text: POOR_RESPONSE_TEXT,
        condition: POOR_RESPONSE,
        sources: [cite('dordelmann-1999', 'abstract')],
      },
      {
        id: 'BFM-LR',
        group: 'LR',
        text: GOOD_RESPONSE_TEXT,
        condition: is('prednisoneResponse', 'good'),
        sources: [cite('dordelmann-1999', 'abstract')],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
