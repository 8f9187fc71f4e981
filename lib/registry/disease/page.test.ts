import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { AddressParameters } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { diseaseAddress, diseaseQuerySchema } from './filter';
import { diseaseSections, diseaseSources, DISEASE_TOPICS, shareMark, topicKey } from './page';
import { diseaseWords } from './words';
import { DiseaseSchema, type DiseaseFact } from '../schema';
import { FACT_QUALIFIERS } from '../vocabulary';

const disease = DiseaseSchema.parse(
  JSON.parse(readFileSync(new URL('../../../seed/disease.json', import.meta.url), 'utf8')),
);

const fact = (id: string, change: Partial<DiseaseFact> = {}): DiseaseFact => ({
  id,
  topic: 'presenting features',
  topicName: { en: 'Presenting features', ru: 'Проявления в дебюте' },
  characteristic: { en: 'CNS', ru: 'ЦНС' },
  population: { en: 'Trial A', ru: 'Исследование A' },
  percent: 16,
  qualifier: 'exact',
  range: null,
  n: null,
  denominator: null,
  source: { ref: 'r', locator: 'abstract', url: null, level: 'primary-abstract' },
  note: null,
  ...change,
});
const NO_NAME = { en: '', ru: '' };
const B = { en: 'Trial B', ru: 'Исследование B' };

describe('the sections of the page', () => {
  test('hold every fact and every statement of the data set exactly once', () => {
    const sections = diseaseSections(disease);
    const ids = sections.flatMap(({ groups, statements }) => [
      ...groups.flatMap(({ rows }) => rows.map((row) => row.fact.id)),
      ...statements.map(({ id }) => id),
    ]);
    expect(ids.sort()).toEqual([...disease.facts, ...disease.statements].map(({ id }) => id).sort());
    expect(diseaseSources(sections, disease.discrepancies)).toHaveLength(
      disease.facts.length + disease.statements.length + disease.discrepancies.length,
    );
  });

  test('every topic of the data set has its place', () => {
    const keys = diseaseSections(disease).map(({ key }) => key);
    expect(DISEASE_TOPICS.map(topicKey).filter((key) => keys.includes(key))).toEqual(keys);
  });

  test('one population never mixes with another under a heading', () => {
    for (const { groups } of diseaseSections(disease))
      for (const { by, heading, rows } of groups)
        expect(new Set(rows.map((row) => row.fact[by].en))).toEqual(new Set([heading.en]));
  });

  test('by population, or by characteristic where a topic asks one question of many', () => {
    const facts = [
      fact('a'),
      fact('b', { population: B }),
      fact('c', { characteristic: { en: 'WBC', ru: 'Лейкоциты' } }),
    ];
    const groups = (topic: string) =>
      diseaseSections({ facts: facts.map((one) => ({ ...one, topic })), statements: [] })[0]?.groups.map(
        ({ by, rows }) => [by, ...rows.map((row) => row.fact.id)],
      );
    expect(groups('presenting features')).toEqual([
      ['population', 'a', 'c'],
      ['population', 'b'],
    ]);
    expect(groups('congenital ALL')).toEqual([
      ['characteristic', 'a', 'b'],
      ['characteristic', 'c'],
    ]);
  });

  test('an unknown topic stands at the end under its own name', async () => {
    const topicName = { en: 'A new topic', ru: 'Новая тема' };
    const sections = diseaseSections({
      facts: [fact('x', { topic: 'new topic', topicName }), fact('a')],
      statements: [],
    });
    expect(sections.map(({ key }) => key)).toEqual(['presenting-features', 'new-topic']);
    expect(diseaseWords('ru', await messageLookup('ru')).topic(sections[1]?.name ?? NO_NAME)).toBe('Новая тема');
  });

  test('small shares get an axis of their own', () => {
    const scaleOf = (facts: DiseaseFact[]) => diseaseSections({ facts, statements: [] })[0]?.scale;
    expect(
      scaleOf([
        fact('a', { percent: 10 }),
        fact('b', { percent: null, qualifier: 'range', range: { low: 2.5, high: 5 } }),
      ]),
    ).toBe(10);
    expect(
      scaleOf([
        fact('a', { percent: 1 }),
        fact('b', { percent: null, qualifier: 'range', range: { low: 2.5, high: 10.5 } }),
      ]),
    ).toBe(100);
  });
});

describe('how a share is read', () => {
  const read = (change: Partial<DiseaseFact>) => shareMark(fact('a', change));

  test('each qualifier has its own mark', () => {
    expect(read({ qualifier: 'approximate' })).toEqual({ kind: 'approximate', at: 16 });
    expect(read({ qualifier: 'lower-bound' })).toEqual({ kind: 'at-least', at: 16 });
    expect(read({ qualifier: 'upper-bound' })).toEqual({ kind: 'at-most', at: 16 });
    expect(read({ qualifier: 'as-printed' })).toEqual({ kind: 'as-printed', at: 16 });
    expect(read({ qualifier: 'range', percent: null, range: { low: 2, high: 4 } })).toEqual({
      kind: 'range',
      low: 2,
      high: 4,
    });
  });

  test('no number, no bar', () => {
    for (const qualifier of FACT_QUALIFIERS) expect(read({ qualifier, percent: null })).toEqual({ kind: 'not-given' });
  });

  test('in words, in both languages', async () => {
    const en = diseaseWords('en', await messageLookup('en'));
    const ru = diseaseWords('ru', await messageLookup('ru'));
    const value = (words: typeof en, change: Partial<DiseaseFact>) =>
      words.value({ fact: fact('a', change), mark: read(change) });
    expect(value(en, { percent: 74 })).toBe('74\u202f%');
    expect(value(ru, { percent: 55.6 })).toBe('55,6\u202f%');
    expect(value(en, { percent: 33, qualifier: 'approximate' })).toBe('≈\u202f33\u202f%');
    expect(value(en, { percent: 70, qualifier: 'lower-bound' })).toBe('≥\u202f70\u202f%');
    expect(value(ru, { percent: 2, qualifier: 'upper-bound' })).toBe('≤\u202f2\u202f%');
    expect(value(ru, { percent: null, qualifier: 'range', range: { low: 2.5, high: 5 } })).toBe('2,5–5\u202f%');
    expect(value(en, { percent: 87.5, qualifier: 'as-printed' })).toBe('87.5\u202f%, as printed');
    expect(value(en, { percent: null, qualifier: 'not-given' })).toBe('share not reported');
    expect(
      [
        { n: 476, denominator: 643 },
        { n: 33, denominator: null },
        { n: null, denominator: 144 },
        { n: null, denominator: null },
      ].map(en.counts),
    ).toEqual(['476 of 643', '33 patients, total not reported', 'of 144', 'n not reported']);
  });
});

describe('the address', () => {
  const schema = diseaseQuerySchema(['kmt2a-partners', 'lineage-switch']);
  const read = (parameters: AddressParameters) => readAddress(schema, parameters);

  test('is read back as it was written', () => {
    expect(topicKey('KMT2A partners')).toBe('kmt2a-partners');
    expect(diseaseAddress('kmt2a-partners')).toBe('/disease?topic=kmt2a-partners');
    expect(read({ topic: 'kmt2a-partners' })).toEqual({ values: { topic: 'kmt2a-partners' }, problems: [] });
    expect(read({})).toEqual({ values: { topic: null }, problems: [] });
  });

  test('names what is wrong in it and offers the nearest', () => {
    expect(read({ topic: 'kmt2a-partner' })).toMatchObject({
      values: { topic: null },
      problems: [{ parameter: 'topic', code: 'unknown-record', nearest: 'kmt2a-partners' }],
    });
    expect(read({ topic: ['a', 'b'], view: 'x' })).toMatchObject({
      values: { topic: null },
      problems: [
        { parameter: 'view', code: 'unknown-parameter' },
        { parameter: 'topic', code: 'given-twice' },
      ],
    });
  });
});
