import { all, compare } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite } from '../sources';
import {
  GERMLINE,
  GERMLINE_TEXT,
  NEWLY_DIAGNOSED,
  REARRANGED,
  STANDARD_RISK,
  UNDER_366_DAYS_TEXT,
  UP_TO_365_DAYS,
} from './common';

export const AALL0631: RuleSet = {
  protocol: 'aall0631',
  variant: 'primary',
  version: '1',
  points: ['diagnosis'],
  notEvaluable: [],
  localNames: { LR: STANDARD_RISK },
  eligibility: [
    {
      id: 'A0631-E1',
      text: UNDER_366_DAYS_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [cite('aall0631', 'eligibility')],
    },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'A0631-LR',
        group: 'LR',
        text: GERMLINE_TEXT,
        condition: GERMLINE,
        sources: [cite('utsw-aall0631', 'summary'), cite('efremova-2026', 'Table')],
      },
      {
        id: 'A0631-HR',
        group: 'HR',
        text: { en: 'KMT2A rearranged, age under 90 days', ru: 'Перестройка KMT2A, возраст < 90 дней' },
        condition: all(REARRANGED, compare('ageDays', '<', 90)),
        sources: [cite('utsw-aall0631', 'summary'), cite('efremova-2026', 'Table')],
      },
      {
        id: 'A0631-IR',
        group: 'IR',
        text: { en: 'KMT2A rearranged, age 90 days or more', ru: 'Перестройка KMT2A, возраст ≥ 90 дней' },
        condition: all(REARRANGED, compare('ageDays', '>=', 90)),
        sources: [cite('utsw-aall0631', 'summary')],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
