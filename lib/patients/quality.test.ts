import { describe, expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import { FIELD_ERRORS } from './form-state';
import { HINTS, hintsAcrossRecords, hintsWhileTyping } from './date-plausibility';
import { contradictionsAt, findContradictions } from './quality';
import type { PatientRecord } from './records/record';
import { PatientInput, type RecordInputs } from './schema';
import { VOCABULARY } from './vocabulary';

const TODAY = '2026-06-30';
const input = PatientInput.parse({
  pseudonym: 'A-1',
  ageDays: '120',
  diagnosisDate: '2021-03-01',
  remissionDate: '2021-04-05',
  remissionEoi: 'yes',
});
const patient = (
  records: Partial<PatientRecord['records']> = {},
  changes: Partial<PatientRecord> = {},
): PatientRecord => ({
  ...input,
  id: 'p',
  siteId: 's',
  siteName: 'S',
  madeUp: false,
  version: 1,
  ...changes,
  records: { mrd: [], treatment: [], transplant: [], event: [], 'follow-up': [], ...records },
});
const event = (
  id: string,
  kind: RecordInputs['event']['kind'],
  date: string,
): PatientRecord['records']['event'][number] => ({
  id,
  kind,
  date,
  relapseSites: [],
  lineage: null,
  deathCause: null,
  remissionDate: null,
});
const seen = (
  id: string,
  date: string,
  status: RecordInputs['follow-up']['status'] = 'alive-in-remission',
): PatientRecord['records']['follow-up'][number] => ({ id, date, status });
const remission = (remissionDate: string | null): Partial<PatientRecord> => ({
  response: { ...input.response, remissionDate },
});

describe('contradictions', () => {
  test('a consistent course has none, the day of diagnosis and the day of death included', () => {
    expect(
      findContradictions(
        patient({
          event: [event('d', 'death', '2022-01-01'), event('r', 'relapse', '2022-01-01')],
          'follow-up': [seen('f', '2021-03-01'), seen('g', '2022-01-01')],
        }),
        TODAY,
      ),
    ).toEqual([]);
  });

  test('a record before the diagnosis is said at the record, and at the diagnosis when that was changed', () => {
    const found = findContradictions(patient({ 'follow-up': [seen('f', '2021-02-28')] }), TODAY);
    expect(contradictionsAt(found, 'follow-up', 'f')).toEqual({ date: 'date-before-diagnosis' });
    expect(contradictionsAt(found, 'patient', null)).toEqual({ diagnosisDate: 'records-before-diagnosis' });
    expect(contradictionsAt(found, 'follow-up', 'other')).toEqual({});
  });

  test('a remission before the diagnosis is said once, at the remission', () => {
    expect(contradictionsAt(findContradictions(patient({}, remission('2021-02-01')), TODAY), 'patient', null)).toEqual({
      remissionDate: 'date-before-diagnosis',
    });
  });

  test.each([
    ['2026-07-01', {}],
    ['2026-07-02', { date: 'date-in-future' }],
  ])('%s with today 30 June 2026: one day is allowed for sites further east', (date, errors) => {
    expect(
      contradictionsAt(findContradictions(patient({ 'follow-up': [seen('f', date)] }), TODAY), 'follow-up', 'f'),
    ).toEqual(errors);
  });

  test('anything after the death is said at its place, and at the death when that was changed', () => {
    const treatment = [
      {
        id: 't',
        class: 'chemotherapy' as const,
        startDate: '2021-03-02',
        endDate: '2021-06-02',
        agents: null,
        cycle: null,
      },
    ];
    const found = findContradictions(patient({ treatment, event: [event('d', 'death', '2021-06-01')] }), TODAY);
    expect(contradictionsAt(found, 'treatment', 't')).toEqual({ endDate: 'date-after-death' });
    expect(contradictionsAt(found, 'event', 'd')).toEqual({ date: 'records-after-death' });
  });

  test.each([
    ['2021-02-28', { protocolArmDate: 'date-before-diagnosis' }],
    ['2021-03-01', {}],
    ['2021-06-01', {}],
    ['2021-06-02', { protocolArmDate: 'date-after-death' }],
  ])('an arm allotted on %s, with diagnosis on 1 March and death on 1 June 2021', (protocolArmDate, errors) => {
    const identity = { ...input.identity, protocolArm: 'High risk', protocolArmDate };
    const found = findContradictions(patient({ event: [event('d', 'death', '2021-06-01')] }, { identity }), TODAY);
    expect(contradictionsAt(found, 'patient', null)).toEqual(errors);
  });

  test('two deaths', () => {
    expect(
      contradictionsAt(
        findContradictions(
          patient({ event: [event('a', 'death', '2021-06-01'), event('b', 'death', '2021-06-02')] }),
          TODAY,
        ),
        'event',
        'b',
      ),
    ).toEqual({ kind: 'second-death' });
  });

  test.each(['2021-04-05', '2021-04-04'])(
    'a relapse on %s with the first remission on 5 April would vanish from DFS and is refused',
    (date) => {
      const found = findContradictions(patient({ event: [event('r', 'relapse', date)] }), TODAY);
      expect(contradictionsAt(found, 'event', 'r')).toEqual({ date: 'relapse-before-remission' });
      expect(contradictionsAt(found, 'patient', null)).toEqual({ remissionDate: 'remission-after-relapse' });
    },
  );
});

describe('hints', () => {
  test.each([
    [{ wbc: '1500' }, { wbc: 'wbc-high' }],
    [{ wbc: '1499' }, {}],
    [{ wbc: '0,4' }, { wbc: 'wbc-low' }],
    [{ day8Blasts: '1.2' }, { day8Blasts: 'blasts-unit' }],
    [{ day8Blasts: '0' }, {}],
    [{ ageDays: '365' }, {}],
    [{ ageDays: '366' }, { ageDays: 'age-over-year' }],
    [{ kmt2a: 'germline', kmt2aPartner: 'AFF1' }, { kmt2aPartner: 'partner-with-germline' }],
    [{ kmt2a: 'rearranged', kmt2aPartner: 'AFF1' }, {}],
    [{ sex: 'female', testicular: 'yes' }, { testicular: 'testicular-in-girl' }],
    [{ day8Blasts: '999', prednisoneResponse: 'poor' }, { prednisoneResponse: 'prednisone-contradiction' }],
    [{ day8Blasts: '1000', prednisoneResponse: 'poor' }, {}],
    [{ pseudonym: '12-05-2021' }, { pseudonym: 'pseudonym-like-date' }],
    [{ pseudonym: '20210512' }, { pseudonym: 'pseudonym-like-date' }],
    [{ pseudonym: 'DEMO-041' }, {}],
    [{ pseudonym: '2021-07' }, {}],
    [{ remissionEoi: 'yes', remissionDate: '' }, { remissionDate: 'remission-date-missing' }],
  ])('while typing %j: %j', (typed, hints) => {
    expect(hintsWhileTyping(typed)).toEqual(hints);
  });

  test.each([
    ['failure-late', patient({ event: [event('e', 'induction-failure', '2021-06-30')] }, remission(null)), true],
    ['failure-late', patient({ event: [event('e', 'induction-failure', '2021-06-29')] }, remission(null)), false],
    [
      'failure-twice',
      patient({
        event: [event('e', 'induction-failure', '2021-04-10'), event('f', 'induction-failure', '2021-04-20')],
      }),
      true,
    ],
    ['failure-with-remission', patient({ event: [event('e', 'induction-failure', '2021-04-10')] }), true],
    ['remission-before-failure', patient({ event: [event('e', 'induction-failure', '2021-04-05')] }), true],
    ['relapse-without-remission', patient({ event: [event('e', 'relapse', '2021-09-05')] }, remission(null)), true],
    ['relapse-without-remission', patient({ event: [event('e', 'relapse', '2021-09-05')] }), false],
    ['disease-without-event', patient({ 'follow-up': [seen('f', '2021-09-05', 'alive-with-disease')] }), true],
    [
      'disease-without-event',
      patient({
        'follow-up': [seen('f', '2021-09-05', 'alive-with-disease')],
        event: [event('e', 'relapse', '2021-09-05')],
      }),
      false,
    ],
    ['nothing-after-diagnosis', patient({}, remission(null)), true],
    ['nothing-after-diagnosis', patient(), false],
  ] as const)('%s', (hint, record, given) => {
    expect(hintsAcrossRecords(record).some((one) => one.hint === hint)).toBe(given);
  });

  test('an end-of-induction sample far from the end of induction', () => {
    const mrd = (date: string): PatientRecord['records']['mrd'] => [
      {
        id: 'm',
        date,
        timePoint: 'end-of-induction',
        method: null,
        result: 'negative',
        valuePercent: null,
        sensitivityPercent: null,
        quantificationPercent: null,
      },
    ];
    const given = ['2021-03-21', '2021-03-22', '2021-05-30', '2021-05-31'].map(
      (date) => hintsAcrossRecords(patient({ mrd: mrd(date) })).length,
    );
    expect(given).toEqual([1, 0, 0, 1]);
  });
});

describe.each([
  ['en', en],
  ['ru', ru],
] as const)('the messages in %s', (_, messages) => {
  test('have words for every refusal, every hint and every word of the vocabularies', () => {
    expect(Object.keys(messages.patientErrors.field).sort()).toEqual([...FIELD_ERRORS].sort());
    expect(Object.keys(messages.patientErrors.hint).sort()).toEqual([...HINTS].sort());
    for (const [name, words] of Object.entries(VOCABULARY))
      expect(Object.keys(messages.patientForm.option[name as keyof typeof VOCABULARY]).sort(), name).toEqual(
        [...words].sort(),
      );
  });
});
