import type { AddressProblem, Expected, ProblemCode } from './problem';

/** A message under `address` and its values. */
export type AddressSentence = Readonly<{
  key: `problem.${ProblemCode}` | `expected.${Expected['kind']}` | 'allowed' | 'known' | 'noParameters' | 'nearest';
  values: Readonly<Record<string, string | number>>;
}>;

/** More choices than these are not read. */
const MOST_NAMED = 20;

/**
 * A problem in words: what is wrong, what would be right, and what was probably meant. The page and the answers to
 * programs say the same.
 */
export function sentencesOf({ parameter, code, value, allowed, nearest, expected }: AddressProblem): AddressSentence[] {
  const sentences: AddressSentence[] = [{ key: `problem.${code}`, values: { parameter, value } }];
  if (expected !== undefined)
    sentences.push({
      key: `expected.${expected.kind}`,
      // As text: a year and a number that is to be typed have no separators.
      values: {
        ...('most' in expected && { most: String(expected.most) }),
        ...('least' in expected && { least: String(expected.least) }),
      },
    });
  if (allowed !== undefined && allowed.length <= MOST_NAMED)
    sentences.push(allowedSentence(allowed, code === 'unknown-parameter'));
  if (nearest !== undefined) sentences.push({ key: 'nearest', values: { nearest } });
  return sentences;
}

function allowedSentence(allowed: readonly string[], names: boolean): AddressSentence {
  if (names && allowed.length === 0) return { key: 'noParameters', values: {} };
  return { key: names ? 'known' : 'allowed', values: { values: allowed.join(', ') } };
}
