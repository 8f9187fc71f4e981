import { expect, test } from 'vitest';
import { fitsPattern, SiteSettingsInput } from './site-settings';

test.each([
  ['ДГКБ-012/24', 'ДГКБ-###/##', true],
  ['ДГКБ-12/24', 'ДГКБ-###/##', false],
  ['AB-1', '@@-#', true],
  ['A1-1', '@@-#', false],
  ['anything', null, true],
])('“%s” under the pattern %s: %s', (pseudonym, pattern, fits) => expect(fitsPattern(pseudonym, pattern)).toBe(fits));

test('an interval of no months and a pattern of other signs are refused', () => {
  const of = (typed: object) =>
    SiteSettingsInput.safeParse({
      siteId: '7f0c1f6e-7f0a-4f6e-8a57-0c5f1b2a3c4d',
      followUpMonths: '6',
      pseudonymPattern: '',
      ...typed,
    });
  expect(of({}).data).toMatchObject({ followUpMonths: 6, pseudonymPattern: null });
  expect(of({ followUpMonths: '0' }).success).toBe(false);
  expect(of({ pseudonymPattern: 'A B' }).success).toBe(false);
});
