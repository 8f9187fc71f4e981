import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from '../changes.server';
import { patientQuerySchema } from '../filter';
import type { FormValues } from '../form-state';
import { saveQueryEntry } from '../keeping/field-queries.server';
import { changeState } from '../keeping/state.server';
import { findPatientList } from '../list/patient-list.server';
import { saveRecord } from '../records/changes.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { saveSiteSettings } from './site-settings.server';
import { findWorklist } from './worklist.server';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
const options = (): { database: TestDatabase['app']; today: string } => ({
  database: database.app,
  today: '2024-01-01',
});
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
});
afterAll(() => database.drop());

async function add(pseudonym: string, changes: FormValues = {}, records: FormValues[] = []): Promise<string> {
  const known = {
    sex: 'female',
    kmt2a: 'rearranged',
    wbc: '100',
    cns: 'CNS1',
    remissionEoi: 'yes',
    remissionDate: '2023-04-03',
  };
  const state = await createPatient(
    anna,
    { pseudonym, ageDays: '100', diagnosisDate: '2023-03-01', ...known, ...changes },
    options(),
  );
  expect(state.fieldErrors).toEqual({});
  for (const record of records) {
    const sent = { patientId: state.patientId ?? '', version: '1', recordId: '', ...record };
    expect((await saveRecord(anna, sent, options())).fieldErrors).toEqual({});
  }
  return state.patientId ?? '';
}
const visit = (date: string, status = 'alive-in-remission'): FormValues => ({ recordKind: 'follow-up', date, status });
const names = (tasks: readonly { pseudonym: string }[]): string[] => tasks.map(({ pseudonym }) => pseudonym);

test('follow-up is due after the interval of the site, of the living who are not lost', async () => {
  await add('F-old', {}, [visit('2023-06-30')]);
  await add('F-new', {}, [visit('2023-07-01')]);
  await add('F-lost', {}, [visit('2023-05-01', 'lost')]);
  await add('F-died', {}, [{ recordKind: 'event', date: '2023-05-01', kind: 'death' }]);
  expect(names((await findWorklist(anna, options())).followUp.tasks)).toEqual([]);
  expect(
    await saveSiteSettings(
      anna,
      { siteId: anna.sites[0]?.siteId, followUpMonths: '6', pseudonymPattern: '' },
      options(),
    ),
  ).toBe(true);
  // Six months to 1 January 2024: the visit of 30 June is older, that of 1 July is not.
  expect(names((await findWorklist(anna, options())).followUp.tasks)).toEqual(['F-old']);
});

test('MRD is due by the calendar of the protocol, until it is measured or the child had an event', async () => {
  const induction = (date: string): FormValues => ({
    recordKind: 'mrd',
    date,
    timePoint: 'end-of-induction',
    result: 'negative',
  });
  await add('M-due', { protocolSlug: '' }, []);
  const worklist = async () => (await findWorklist(anna, options())).mrd;
  expect((await worklist()).all).toBe(0);
  await database.owner.query(`INSERT INTO trial (slug, acronym, kind, title_en, title_ru, study_group, status, design_en, design_ru, eligibility_en, eligibility_ru, backbone_en, backbone_ru, hsct_policy_en, hsct_policy_ru, notes_en, notes_ru)
    SELECT slug, slug, 'trial', '', '', '', 'active', '', '', '', '', '', '', '', '', '', '' FROM unnest(ARRAY['interfant-21', 'mll-baby']) AS slug ON CONFLICT DO NOTHING`);
  await add('M-eoi', { protocolSlug: 'interfant-21' });
  await add('M-done', { protocolSlug: 'interfant-21' }, [induction('2023-04-03')]);
  await add('M-blina', { protocolSlug: 'interfant-21' }, [
    induction('2023-04-03'),
    { recordKind: 'treatment', class: 'bispecific antibody', startDate: '2023-04-10', endDate: '2023-05-08' },
  ]);
  await add('M-died', { protocolSlug: 'mll-baby' }, [{ recordKind: 'event', date: '2023-04-05', kind: 'death' }]);
  const { tasks } = await worklist();
  // 1 March and 33 days is 3 April; the course of blinatumomab ended on 8 May.
  const told = tasks.map(({ pseudonym, timePoint, due, basis }) => [
    ...[pseudonym, timePoint],
    ...[due.toISOString().slice(0, 10), basis],
  ]);
  expect(told).toEqual([
    ['M-eoi', 'end-of-induction', '2023-04-03', 'own'],
    ['M-blina', 'after-blina-1', '2023-05-08', 'own'],
  ]);
  // 36 days after 1 March; a review alone dates it.
  await add('M-baby', { protocolSlug: 'mll-baby' });
  expect((await worklist()).tasks.find(({ pseudonym }) => pseudonym === 'M-baby')).toMatchObject({
    due: new Date('2023-04-06'),
    basis: 'review',
    source: { ref: 'efremova-2026' },
  });
});

test('what is missing is named, a code for why it is missing is an answer', async () => {
  await add('C-1', { wbc: '', sex: '' });
  await add('C-2', { wbc: 'UNK', protocolSlug: 'interfant-21' });
  const { tasks } = (await findWorklist(anna, options())).toComplete;
  expect(tasks.find(({ pseudonym }) => pseudonym === 'C-1')?.fields).toEqual(['sex', 'protocolSlug', 'wbc']);
  expect(names(tasks)).not.toContain('C-2');
});

test('queries wait until they are closed, the one that has stood longest first', async () => {
  const id = await add('Q-1');
  const ask = async (values: FormValues): Promise<void> => {
    const sent = { patientId: id, part: 'patient', recordId: '', field: 'wbc', text: 'please check', ...values };
    expect((await saveQueryEntry(anna, sent, options())).fieldErrors).toEqual({});
  };
  const waiting = async () => (await findWorklist(anna, options())).queries;
  await ask({ action: 'open' });
  const first = (await waiting()).tasks[0]?.queryId ?? '';
  await ask({ action: 'open', field: 'cns' });
  await ask({ action: 'answer', queryId: first });
  const told = ({ pseudonym, field, action }: { pseudonym: string; field: string; action: string }) => [
    pseudonym,
    field,
    action,
  ];
  expect((await waiting()).tasks.map(told)).toEqual([
    ['Q-1', 'cns', 'open'],
    ['Q-1', 'wbc', 'answer'],
  ]);
  await ask({ action: 'close', queryId: first });
  expect(await waiting()).toMatchObject({ all: 1, tasks: [{ field: 'cns' }] });
});

test('records in the state “draft” are those of the list, and are no longer so once complete', async () => {
  const inDraft = async () => [
    (await findWorklist(anna, options())).inDraft,
    (await findPatientList(anna, patientQuerySchema.parse({ state: 'draft' }), options())).found,
  ];
  const [before = 0] = await inDraft();
  const id = await add('D-1', { diagnosisDate: '2022-01-10', ageDays: '300', remissionDate: '2022-02-14' });
  expect(await inDraft()).toEqual([before + 1, before + 1]);
  expect((await changeState(anna, { patientId: id, state: 'complete' }, options())).fieldErrors).toEqual({});
  expect(await inDraft()).toEqual([before, before]);
});

test('another site sees none of it and may not set it', async () => {
  const list = await findWorklist(boris, options());
  const { followUp, mrd, toComplete, queries, inDraft, unsaved } = list;
  expect([followUp.all, mrd.all, toComplete.all, queries.all, inDraft, unsaved.length]).toEqual([0, 0, 0, 0, 0, 0]);
  await expect(
    saveSiteSettings(boris, { siteId: anna.sites[0]?.siteId, followUpMonths: '3', pseudonymPattern: '' }, options()),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test('a new pseudonym is as the site wants it', async () => {
  await saveSiteSettings(
    boris,
    { siteId: boris.sites[0]?.siteId, followUpMonths: '12', pseudonymPattern: 'ДГКБ-##/##' },
    options(),
  );
  const save = (pseudonym: string) =>
    createPatient(boris, { pseudonym, ageDays: '100', diagnosisDate: '2023-03-01' }, options());
  expect((await save('ДГКБ-1')).fieldErrors).toEqual({ pseudonym: 'pseudonym-pattern' });
  expect((await save('ДГКБ-01/24')).ok).toBe(true);
});
