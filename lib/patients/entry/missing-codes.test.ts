import { describe, expect, test } from 'vitest';
import { formValues, patientFormValues } from '../records/record';
import { PatientInput, RECORD_INPUTS } from '../schema';
import { looksLikeName, mayIdentify } from './looks-like-name';
import { MISSING_CODES, readMissingCode } from './missing-codes';

describe('codes for what is missing', () => {
  test.each([
    ['UNK', 'UNK'],
    ['?', null],
    ['неизв.', 'UNK'],
    ['nd', 'NASK'],
    ['Не проводилось', 'NASK'],
    ['n/a', 'NA'],
    ['', null],
    ['unknow', null],
    ['0', null],
  ])('“%s” is %s', (text, code) => expect(readMissingCode(text)).toBe(code));

  test('are those of REDCap', () => expect(MISSING_CODES).toEqual(['UNK', 'NASK', 'NA']));

  test('stand for any field that may be empty, and come back as they were', () => {
    const typed = {
      pseudonym: 'A-1',
      ageDays: '100',
      diagnosisDate: '5.3.24',
      wbc: 'UNK',
      cns: 'ND',
      remissionDate: 'NA',
    };
    const input = PatientInput.parse(typed);
    expect(input).toMatchObject({ features: { wbc: null, cns: null }, response: { remissionDate: null } });
    expect(input.missingCodes).toEqual({ wbc: 'UNK', cns: 'NASK', remissionDate: 'NA' });
    expect(PatientInput.parse(patientFormValues(input))).toEqual(input);
    const visit = RECORD_INPUTS.mrd.parse({ date: '5.3.24', timePoint: 'other', result: 'negative', method: 'nd' });
    expect(formValues(visit)['method']).toBe('NASK');
    expect(RECORD_INPUTS.mrd.parse(formValues(visit))).toEqual(visit);
  });

  test('answer no field that is needed', () => {
    const needed = PatientInput.safeParse({ pseudonym: 'A-1', ageDays: 'UNK', diagnosisDate: 'UNK' });
    expect(needed.error?.issues.map(({ path }) => path[0])).toEqual(['diagnosisDate', 'ageDays']);
  });
});

describe('what may name somebody', () => {
  test.each([
    'Иванова А. В. переведена',
    'Анна Сергеевна звонила',
    'seen by J. Smith',
    'Mrs Brown',
    'born 05.03.2024',
    'ivan@mail.ru',
    'Иванов Пётр',
  ])('“%s” is refused in a note', (text) => expect(mayIdentify(text)).toBe(true));
  test.each([
    'Sepsis after HR1, blinatumomab postponed',
    'Перевод из другого центра после индукции',
    'E. coli sepsis',
    'Down syndrome',
    'ПЦР IG/TR не удалась',
  ])('“%s” is not', (text) => expect(mayIdentify(text)).toBe(false));
  test.each([
    ['Ivanov', true],
    ['ИвановА', true],
    ['СМИРНОВА', true],
    ['SMITH-J', true],
    ['ДГКБ-12/3', false],
    ['DEMO-020', false],
    ['A-1', false],
  ])('a pseudonym %s: %s', (text, name) => expect(looksLikeName(text)).toBe(name));
});
