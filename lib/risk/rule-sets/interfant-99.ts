import { is } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, type ClauseSource } from '../sources';
import {
  CUT_OFF_NOTE,
  GOOD_RESPONSE_TEXT,
  NEWLY_DIAGNOSED,
  POOR_RESPONSE,
  POOR_RESPONSE_TEXT,
  STANDARD_RISK,
  UNDER_366_DAYS_TEXT,
  UP_TO_365_DAYS,
} from './common';

const RESPONSE_SOURCES: readonly [ClauseSource, ...ClauseSource[]] = [
  cite('pieters-2007', 'abstract, Methods', {
    en: 'stratified by the blood response to the 7-day prednisone prophase',
    ru: 'стратификация по ответу крови на 7-дневную предфазу преднизолоном',
  }),
  cite('dordelmann-1999', 'abstract', CUT_OFF_NOTE),
  cite('efremova-2026', 'Table', CUT_OFF_NOTE),
];

export const INTERFANT_99: RuleSet = {
  protocol: 'interfant-99',
  variant: 'primary',
  version: '1',
  points: ['day-8'],
  notEvaluable: [],
  localNames: { LR: STANDARD_RISK },
  eligibility: [
    {
      id: 'I99-E1',
      text: UNDER_366_DAYS_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [cite('isrctn-interfant99', 'eligibility')],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      { id: 'I99-HR', group: 'HR', text: POOR_RESPONSE_TEXT, condition: POOR_RESPONSE, sources: RESPONSE_SOURCES },
      {
        id: 'I99-LR',
        group: 'LR',
        text: GOOD_RESPONSE_TEXT,
        condition: is('prednisoneResponse', 'good'),
        sources: RESPONSE_SOURCES,
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
