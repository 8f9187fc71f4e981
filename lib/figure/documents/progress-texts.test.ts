import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import { enrolmentYears } from './progress-texts';

// P9407 enrolled from June 1996 and is completed, its end is not in the sources read; CCG-1953 from October 1996 to August 2000.
test.each([
  ['en', '1996-06', null, 'completed', 'from 1996, end not reported'],
  ['ru', '1996-06', null, 'completed', 'с 1996 г., окончание не указано'],
  ['en', '1996-10', '2000-08', 'completed', '1996–2000'],
  ['en', '2025-06', null, 'recruiting', 'from 2025'],
  ['en', '1996-06', null, 'unknown', 'from 1996, end not reported'],
] as const)('in %s, from %s to %s, %s: %s', async (locale, start, end, status: TrialStatus, expected) => {
  const enrolment = { start, end, planned: null, actual: null };
  const words = enrolmentYears({ enrolment, status }, await messageLookup(locale));
  expect(words.replaceAll('\u00a0', ' ')).toBe(expected);
});
