import { all } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite } from '../sources';
import { NEWLY_DIAGNOSED, UNDER_366_DAYS_TEXT, UP_TO_365_DAYS } from './common';

export const P9407: RuleSet = {
  protocol: 'p9407',
  variant: 'primary',
  version: '1',
  points: [],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    { id: 'P9407-E1', text: UNDER_366_DAYS_TEXT, condition: UP_TO_365_DAYS, sources: [cite('p9407', 'eligibility')] },
  ],
  stratification: {
    kind: 'none',
    clause: {
      id: 'P9407-NS',
      text: { en: 'Not stratified', ru: 'Не стратифицируются' },
      condition: all(),
      sources: [
        cite('dreyer-2015', 'abstract', {
          en: 'three consecutive cohorts, one plan for all',
          ru: 'три последовательные когорты, один план для всех',
        }),
        cite('efremova-2026', 'Table'),
      ],
    },
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
