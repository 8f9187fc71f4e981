import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import * as schemas from './query';
import { queryError, readQuery, unknownRecord } from './query-reading';

const read = (address: string): ReturnType<typeof readQuery<typeof schemas.EstimateParameters.shape>> =>
  readQuery(new URLSearchParams(address), schemas.EstimateParameters);

describe('readQuery', () => {
  test('gives the values in their types; what is absent stays absent, the page apart', () => {
    expect(read('endpoint=EFS&years=0.5&chartable=false')).toEqual({
      ok: true,
      values: { endpoint: 'EFS', years: 0.5, chartable: false, page: 1, pageSize: 500 },
    });
    expect(read('page=2&pageSize=20')).toEqual({ ok: true, values: { page: 2, pageSize: 20 } });
  });

  test('names all problems at once', () => {
    expect(read('kmt2a=x&years=soon&size=1&size=2&page=0')).toEqual({
      ok: false,
      problems: [
        { parameter: 'size', code: 'unknown-parameter', allowed: Object.keys(schemas.EstimateParameters.shape) },
        { parameter: 'kmt2a', code: 'not-in-list', allowed: ['all', 'r', 'g'] },
        { parameter: 'years', code: 'not-valid', expected: 'years' },
        { parameter: 'page', code: 'not-valid', expected: 'page' },
      ],
    });
  });

  test.each([
    'pageSize=501',
    'pageSize=0',
    'pageSize=',
    'page=1.5',
    'page=-1',
    'page=1e3',
    'years=0',
    'years=1e1',
    'trial=',
    `trial=${'a'.repeat(201)}`,
  ])('%s is not valid', (address) => {
    expect(read(address)).toMatchObject({ ok: false, problems: [{ code: 'not-valid' }] });
  });

  test('refuses a parameter given twice, even with the same value', () => {
    expect(read('risk=HR&risk=HR')).toEqual({ ok: false, problems: [{ parameter: 'risk', code: 'given-twice' }] });
  });

  test('names of an object’s own machinery are no parameters', () => {
    expect(read('__proto__=1&constructor=2')).toMatchObject({
      ok: false,
      problems: [{ parameter: '__proto__' }, { parameter: 'constructor' }],
    });
  });
});

describe('queryError', () => {
  test('says in both languages what would be right', async () => {
    const [en, ru] = await Promise.all([messageLookup('en'), messageLookup('ru')]);
    const [problem] = unknownRecord('trial', 'mll-11', ['mll-10', 'mll-96']);
    expect(problem && queryError(problem, en)).toEqual({
      parameter: 'trial',
      code: 'unknown-record',
      detail: 'trial must be one of: mll-10, mll-96.',
      allowed: ['mll-10', 'mll-96'],
    });
    expect(problem && queryError(problem, ru).detail).toBe('trial: нужно одно из значений: mll-10, mll-96.');
    expect(unknownRecord('trial', 'mll-10', ['mll-10'])).toEqual([]);
    expect(unknownRecord('trial', undefined, [])).toEqual([]);
  });

  test('every check of every parameter has its words', async () => {
    const [en, ru] = await Promise.all([messageLookup('en'), messageLookup('ru')]);
    for (const schema of Object.values(schemas).filter((value) => typeof value === 'object')) {
      const wrong = new URLSearchParams(Object.keys(schema.shape).map((name) => [name, '']));
      const reading = readQuery(wrong, schema);
      if (reading.ok) continue;
      expect(reading.problems.map(({ parameter }) => parameter)).toEqual(Object.keys(schema.shape));
      for (const problem of reading.problems)
        expect([queryError(problem, en).detail, queryError(problem, ru).detail]).not.toContain('');
    }
  });
});
