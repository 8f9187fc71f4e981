import { expect, test } from 'vitest';
import { diseaseSections } from '@/lib/registry/disease/page';
import { diseaseWords } from '@/lib/registry/disease/words';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { makeFact } from '@/lib/registry/testing/dataset';
import { everyDocument } from '../testing/documents';
import { diseaseDocument } from './disease-document';
import { documentFooter } from './document-footer';

test.each([
  ['en', 'Approved by one curator alone: Down syndrome (infants).'],
  ['ru', 'Утверждено одним куратором: синдром Дауна (младенцы).'],
] as const)('a share that one curator approved alone says so in every file (%s)', async (locale, words) => {
  const t = await messageLookup(locale);
  const address = 'https://registry.example/disease';
  const alone = makeFact({
    id: 'alone',
    characteristic: { en: 'Down syndrome', ru: 'синдром Дауна' },
    population: { en: 'infants', ru: 'младенцы' },
    oneCurator: true,
  });
  const sections = diseaseSections({ facts: [makeFact(), alone], statements: [] });
  const document = diseaseDocument(sections, new Map(), diseaseWords(locale, t), locale, {
    t,
    split: (text) => [{ text, gene: false }],
    address,
    footer: documentFooter('2026-11-30', address, locale, t),
  });
  expect(document.caveats.filter(({ code }) => code === 'one-curator').map(({ text }) => text)).toEqual([words]);
  expect(document.records?.rows.map((row) => [row['fact_id'], row['one_curator']]).toSorted()).toEqual([
    ['alone', 'yes'],
    ['share', 'no'],
  ]);
});

test.each([
  ['en', 'Share: relapse frequency'],
  ['ru', 'Доля: частота рецидивов'],
] as const)('a heading goes on behind its colon (%s)', async (locale, words) => {
  const [document] = (await everyDocument(locale)).get('disease') ?? [];
  const { svg } = document?.svg ?? { svg: '' };
  expect(svg.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ')).toContain(words);
});
