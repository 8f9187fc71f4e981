import { all, compare, is, not, type Condition } from '../condition';
import type { RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import { GERMLINE, GERMLINE_TEXT, NEWLY_DIAGNOSED, REARRANGED, UNDER_1_YEAR_TEXT, UP_TO_365_DAYS } from './common';

const CNS_DISEASE: Condition = is('cns', 'CNS3');

/** No primary source is public, so the review is the only reading. */
export const ALL_BABY_2021: RuleSet = {
  protocol: 'all-baby-2021',
  variant: 'review',
  version: '1',
  points: ['diagnosis', 'end-of-induction', 'after-hr1'],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    { id: 'AB-E1', text: UNDER_1_YEAR_TEXT, condition: UP_TO_365_DAYS, sources: [convention('infants under 1 year')] },
  ],
  stratification: {
    kind: 'groups',
    baseline: [
      {
        id: 'AB-HR',
        group: 'HR',
        text: { en: 'KMT2A rearranged with CNS disease', ru: 'Перестройка KMT2A и поражение ЦНС' },
        condition: all(REARRANGED, CNS_DISEASE),
        sources: [cite('efremova-2026', 'Table')],
      },
      {
        id: 'AB-IR',
        group: 'IR',
        text: { en: 'KMT2A rearranged without CNS disease', ru: 'Перестройка KMT2A без поражения ЦНС' },
        condition: all(REARRANGED, not(CNS_DISEASE)),
        sources: [cite('efremova-2026', 'Table')],
      },
      { id: 'AB-LR', group: 'LR', text: GERMLINE_TEXT, condition: GERMLINE, sources: [cite('efremova-2026', 'Table')] },
    ],
    restratifications: [
      {
        id: 'AB-EOI',
        point: 'end-of-induction',
        from: ['LR'],
        to: 'HR',
        text: {
          en: 'Low risk, MRD not under 0.1 % after induction: high risk',
          ru: 'Низкий риск, МОБ не ниже 0,1% после индукции: высокий риск',
        },
        condition: compare('mrdEoi', '>=', 0.1),
        sources: [
          cite('efremova-2026', 'Table', {
            en: 'over 0.1 % is HR, under 0.1 % is LR',
            ru: 'более 0,1% — HR, менее 0,1% — LR',
          }),
          convention('exactly 0.1', {
            en: 'a value that is not under 0.1 is not negative',
            ru: 'значение не ниже 0,1 не является отрицательным',
          }),
        ],
      },
      {
        id: 'AB-HR1',
        point: 'after-hr1',
        from: ['IR'],
        to: 'HR',
        text: {
          en: 'Intermediate risk, MRD-positive by PCR after block HR1: high risk',
          ru: 'Промежуточный риск, МОБ⁺ (ПЦР) после блока HR1: высокий риск',
        },
        condition: is('mrdHr1', 'positive'),
        sources: [cite('efremova-2026', 'Table')],
      },
    ],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};
