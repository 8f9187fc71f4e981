import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from './fields';
import { readForm, type FieldErrors, type FormValues } from './form-state';
import { formValues, patientFormValues } from './records/record';
import { fieldErrors, PatientInput, RECORD_INPUTS, Target } from './schema';
import { VOCABULARY, type RecordKind } from './vocabulary';

const least: FormValues = { pseudonym: 'A-1', ageDays: '120', diagnosisDate: '2021-03-01' };

function read(changes: FormValues): PatientInput {
  return PatientInput.parse({ ...least, ...changes });
}
function errorsOf(changes: FormValues): FieldErrors {
  const result = PatientInput.safeParse({ ...least, ...changes });
  return result.success ? {} : fieldErrors(result.error);
}
function recordErrors(kind: RecordKind, values: FormValues): FieldErrors {
  const result = RECORD_INPUTS[kind].safeParse(values);
  return result.success ? {} : fieldErrors(result.error);
}

describe('numbers as people type them', () => {
  test.each([
    ['0.05', 0.05],
    ['0,05', 0.05],
    [',5', 0.5],
    ['12', 12],
    ['12.', 12],
    ['250 000', 250_000],
    ['250\u00a0000', 250_000],
    ['0,125', 0.125],
    ['12,5', 12.5],
    ['1,2345', 1.2345],
    ['+5', 5],
    ['1 250,5', 1250.5],
    ['1e3', 1000],
  ])('%s is %d', (text, value) => {
    expect(parseDecimal(text)).toEqual({ value });
  });

  test.each(['1,250', '12,500', '250,000', '1,250,000', '1,250.5'])(
    '%s could be a thousandfold error and is refused',
    (text) => {
      expect(parseDecimal(text)).toEqual({ error: 'number-ambiguous' });
    },
  );

  test.each(['<0.01', '10-20', '300+'])('%s is not one number', (text) => {
    expect(parseDecimal(text)).toEqual({ error: 'number-range' });
  });

  test.each(['', '.', '1.2.3', '0x10', 'Infinity', '1e999', '5 %', '٣'])('%s is refused', (text) => {
    expect(parseDecimal(text)).toEqual({ error: 'number' });
  });

  test('a point and a comma always read alike, or are refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }), (whole, part) => {
        const decimals = String(part).padStart(2, '0');
        expect(parseDecimal(`${whole},${decimals}`)).toEqual(parseDecimal(`${whole}.${decimals}`));
        expect(parseDecimal(`${whole}.${decimals}`)).toEqual({ value: Number(`${whole}.${decimals}`) });
      }),
    );
  });
});

describe("a patient's form", () => {
  test('needs pseudonym, age and diagnosis; all else is not recorded, never a default', () => {
    const input = read({});
    expect(input.identity).toEqual({
      pseudonym: 'A-1',
      sex: null,
      ageDays: 120,
      diagnosisDate: '2021-03-01',
      diagnosisDatePrecision: null,
      protocolSlug: null,
      protocolArm: null,
      protocolArmDate: null,
      transplanted: null,
      note: null,
    });
    expect(Object.values(input.features).every((value) => value === null)).toBe(true);
    expect(Object.values(input.response).every((value) => value === null)).toBe(true);
  });

  test('names every field that is wrong at once', () => {
    expect(
      errorsOf({ pseudonym: '', ageDays: '', diagnosisDate: '', wbc: 'many', cns: 'CNS4', day8Blasts: '1,000' }),
    ).toEqual({
      pseudonym: 'required',
      ageDays: 'required',
      diagnosisDate: 'required',
      wbc: 'number',
      cns: 'choose',
      day8Blasts: 'number-ambiguous',
    });
  });

  test.each<[FormValues, FieldErrors]>([
    [{ pseudonym: 'Иванов Иван' }, { pseudonym: 'pseudonym-form' }],
    [{ pseudonym: 'A'.repeat(21) }, { pseudonym: 'pseudonym-form' }],
    [{ note: 'Иванова А. В.' }, { note: 'text-identifies' }],
    [{ pseudonym: '-A' }, { pseudonym: 'pseudonym-form' }],
    [{ diagnosisDate: '2021-02-30' }, { diagnosisDate: 'day' }],
    [{ protocolArm: 'High risk', protocolArmDate: '2021-02-30' }, { protocolArmDate: 'day' }],
    [{ protocolArm: 'High risk', protocolArmDate: '2021-04' }, { protocolArmDate: 'day' }],
    [{ protocolArmDate: '2021-04-01' }, { protocolArm: 'required' }],
    [{ diagnosisDate: '01.03' }, { diagnosisDate: 'day' }],
    [{ diagnosisDate: '1899-01-01' }, { diagnosisDate: 'day-too-early' }],
    [{ ageDays: '731' }, { ageDays: 'age-range' }],
    [{ ageDays: '12.5' }, { ageDays: 'whole-number' }],
    [{ ageDays: '700', ageMonths: '3' }, { ageDays: 'age-range' }],
    [{ wbc: '250000' }, { wbc: 'wbc-range' }],
    [{ day8Blasts: '6000000' }, { day8Blasts: 'blasts-range' }],
    [{ testicular: 'maybe' }, { testicular: 'choose' }],
  ])('%j is refused: %j', (changes, errors) => {
    expect(errorsOf(changes)).toEqual(errors);
  });

  test.each([
    ['6', '', 183],
    ['6', '3', 186],
    ['', '0', 0],
    ['0', '', 0],
    ['12', '', 365],
    ['1', '10', 40],
  ])('%s months and %s days are %i days', (ageMonths, ageDays, days) => {
    expect(read({ ageMonths, ageDays }).identity.ageDays).toBe(days);
  });

  test.each([
    [{ kmt2a: 'rearranged' }, 'rearranged', true],
    [{ kmt2a: 'germline' }, 'germline', true],
    [{ kmt2a: 'awaited' }, null, true],
    [{ kmt2a: 'not-evaluable' }, null, false],
    [{ kmt2a: '' }, null, null],
    [{ kmt2a: '', kmt2aPartner: 'AFF1' }, 'rearranged', true],
    [{ kmt2a: 'germline', kmt2aPartner: 'AFF1' }, 'germline', true],
  ])('KMT2A %j is status %s, evaluable %s', (changes, kmt2a, kmt2aEvaluable) => {
    expect(read(changes).features).toMatchObject({ kmt2a, kmt2aEvaluable });
  });

  test('no answer is not no: testicular disease and remission have three states', () => {
    expect(
      [read({ testicular: 'yes' }), read({ testicular: 'no' }), read({ testicular: '' })].map(
        ({ features }) => features.testicular,
      ),
    ).toEqual([true, false, null]);
    expect(
      [read({ remissionEoi: 'yes' }), read({ remissionEoi: 'no' }), read({})].map(
        ({ response }) => response.remissionEoi,
      ),
    ).toEqual([true, false, null]);
  });

  test('what is stored comes back unchanged through the form', () => {
    const option = (words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', ...words);
    const typed = fc.record({
      pseudonym: fc.constantFrom('A-1', 'X99'),
      ageDays: fc.integer({ min: 0, max: 730 }).map(String),
      diagnosisDate: fc.constant('2021-03-01'),
      sex: option(VOCABULARY.sex),
      protocolSlug: fc.constantFrom('', 'interfant-06'),
      kmt2a: option(VOCABULARY.kmt2a),
      kmt2aPartner: option(VOCABULARY.kmt2aPartner),
      wbc: fc.constantFrom('', '0', '0.001', '312.5', '0.000001'),
      cns: option(VOCABULARY.cns),
      immunophenotype: option(VOCABULARY.immunophenotype),
      testicular: option(VOCABULARY.yesNo),
      day8Blasts: fc.constantFrom('', '0', '999.9'),
      prednisoneResponse: option(VOCABULARY.prednisoneResponse),
      cnsDay8: option(VOCABULARY.cns),
      remissionEoi: option(VOCABULARY.yesNo),
      remissionDate: fc.constantFrom('', '2021-04-01'),
    });
    fc.assert(
      fc.property(typed, (values) => {
        const input = PatientInput.parse(values);
        expect(PatientInput.parse(patientFormValues(input))).toEqual(input);
      }),
    );
  });
});

describe('the forms of the course', () => {
  const mrd = { date: '2021-04-05', timePoint: 'end-of-induction', result: 'quantified', valuePercent: '0,01' };

  test.each<[RecordKind, FormValues, FieldErrors]>([
    ['mrd', mrd, {}],
    ['mrd', { ...mrd, valuePercent: '' }, { valuePercent: 'value-missing' }],
    ['mrd', { ...mrd, result: 'negative' }, { valuePercent: 'value-only-quantified' }],
    ['mrd', { ...mrd, valuePercent: '0' }, { valuePercent: 'percent-range' }],
    ['mrd', { ...mrd, valuePercent: '100.1' }, { valuePercent: 'percent-range' }],
    ['mrd', { ...mrd, valuePercent: '10⁻⁴' }, { valuePercent: 'percent-power' }],
    ['mrd', { ...mrd, sensitivityPercent: '1e-5' }, { sensitivityPercent: 'percent-power' }],
    ['mrd', { ...mrd, quantificationPercent: '5×10^-4' }, { quantificationPercent: 'percent-power' }],
    ['mrd', {}, { date: 'required', timePoint: 'choose', result: 'choose' }],
    ['treatment', { class: 'CAR-T', startDate: '2021-05-01', endDate: '2021-05-01' }, {}],
    ['treatment', { class: 'CAR-T', startDate: '2021-05-02', endDate: '2021-05-01' }, { endDate: 'end-before-start' }],
    ['transplant', { date: '2021-05-02' }, {}],
    ['transplant', { date: '2021-05-02', donor: 'father' }, { donor: 'choose' }],
    ['event', { date: '2021-05-02', kind: 'relapse', relapseSites: 'cns,moon' }, { relapseSites: 'choose' }],
    ['event', { date: '2021-05-02', kind: '' }, { kind: 'choose' }],
    ['follow-up', { date: '2021-05-02', status: '' }, { status: 'choose' }],
  ])('%s %j: %j', (kind, values, errors) => {
    expect(recordErrors(kind, values)).toEqual(errors);
  });

  test('what belongs to another kind of event is dropped', () => {
    const all = { date: '2021-05-02', relapseSites: 'bone-marrow,cns', lineage: 'same', deathCause: 'leukaemia' };
    expect(RECORD_INPUTS.event.parse({ ...all, kind: 'relapse' })).toMatchObject({
      relapseSites: ['bone-marrow', 'cns'],
      lineage: 'same',
      deathCause: null,
    });
    expect(RECORD_INPUTS.event.parse({ ...all, kind: 'death' })).toMatchObject({
      relapseSites: [],
      lineage: null,
      deathCause: 'leukaemia',
    });
    expect(RECORD_INPUTS.event.parse({ ...all, kind: 'second-malignancy' })).toMatchObject({
      relapseSites: [],
      lineage: null,
      deathCause: null,
    });
  });

  test('a stored number is shown as one types it', () => {
    expect(formValues({ a: 0.0000005, b: null, c: true, d: ['cns', 'testis'], e: 1200 })).toEqual({
      a: '0.0000005',
      b: '',
      c: 'yes',
      d: 'cns,testis',
      e: '1200',
    });
  });
});

describe('the target of a change', () => {
  test.each([
    [{}],
    [{ patientId: 'x', version: '1' }],
    [{ patientId: '7b0d9a52-4b0e-4c0e-9d58-2a4b6a1a0c11', version: '0' }],
    [{ patientId: '7b0d9a52-4b0e-4c0e-9d58-2a4b6a1a0c11', version: '' }],
  ])('%j is refused', (values) => {
    expect(Target.safeParse(values).success).toBe(false);
  });

  test('several choices of one name are read together, files are left out', () => {
    const form = new FormData();
    form.append('relapseSites', 'cns');
    form.append('relapseSites', 'testis');
    form.append('file', new Blob(['x']));
    expect(readForm(form)).toEqual({ relapseSites: 'cns,testis', file: '' });
  });
});
