import { all } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import { DAYS_NOTE, NEWLY_DIAGNOSED, REARRANGED, REARRANGED_TEXT, UNDER_1_YEAR_TEXT, UP_TO_365_DAYS } from './common';

/** Only the infant arm: KMT2A-germline infants followed the general plan, whose groups are not described here. */
export const TOTAL_XVI_INFANTS: RuleSet = {
  protocol: 'total-xvi-infants',
  variant: 'primary',
  version: '1',
  points: ['diagnosis'],
  notEvaluable: [],
  localNames: { HR: { en: 'infant arm', ru: 'рукав для младенцев' } },
  eligibility: [
    {
      id: 'T16-E1',
      text: UNDER_1_YEAR_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [
        cite('total16-infant-2021', 'abstract', { en: 'under 1 year', ru: 'до 1 года' }),
        convention('days', DAYS_NOTE),
      ],
    },
    { id: 'T16-E2', text: REARRANGED_TEXT, condition: REARRANGED, sources: [cite('total16-infant-2021', 'abstract')] },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'T16-HR',
        group: 'HR',
        text: {
          en: 'KMT2A rearranged, under 1 year: high-risk infant arm',
          ru: 'Перестройка KMT2A, до 1 года: группа высокого риска для младенцев',
        },
        condition: all(),
        sources: [cite('total16-infant-2021', 'abstract')],
      },
    ],
    restratifications: [],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
