import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inViewersTransaction } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, updatePatient } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { getPatient } from '../queries.server';
import type { RiskOverride } from './override';
import { addRiskOverride, findRiskOverrides } from './override.server';
import { saveRecord } from '../records/changes.server';
import { makePerson, type TestPerson } from '../testing/sites';

let database: TestDatabase;
let client: pg.Client;
let anna: TestPerson;
let boris: TestPerson;
let olga: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  await database.owner.query(
    `INSERT INTO trial (slug, acronym, kind, title_en, title_ru, study_group, status, design_en, design_ru, countries, eligibility_en, eligibility_ru, backbone_en, backbone_ru, hsct_policy_en, hsct_policy_ru, notes_en, notes_ru)
     SELECT slug, slug, 'trial', '', '', '', 'closed', '', '', '{}', '', '', '', '', '', '', '', '' FROM unnest(ARRAY['mll-baby', 'tini-2']) AS slug`,
  );
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  olga = await makePerson(database, 'olga', 'researcher', 'A');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const REASON = 'No blinatumomab at the centre, treated in the high-risk arm';
const typed = (changes: FormValues = {}): FormValues => ({
  pseudonym: 'A-1',
  sex: '',
  ageMonths: '',
  ageDays: '250',
  diagnosisDate: '2021-03-01',
  protocolSlug: 'mll-baby',
  kmt2a: 'germline',
  kmt2aPartner: '',
  wbc: '',
  cns: '',
  immunophenotype: '',
  testicular: '',
  day8Blasts: '',
  prednisoneResponse: '',
  cnsDay8: '',
  remissionEoi: '',
  remissionDate: '',
  ...changes,
});
let made = 0;
/** A germline infant: IR at diagnosis under MLL-Baby (worked example 9 of the rules). */
async function add(changes: FormValues = {}): Promise<string> {
  made += 1;
  const state = await createPatient(anna, typed({ pseudonym: `A-${made}x`, ...changes }), options());
  expect(state.fieldErrors).toEqual({});
  return state.patientId ?? '';
}
const versionOf = async (id: string): Promise<string> =>
  String((await getPatient(anna, id, options()))?.record.version);
async function assign(id: string, changes: FormValues = {}, viewer = anna): Promise<FormState> {
  return addRiskOverride(
    viewer,
    {
      patientId: id,
      version: await versionOf(id),
      decisionPoint: 'diagnosis',
      assignedGroup: 'HR',
      assignedOn: '2021-03-10',
      reason: REASON,
      ...changes,
    },
    options(),
  );
}
const stored = (id: string): Promise<RiskOverride[]> => findRiskOverrides(anna, id, options());

describe('an override', () => {
  test('keeps the group computed then beside the assigned one, says who and when, and raises the version', async () => {
    const id = await add();
    expect(await assign(id)).toMatchObject({ ok: true, fieldErrors: {} });
    expect(await stored(id)).toEqual([
      {
        id: expect.any(String),
        protocolSlug: 'mll-baby',
        decisionPoint: 'diagnosis',
        computedGroup: 'IR',
        ruleSetVersion: '1',
        assignedGroup: 'HR',
        assignedOn: '2021-03-10',
        reason: REASON,
        writtenBy: 'anna',
        writtenOn: new Date().toISOString().slice(0, 10),
      },
    ]);
    expect(await versionOf(id)).toBe('2');
  });

  test('keeps what was computed at its own decision point, also after the facts have changed', async () => {
    const id = await add({ remissionEoi: 'no' });
    await assign(id, { decisionPoint: 'end-of-induction', assignedGroup: 'IR' });
    expect(await stored(id)).toMatchObject([
      { decisionPoint: 'end-of-induction', computedGroup: 'HR', assignedGroup: 'IR' },
    ]);
    await updatePatient(
      anna,
      typed({ patientId: id, version: '2', pseudonym: 'A-now', remissionEoi: 'yes' }),
      options(),
    );
    await assign(id, { decisionPoint: 'end-of-induction', assignedGroup: 'HR' });
    expect(await stored(id)).toMatchObject([
      { computedGroup: 'HR', assignedGroup: 'IR' },
      { computedGroup: 'IR', assignedGroup: 'HR' },
    ]);
  });

  test('has no computed group where the rules give none, and no version where there are no rules', async () => {
    const [open, unknown] = [await add({ kmt2a: '' }), await add({ protocolSlug: 'tini-2' })];
    await assign(open);
    await assign(unknown);
    expect(await stored(open)).toMatchObject([{ computedGroup: null, ruleSetVersion: '1' }]);
    expect(await stored(unknown)).toMatchObject([{ computedGroup: null, ruleSetVersion: null, assignedGroup: 'HR' }]);
  });

  test.each<[FormValues, object]>([
    [{ reason: '' }, { reason: 'required' }],
    [{ reason: '   \n  ' }, { reason: 'required' }],
    [{ reason: 'too short' }, { reason: 'reason-length' }],
    [{ reason: 'x'.repeat(501) }, { reason: 'reason-length' }],
    [{ reason: 'child born on 5.3.2021, see file' }, { reason: 'reason-identifies' }],
    [{ reason: 'see record number 20210305 of the ward' }, { reason: 'reason-identifies' }],
    [{ reason: 'ask head.of.ward@example.org about it' }, { reason: 'reason-identifies' }],
    [{ assignedGroup: '' }, { assignedGroup: 'choose' }],
    [{ assignedGroup: 'SR' }, { assignedGroup: 'choose' }],
    [{ assignedGroup: 'withdrawn' }, { assignedGroup: 'nothing-to-withdraw' }],
    [{ decisionPoint: 'day-33' }, { decisionPoint: 'choose' }],
    [{ assignedOn: '' }, { assignedOn: 'required' }],
    [{ assignedOn: '2021-02-28' }, { assignedOn: 'date-before-diagnosis' }],
    [{ assignedOn: '2999-01-01' }, { assignedOn: 'date-in-future' }],
  ])('with %j is refused at the field, and nothing is written', async (changes, errors) => {
    const id = await add();
    const state = await assign(id, changes);
    expect(state).toMatchObject({ ok: false, formError: 'invalid', fieldErrors: errors, values: changes });
    expect(Object.keys(state.fieldErrors)).toEqual(Object.keys(errors));
    expect(await stored(id)).toEqual([]);
    expect(await versionOf(id)).toBe('1');
  });

  test('after the death is refused at the date', async () => {
    const id = await add();
    await saveRecord(
      anna,
      { patientId: id, version: '1', recordId: '', recordKind: 'event', kind: 'death', date: '2021-03-09' },
      options(),
    );
    expect(await assign(id)).toMatchObject({ ok: false, fieldErrors: { assignedOn: 'date-after-death' } });
    expect(await assign(id, { assignedOn: '2021-03-09' })).toMatchObject({ ok: true });
  });

  test('of a patient without a protocol is refused', async () => {
    expect(await assign(await add({ protocolSlug: '' }))).toMatchObject({
      ok: false,
      fieldErrors: { assignedGroup: 'protocol-unset' },
    });
  });

  test('over a change by somebody else is a conflict; a second click writes no second one', async () => {
    const id = await add();
    expect(await assign(id, { version: '7' })).toMatchObject({
      ok: false,
      formError: 'conflict',
      conflict: { stored: null, version: 1 },
    });
    const states = await Promise.all([assign(id, { version: '1' }), assign(id, { version: '1' })]);
    expect(states.map(({ formError }) => formError).sort()).toEqual(['conflict', null]);
    expect(await stored(id)).toHaveLength(1);
  });

  test("goes beside what changed elsewhere and beside one's own; a group that somebody else assigned is asked about", async () => {
    const id = await add();
    const seen = { version: '1', base: JSON.stringify({ protocolSlug: 'mll-baby', overrides: '0' }) };
    const followUp = { recordKind: 'follow-up', date: '2021-08-01', status: 'alive-in-remission' };
    await saveRecord(anna, { patientId: id, version: '1', recordId: '', ...followUp }, options());
    expect((await assign(id, seen)).ok).toBe(true);
    expect((await assign(id, { ...seen, decisionPoint: 'end-of-induction' })).ok).toBe(true);
    const berta = await makePerson(database, `berta-${made}`, 'data-manager', 'A');
    expect(await assign(id, seen, berta)).toMatchObject({ ok: false, formError: 'conflict' });
    const opened = await getPatient(anna, id, options());
    const change = { ...typed({ pseudonym: 'A-other', protocolSlug: 'tini-2' }), patientId: id };
    await updatePatient(anna, { ...change, version: String(opened?.record.version) }, options());
    expect(await assign(id, { ...seen, version: '2' })).toMatchObject({ ok: false, formError: 'conflict' });
  });

  test('is withdrawn by a further one with its own reason; both stay', async () => {
    const id = await add();
    await assign(id);
    expect(await assign(id, { assignedGroup: 'withdrawn', reason: 'written for the wrong child' })).toMatchObject({
      ok: true,
    });
    expect(await stored(id)).toMatchObject([
      { assignedGroup: 'HR', reason: REASON },
      { assignedGroup: null, reason: 'written for the wrong child' },
    ]);
    expect(await assign(id, { assignedGroup: 'withdrawn' })).toMatchObject({
      ok: false,
      fieldErrors: { assignedGroup: 'nothing-to-withdraw' },
    });
  });
});

describe('whose it is', () => {
  test('another site neither sees nor adds one, a researcher neither', async () => {
    const id = await add();
    await assign(id);
    expect(await findRiskOverrides(boris, id, options())).toEqual([]);
    expect(await findRiskOverrides(olga, id, options())).toEqual([]);
    const version = await versionOf(id);
    for (const viewer of [boris, olga])
      expect(await assign(id, { version }, viewer)).toMatchObject({ ok: false, formError: 'not-found' });
    expect(await stored(id)).toHaveLength(1);
  });

  test('the audit holds the reason and the person', async () => {
    const id = await add();
    await assign(id);
    const { rows } = await database.owner.query(
      "SELECT actor_id, site_id, action, new_values ->> 'reason' AS reason, new_values ->> 'computed_group' AS computed FROM audit_entry WHERE table_name = 'risk_override' AND new_values ->> 'patient_id' = $1",
      [id],
    );
    expect(rows).toEqual([
      { actor_id: anna.id, site_id: anna.siteId, action: 'insert', reason: REASON, computed: 'IR' },
    ]);
  });
});

describe('the database, as the role of the program', () => {
  const insert = (id: string, changes: Record<string, string | null> = {}): Promise<unknown> => {
    const row: Record<string, string | null> = {
      patient_id: id,
      site_id: anna.siteId,
      protocol_slug: 'mll-baby',
      decision_point: 'diagnosis',
      computed_group: 'IR',
      rule_set_version: '1',
      assigned_group: 'HR',
      assigned_on: '2021-03-10',
      reason: REASON,
      ...changes,
    };
    const names = Object.keys(row);
    return inViewersTransaction(client, anna.id, (run) =>
      run(
        `INSERT INTO risk_override (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
        Object.values(row),
      ),
    );
  };

  test.each<[string, Record<string, string | null>]>([
    ['23502', { reason: null }],
    ['23514', { reason: 'too short' }],
    ['23514', { reason: 'x'.repeat(501) }],
    ['23514', { reason: ' '.repeat(20) }],
    ['23514', { reason: `${REASON} ` }],
    ['23514', { decision_point: 'day-33' }],
    ['23514', { computed_group: 'MR' }],
    ['23514', { assigned_group: 'withdrawn' }],
    ['23514', { rule_set_version: null }],
    ['23514', { protocol_slug: 'MLL Baby' }],
    ['23514', { assigned_on: '2021-02-28' }],
    ['23502', { assigned_on: null }],
  ])('refuses with %s %j', async (code, changes) => {
    await expect(insert(await add(), changes)).rejects.toMatchObject({ code });
  });

  test('takes 10 and 500 characters, no computed group, and no assigned one', async () => {
    const id = await add();
    await insert(id, { reason: 'x'.repeat(10), computed_group: null, rule_set_version: null });
    await insert(id, { reason: 'ж'.repeat(500), assigned_group: null });
    expect(await stored(id)).toHaveLength(2);
  });

  test('neither changes nor takes away one, not even of the own site', async () => {
    const id = await add();
    await assign(id);
    for (const sql of [
      "UPDATE risk_override SET reason = 'something else entirely'",
      'DELETE FROM risk_override',
      'TRUNCATE risk_override',
    ]) {
      await expect(
        inViewersTransaction(client, anna.id, (run) => run(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' });
    }
    expect(await stored(id)).toHaveLength(1);
  });
});
