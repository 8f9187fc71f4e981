import { all } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import { NEWLY_DIAGNOSED, REARRANGED, REARRANGED_TEXT, UNDER_1_YEAR_TEXT, UP_TO_365_DAYS } from './common';

export const MLL_03: RuleSet = {
  protocol: 'mll-03',
  variant: 'primary',
  version: '1',
  points: [],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    { id: 'M03-E1', text: UNDER_1_YEAR_TEXT, condition: UP_TO_365_DAYS, sources: [convention('infants')] },
    { id: 'M03-E2', text: REARRANGED_TEXT, condition: REARRANGED, sources: [cite('koh-2015', 'abstract')] },
  ],
  stratification: {
    kind: 'none',
    clause: {
      id: 'M03-NS',
      text: {
        en: 'Not stratified: one group, all high risk by MLL-96 and MLL-98',
        ru: 'Не стратифицируются: одна группа, высокий риск по MLL-96 и MLL-98',
      },
      condition: all(),
      sources: [cite('koh-2015', 'abstract'), cite('efremova-2026', 'Table')],
    },
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
