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

test('years of which one is known are words, and say of a study that has ended that its end is not reported', async () => {
  const enrolment = { planned: null, actual: null };
  const trials = [
    makeTrial({ status: 'completed', enrolment: { ...enrolment, start: '2003-09', end: null } }),
    makeTrial({ status: 'recruiting', enrolment: { ...enrolment, start: '2025-06', end: null } }),
    makeTrial({ status: 'completed', enrolment: { ...enrolment, start: null, end: '1999' } }),
    makeTrial({ status: 'completed', enrolment: { ...enrolment, start: '1996-06', end: '2006' } }),
  ];
  const table = attributeTable(trials, 'EFS', []);
  const said = {
    en: ['from 2003, end not reported', 'from 2025', 'until 1999', '1996–2006'],
    ru: ['с 2003 г., окончание не указано', 'с 2025 г.', 'по 1999 г.', '1996–2006'],
  };
  for (const locale of LOCALES) {
    const t = await messageLookup(locale);
    const { lines } = attributeTexts(table, figureTexts(figureOf([estimate('a')], null), locale, t), t);
    const cells = lines.find(({ attribute }) => attribute === 'enrolment')?.cells ?? [];
    expect(cells.map(({ parts }) => parts.map(({ text }) => text.replaceAll('\u00a0', ' ')).join())).toEqual(
      said[locale],
    );
  }
});
