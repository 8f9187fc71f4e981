import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bilingual, makeTrial } from '../testing/dataset';
import { BilingualSchema } from '../schema';
import { readFields, selectColumns, trialColumns, TrialFieldsSchema } from './stored-fields';

const trial = makeTrial({ sponsor: null, predecessor: 'mll-96' });

describe('the row of a trial', () => {
  test('has a column for each field, and one for each part of an object', () => {
    expect(trialColumns(trial)).toMatchObject({
      slug: 'one',
      title_en: 'Text',
      title_ru: 'Текст',
      study_group: 'Interfant',
      sponsor: null,
      enrolment_start: '2006-01',
      enrolment_actual: 500,
      countries: ['NL'],
      predecessor_slug: 'mll-96',
      hsct_policy_ru: 'Текст',
    });
    expect(trialColumns(trial)).not.toHaveProperty('estimates');
  });

  test('is read back as it was written', () => {
    const columns = Object.entries(trialColumns(trial));
    const row = Object.fromEntries(
      columns.map(([name, value]) => [
        name.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    );
    expect(Object.keys(row).sort()).toEqual(Object.keys(selectColumns(TrialFieldsSchema)).sort());
    const { slug, title, group, enrolment, predecessor } = trial;
    expect(readFields(TrialFieldsSchema, row)).toMatchObject({ slug, title, group, enrolment, predecessor });
  });

  test('an object that may be absent is absent where none of its columns is filled', () => {
    const schema = z.strictObject({ remark: BilingualSchema.nullable() });
    expect(readFields(schema, { remarkEn: null, remarkRu: null })).toEqual({ remark: null });
    expect(readFields(schema, { remarkEn: 'Text', remarkRu: 'Текст' })).toEqual({ remark: bilingual() });
    expect(() => readFields(schema, { remarkEn: 'Text', remarkRu: null })).toThrow(z.ZodError);
  });

  test('a value outside the schema stops the reading', () => {
    const schema = TrialFieldsSchema.pick({ phase: true });
    expect(readFields(schema, { phase: '1/2' })).toEqual({ phase: '1/2' });
    expect(() => readFields(schema, { phase: '7' })).toThrow(z.ZodError);
  });
});
