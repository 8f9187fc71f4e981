import type { FlagName } from './filter';

/** A filter that a question asks for in words; `rest`: the question without them. */
type AskedFilter = Readonly<{ name: FlagName; words: string; rest: string }>;

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
const PATTERNS = MISSING.map(
  ([name, what]) => [name, new RegExp(`(?<!\\p{L})${WITHOUT} ${what}${END}`, 'iu')] as const,
);

/** What a question says is missing, where the list has a filter for it; null where it says nothing of the kind. */
export function askedFilter(question: string): AskedFilter | null {
  const text = question.trim().replaceAll(/\s+/gu, ' ');
  for (const [name, pattern] of PATTERNS) {
    const words = pattern.exec(text)?.[0];
    if (words === undefined) continue;
    const rest = text
      .replace(words, ' ')
      .replaceAll(/\s+/gu, ' ')
      .replaceAll(/^[\s,;]+|[\s,;]+$/gu, '');
    return { name, words, rest };
  }
  return null;
}
