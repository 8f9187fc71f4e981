import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { makeTrial } from '@/lib/registry/testing/dataset';
import { estimate, figureOf } from '../testing/figures';
import { attributeTable } from '../views/attribute-table';
import { attributeTexts } from './attribute-texts';
import { figureTexts } from './figure-texts';

const source = { ref: 'one', locator: 'abstract', url: null, level: 'primary-abstract' } as const;

test('a figure without a horizon says so once, and a group has its name in the reader’s language', async () => {
  const { trial: _, acronym: __, ...figure } = estimate('a', { source });
  const trial = makeTrial({
    estimates: [{ ...figure, timeYears: null }],
    strata: [
      {
        group: 'HR',
        localName: 'HR (prednisone poor response)',
        definition: { en: 'x', ru: 'y' },
        n: null,
        source,
      },
    ],
  });
  const table = attributeTable([trial], 'EFS', [{ id: 'one', type: 'article-journal', title: 'T' }]);
  const found = await Promise.all(
    LOCALES.map(async (locale) => {
      const t = await messageLookup(locale);
      const { lines } = attributeTexts(table, figureTexts(figureOf([estimate('a')], null), locale, t), t);
      return ['risk', 'outcomes'].map((attribute) =>
        lines
          .find((line) => line.attribute === attribute)
          ?.cells[0]?.parts.map(({ text }) => text.replaceAll(/[\u00a0\u202f]/gu, ' '))
          .join(),
      );
    }),
  );
  expect(found).toEqual([
    ['HR (prednisone poor response): x', expect.stringMatching(/EFS [^,]*, horizon not stated, from diagnosis/u)],
    [
      'HR (плохой ответ на преднизолон): y',
      expect.stringMatching(/БСВ [^,]*(?:,\d+ %)?[^,]*, срок не указан, от даты/u),
    ],
  ]);
});

test('a protocol without risk groups says so without a name for them', async () => {
  // As CCG-1953 is kept: not stratified, no name.
  const definition = { en: 'Not stratified', ru: 'Без стратификации' };
  const strata = [{ group: 'not-stratified', localName: '–', definition, n: null, source }] as const;
  const table = attributeTable([makeTrial({ strata: [...strata] })], 'EFS', [
    { id: 'one', type: 'article-journal', title: 'T' },
  ]);
  for (const locale of LOCALES) {
    const t = await messageLookup(locale);
    const { lines } = attributeTexts(table, figureTexts(figureOf([estimate('a')], null), locale, t), t);
    const cell = lines.find(({ attribute }) => attribute === 'risk')?.cells[0];
    expect(cell?.parts.map(({ text }) => text)).toEqual([definition[locale]]);
  }
});
