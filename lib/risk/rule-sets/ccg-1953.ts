import { all } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import { DAYS_NOTE, UNDER_1_YEAR_TEXT, UP_TO_365_DAYS } from './common';

export const CCG_1953: RuleSet = {
  protocol: 'ccg-1953',
  variant: 'primary',
  version: '1',
  points: [],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    {
      id: 'C1953-E1',
      text: UNDER_1_YEAR_TEXT,
      condition: UP_TO_365_DAYS,
      sources: [
        cite('ccg1953-record', 'eligibility', { en: 'before 1 year of age', ru: 'до 1 года' }),
        convention('days', DAYS_NOTE),
      ],
    },
  ],
  stratification: {
    kind: 'none',
    clause: {
      id: 'C1953-NS',
      text: {
        en: 'Not stratified; transplantation offered for 11q23/MLL rearrangement with a suitable donor',
        ru: 'Не стратифицируются; при перестройке MLL/11q23 и наличии донора — ТГСК',
      },
      condition: all(),
      sources: [cite('ccg1953-record', 'outline'), cite('efremova-2026', 'Table')],
    },
  },
  subgroups: null,
  outside: { en: 'Donor availability (transplantation)', ru: 'Наличие донора (ТГСК)' },
};
