import { all, any, compare, is, not, type Condition } from '../condition';
import type { BaselineClause, Restratification, RuleSet } from '../rule-set';
import { cite, convention } from '../sources';
import { GERMLINE, NEWLY_DIAGNOSED, REARRANGED, UNDER_365_DAYS_TEXT, UP_TO_364_DAYS } from './common';

const AFF1: Condition = is('kmt2aPartner', 'AFF1');

const NO_REMISSION: Restratification = {
  id: 'MB-EOI',
  point: 'end-of-induction',
  from: ['IR'],
  to: 'HR',
  text: {
    en: 'No complete remission on days 36/43: high risk',
    ru: 'Нет полной ремиссии на 36/43-й день: высокий риск',
  },
  condition: is('remissionEoi', false),
  sources: [
    cite('fechina-2007', 'abstract', {
      en: 'no complete remission on days 36/43',
      ru: 'нет полной ремиссии на 36/43-й день',
    }),
  ],
};

const NO_MRD_NEGATIVE_REMISSION: Restratification = {
  ...NO_REMISSION,
  id: 'MB-R-EOI',
  text: {
    en: 'No MRD-negative complete remission by day 36 (review only): high risk',
    ru: 'Нет МОБ-отрицательной клинико-гематологической ремиссии к 36-му дню (только по обзору): высокий риск',
  },
  condition: any(is('remissionEoi', false), compare('mrdEoi', '>=', 0.1)),
  sources: [
    cite('efremova-2026', 'Table', {
      en: 'no clinical-haematological, MRD-negative remission by day 36',
      ru: 'нет МОБ-отрицательной клинико-гематологической ремиссии к 36-му дню',
    }),
    convention('cut-off', {
      en: 'the source gives no limit for MRD-negative; the day-36 limit of the next protocol of the same group, 0.1 %, is used',
      ru: 'в источнике нет предела МОБ-отрицательности; взят предел 36-го дня следующего протокола той же группы, 0,1%',
    }),
  ],
};

const BASELINE: readonly BaselineClause[] = [
  {
    id: 'MB-HR',
    group: 'HR',
    text: { en: 't(4;11)(q21;q23) / KMT2A::AFF1', ru: 't(4;11)(q21;q23)/KMT2A::AFF1' },
    condition: all(REARRANGED, AFF1),
    sources: [cite('fechina-2007', 'abstract'), cite('efremova-2026', 'Table')],
  },
  {
    id: 'MB-IR',
    group: 'IR',
    text: {
      en: 'Another KMT2A rearrangement, or KMT2A germline',
      ru: 'Другая перестройка KMT2A или герминальный KMT2A',
    },
    condition: any(GERMLINE, all(REARRANGED, not(AFF1))),
    sources: [
      cite('fechina-2007', 'abstract', { en: 'all the rest', ru: 'все остальные' }),
      cite('efremova-2026', 'Table'),
    ],
  },
];

export const MLL_BABY: RuleSet = {
  protocol: 'mll-baby',
  variant: 'primary',
  version: '1',
  points: ['diagnosis', 'end-of-induction'],
  notEvaluable: [],
  localNames: {},
  eligibility: [
    { id: 'MB-E1', text: UNDER_365_DAYS_TEXT, condition: UP_TO_364_DAYS, sources: [cite('mll-baby', 'eligibility')] },
  ],
  stratification: {
    kind: 'groups',
    baseline: BASELINE,
    restratifications: [NO_REMISSION],
  },
  subgroups: null,
  outside: NEWLY_DIAGNOSED,
};

export const MLL_BABY_REVIEW: RuleSet = {
  ...MLL_BABY,
  variant: 'review',
  stratification: { kind: 'groups', baseline: BASELINE, restratifications: [NO_MRD_NEGATIVE_REMISSION] },
};
