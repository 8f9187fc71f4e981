import type { TrialStatus } from '../../vocabulary';
import type { FlagName, TrialFilter } from './filter';

/** A filter that a question asks for in words; `rest`: the question without them. */
type AskedFilter = Readonly<{ asks: Partial<TrialFilter>; words: string; rest: string }>;

const WITHOUT = '(?:no|without|missing|lacking|нет|без|отсутству[юе]т)';
const END = '(?!\\p{L})';
/** What a reader calls that which is missing, the narrower before the wider. */
const MISSING: readonly (readonly [FlagName, string])[] = [
  [
    'noEfs',
    '(?:efs|event[- ]free survival|бсв|бессобытийн\\p{L}+ выживаемост\\p{L}+)(?: figures?| data|:? показател\\p{L}+)?',
  ],
  ['noOs', '(?:os|overall survival|ов|общ\\p{L}+ выживаемост\\p{L}+)(?: figures?| data|:? показател\\p{L}+)?'],
  ['noRiskRules', '(?:risk(?: group)?s?(?: rules)?|rules|правил\\p{L}*(?: групп риска)?|групп\\p{L}* риска)'],
  [
    'noYears',
    '(?:(?:enrol+ment )?years?(?: of enrol+ment)?|dates?(?: of enrol+ment)?|(?:годов|лет|года|дат)(?: набора)?|сроков набора)',
  ],
  [
    'noFigures',
    '(?:(?:published |опубликованн\\p{L}+ )?(?:figures?|data|results?|outcomes?|numbers?|показател\\p{L}+|данн\\p{L}+|результат\\p{L}*|исход\\p{L}*|цифр\\p{L}*)(?: at all)?)',
  ],
];
/** Those whose enrolment has ended, and with those that have not begun it everyone who is not recruiting; not known is neither. */
const ENDED: readonly TrialStatus[] = ['completed', 'closed', 'active'];
const ENROLLING = '(?:recruiting|enrol+ing|accruing)';
const ENROLMENT = '(?:enrol+ment|recruitment|accrual)';
/** What a status is not, the narrower before the wider. */
const NEGATED: readonly (readonly [readonly TrialStatus[], string])[] = [
  [['active'], `active,? (?:but )?not ${ENROLLING}`],
  [
    ['not-yet-recruiting'],
    `not yet (?:${ENROLLING}|open|started)|${ENROLMENT} (?:has )?not (?:yet )?(?:started|begun|opened)|(?:ещ[её]|пока) не (?:набира\\p{L}+|начат\\p{L}*|открыт\\p{L}*)|набор (?:ещ[её] |пока )?не (?:начат|начался|открыт)`,
  ],
  [
    ENDED,
    `(?:no longer|stopped) ${ENROLLING}|closed to ${ENROLMENT}|${ENROLMENT} (?:is |was )?(?:closed|complete|completed|finished|ended|over)|(?:closed|completed) ${ENROLMENT}|больше не набира\\p{L}+|набор (?:уже )?(?:закрыт|заверш[её]н|закончен|окончен|прекращ[её]н)|(?:закрыт|заверш[её]н|закончен|окончен)(?:ный)? набор`,
  ],
  [
    [...ENDED, 'not-yet-recruiting'],
    `(?:not |non-?)${ENROLLING}|not open(?: to ${ENROLMENT})?|no ${ENROLMENT}|не набира\\p{L}+|не вед[её]т набора?|набор(?:а)? (?:не (?:ид[её]т|вед[её]тся)|нет)|(?:нет|без) набора`,
  ],
  [
    ['closed', 'active', 'recruiting', 'not-yet-recruiting'],
    'not (?:yet )?(?:completed?|finished)|unfinished|(?:ещ[её] )?не (?:заверш[её]н\\p{L}*|законч\\p{L}*|окончен\\p{L}*)|незаверш[её]нн\\p{L}+',
  ],
];
const PATTERNS: readonly (readonly [Partial<TrialFilter>, RegExp])[] = [
  ...MISSING.map(([name, what]) => [{ [name]: true }, phrase(`${WITHOUT} ${what}`)] as const),
  ...NEGATED.map(([status, words]) => [{ status }, phrase(words)] as const),
];

function phrase(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})${END}`, 'iu');
}

/** What a question says is missing, or is not so, where the list has a filter for it; null where it says nothing of the kind. */
export function askedFilter(question: string): AskedFilter | null {
  const text = question.trim().replaceAll(/\s+/gu, ' ');
  for (const [asks, pattern] of PATTERNS) {
    const words = pattern.exec(text)?.[0];
    if (words === undefined) continue;
    const rest = text
      .replace(words, ' ')
      .replaceAll(/\s+/gu, ' ')
      .replaceAll(/^[\s,;]+|[\s,;]+$/gu, '');
    return { asks, words, rest };
  }
  return null;
}
