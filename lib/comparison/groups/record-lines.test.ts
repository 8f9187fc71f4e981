import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { course, dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import { localDefinition } from '../selection/local-definition';
import { child } from '../testing/figures';
import { recordLines } from './record-lines';

const { definition } = localDefinition('EFS', []);
const day = dayAfterDiagnosis(400);
/** The relapse is known by its month alone. */
const partly = course({
  events: [{ id: 'e', kind: 'relapse', date: day }],
  partialDates: [{ record: 'relapse', date: day, from: dayAfterDiagnosis(390), to: dayAfterDiagnosis(419) }],
});

test.each([
  ['en', ['1 of 2 local times', '3 of all 9 patients', '1 of all 9 patients']],
  ['ru', ['1', '3', '1']],
] as const)('partial dates, open errors and records not checked are said (%s)', async (locale, starts) => {
  const t = await messageLookup(locale);
  const lines = recordLines([partly, child(100, true)], definition, { all: 9, withErrors: 3, unchecked: 1 }, t);
  expect(lines).toHaveLength(3);
  starts.forEach((start, i) => expect(lines[i]).toContain(start));
});

test('a cohort without any of it has no line', async () => {
  const t = await messageLookup('en');
  expect(recordLines([child(100, true)], definition, { all: 1, withErrors: 0, unchecked: 0 }, t)).toEqual([]);
});
