import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readParameters } from './parameters';

const schema = z.strictObject({ colour: z.enum(['red', 'blue']).optional(), years: z.string().regex(/^\d+$/, 'must be a number').transform(Number).optional() });
const read = (address: string): ReturnType<typeof readParameters<typeof schema.shape>> => readParameters(new URLSearchParams(address), schema);

describe('readParameters', () => {
  test('gives the values in their types; what is absent stays absent', () => {
    expect(read('colour=red&years=5')).toEqual({ ok: true, values: { colour: 'red', years: 5 } });
    expect(read('')).toEqual({ ok: true, values: {} });
  });

  test('names all problems at once', () => {
    expect(read('colour=green&years=soon&size=1&size=2')).toEqual({
      ok: false,
      problems: [
        { parameter: 'size', detail: 'This parameter is not known here.', allowed: ['colour', 'years'] },
        { parameter: 'colour', detail: 'The value must be one of: red, blue.', allowed: ['red', 'blue'] },
        { parameter: 'years', detail: 'must be a number' },
      ],
    });
  });

  test('refuses a parameter given twice, even with the same value', () => {
    expect(read('colour=red&colour=red')).toEqual({ ok: false, problems: [{ parameter: 'colour', detail: 'This parameter may be given only once.' }] });
  });

  test('an empty value is a value, and not one of the allowed', () => {
    expect(read('colour=')).toMatchObject({ ok: false, problems: [{ parameter: 'colour' }] });
  });

  test('names of an object’s own machinery are no parameters', () => {
    expect(read('__proto__=1&constructor=2')).toMatchObject({ ok: false, problems: [{ parameter: '__proto__' }, { parameter: 'constructor' }] });
  });
});
