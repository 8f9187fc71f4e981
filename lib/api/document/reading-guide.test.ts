import { describe, expect, test } from 'vitest';
import { LOCALES } from '@/lib/i18n/routing';
import { ReferenceSchema } from '@/lib/registry/schema';
import { openApiDocument } from './openapi';
import { readingGuide } from './reading-guide';

describe.each(LOCALES)('the guide in %s', (locale) => {
  const guide = readingGuide(openApiDocument(), locale, 'https://registry.example');

  test('has every address with its words', () => {
    expect(guide.operations).toHaveLength(Object.keys(openApiDocument().paths).length);
    for (const { summary, parameters } of guide.operations)
      for (const words of [summary, ...parameters.map((parameter) => parameter.words)])
        expect(words.length).toBeGreaterThan(1);
  });

  test('says in words every field whose name alone is not enough: units, sources, what null means', () => {
    const estimate = guide.schemas.find(({ name }) => name === 'Estimate');
    const silent = estimate?.fields.filter(({ words, name }) => words === '' && !name.includes('.'));
    expect(silent?.map(({ name }) => name)).toEqual(['id']);
    expect(estimate?.fields.find(({ name }) => name === 'estimate')?.words).toMatch(/percent|%/u);
  });

  test('every type that is linked is described', () => {
    const names = new Set([
      ...guide.schemas.map(({ name }) => name),
      ...guide.operations.flatMap(({ answer, body }) => [answer.name, body?.name]),
    ]);
    const held = [...guide.schemas, ...guide.operations.map(({ answer }) => answer)].flatMap(({ fields }) =>
      fields.flatMap(({ schema }) => schema ?? []),
    );
    expect(held.filter((name) => !names.has(name))).toEqual([]);
  });

  test('a reference field by field, those inside it, too, each with its words', () => {
    const { fields = [] } = guide.schemas.find(({ name }) => name === 'Reference') ?? {};
    expect(fields.filter(({ name }) => !/[.[]/u.test(name)).map(({ name }) => name)).toEqual(
      Object.keys(ReferenceSchema.shape),
    );
    const names = fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['author[].family', 'issued.date-parts', 'custom.titleEn']));
    expect(fields.filter(({ words }) => words === '')).toEqual([]);
  });
});

test('examples are commands for the reader’s own address, shown as types a reader knows', () => {
  const { operations } = readingGuide(openApiDocument(), 'en', 'https://registry.example');
  const classify = operations.find(({ path }) => path.endsWith('classify'));
  expect(classify?.curl).toBe(
    `curl 'https://registry.example/api/v1/risk/classify' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"facts":{"ageDays":120,"kmt2a":"rearranged","wbc":340}}'`,
  );
  expect(operations.find(({ path }) => path === '/api/v1/trials/{slug}')?.curl).toBe(
    "curl 'https://registry.example/api/v1/trials/interfant-06'",
  );
  const estimates = operations.find(({ path }) => path === '/api/v1/estimates');
  expect(estimates?.parameters.find(({ name }) => name === 'chartable')).toMatchObject({
    type: 'boolean',
    required: false,
  });
  expect(estimates?.answer.fields.find(({ name }) => name === 'estimates')).toMatchObject({
    type: 'Estimate[]',
    schema: 'Estimate',
  });
});
