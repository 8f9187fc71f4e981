import type { RuleSet } from '../rule-set';
import { AALL0631 } from './aall0631';
import { ALL_BABY_2021 } from './all-baby-2021';
import { ALL_BFM_83_86_90_INFANTS } from './all-bfm-83-86-90-infants';
import { CCG_1953 } from './ccg-1953';
import { INTERFANT_06 } from './interfant-06';
import { INTERFANT_21, INTERFANT_21_REVIEW } from './interfant-21';
import { INTERFANT_99 } from './interfant-99';
import { INTERFANT_BLINA_PILOT, INTERFANT_BLINA_PILOT_REVIEW } from './interfant-blina-pilot';
import { MLL_03 } from './mll-03';
import { MLL_10, MLL_10_REVIEW } from './mll-10';
import { MLL_96 } from './mll-96';
import { MLL_98 } from './mll-98';
import { MLL_BABY, MLL_BABY_REVIEW } from './mll-baby';
import { P9407 } from './p9407';
import { TOTAL_XVI_INFANTS } from './total-xvi-infants';

/** Every rule set of every protocol in the order of every answer; of two readings the primary one comes first. */
export const ALL_RULE_SETS: readonly RuleSet[] = [
  INTERFANT_99,
  INTERFANT_06,
  INTERFANT_BLINA_PILOT,
  INTERFANT_BLINA_PILOT_REVIEW,
  INTERFANT_21,
  INTERFANT_21_REVIEW,
  MLL_BABY,
  MLL_BABY_REVIEW,
  ALL_BABY_2021,
  MLL_96,
  MLL_98,
  MLL_03,
  MLL_10,
  MLL_10_REVIEW,
  CCG_1953,
  P9407,
  AALL0631,
  ALL_BFM_83_86_90_INFANTS,
  TOTAL_XVI_INFANTS,
];
