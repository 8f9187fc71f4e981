import { describe, expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import vignettes from '@/lib/risk/golden/vignettes.json';

describe('titles of the worked cases', () => {
  test('the English ones are those of the specification', () => {
    expect(en.riskRules.case).toEqual(Object.fromEntries(vignettes.map(({ id, title }) => [id, title])));
  });

  test('every case has a Russian one', () => {
    expect(Object.keys(ru.riskRules.case)).toEqual(vignettes.map(({ id }) => id));
  });
});
