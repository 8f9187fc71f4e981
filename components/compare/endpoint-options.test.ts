import { expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';

/** A select of 300 px leaves 256 px for its words, of 8 px a letter at 14 px. */
const MOST_LETTERS = 32;

test.each([
  ['en', en],
  ['ru', ru],
] as const)('the endpoints that one may choose stand whole in their select (%s)', (_, messages) => {
  const { compare, vocabulary } = messages;
  for (const [endpoint, words] of Object.entries(compare.endpointOption)) {
    expect(words.length, words).toBeLessThanOrEqual(MOST_LETTERS);
    expect(words).toMatch(
      new RegExp(`^${vocabulary.endpoint[endpoint as keyof typeof compare.endpointOption].short} – `, 'u'),
    );
  }
});
