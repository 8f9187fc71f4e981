import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';
import { approveCurve, proposeCurve, withdrawCurve } from './curation.server';
import { findApprovedCurves, findCurvesOfCuration } from './queries.server';
import { approveShown } from './testing/approval.server';
import { asCurator, madeUpTrialWithCurators } from './testing/curators';

let database: TestDatabase;
let client: pg.Client;
let vera: Person;
let ivan: Person;
let end: () => Promise<void>;
let others: Record<string, Person>;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
/** How a refusal by row-level security or by missing rights is told. */
const FORBIDDEN = { code: '42501' };

beforeAll(async () => {
  ({ database, client, vera, ivan, end } = await madeUpTrialWithCurators());
  await database.owner.query(
    `INSERT INTO arm (trial_slug, slug, position, name_en, name_ru, kind, description_en, description_ru) VALUES ('made-up', 'a', 0, 'A', 'A', 'single', '', '')`,
  );
  others = {
    'data-manager': await addPerson(database, 'anna@example.org', 'data-manager', 'A'),
    researcher: await addPerson(database, 'olga@example.org', 'researcher', 'A'),
    administrator: await addPerson(database, 'admin@example.org', 'administrator', 'A'),
    disabled: await addPerson(database, 'gone@example.org', 'curator', 'A'),
  };
  await database.owner.query("UPDATE app_user SET disabled_at = now() WHERE email = 'gone@example.org'");
});
afterAll(() => end());

const WHY = 'read off the wrong figure';
/** Made up: ten children, and the curve of the first hand calculation of the engine's tests. */
const input = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  trialSlug: 'made-up',
  endpoint: 'EFS',
  timeZero: 'diagnosis',
  stratumKmt2a: 'all',
  stratumRisk: 'all',
  stratumArm: '',
  labelEn: 'All',
  labelRu: 'Все',
  sourceRef: 'paper',
  sourceLocator: 'Fig. 1',
  sourceUrl: '',
  sourceLevel: 'primary-fulltext',
  totalEvents: '8',
  points: [
    { years: 0, percent: 100 },
    { years: 1, percent: 80 },
    { years: 2, percent: 50 },
    { years: 4, percent: 20 },
  ],
  counts: [
    { years: 0, atRisk: 10 },
    { years: 2, atRisk: 8 },
  ],
  ...changes,
});
/** A stratum of its own for every test, so that none meets another's approved curve. */
let made = 0;
async function propose(person = vera, changes: Record<string, unknown> = {}): Promise<string> {
  made += 1;
  const labelEn = `Curve ${made}`;
  expect(await proposeCurve(asCurator(person), input({ labelEn, ...changes }), options())).toMatchObject({ ok: true });
  const all = await findCurvesOfCuration(asCurator(person), options());
  return all.find(({ label }) => label.en === labelEn)?.id ?? '';
}
const approvedIds = async (): Promise<string[]> =>
  (await findApprovedCurves({ endpoint: 'EFS', trials: ['made-up'] }, database.app)).map(({ id }) => id);
const statusOf = async (id: string): Promise<unknown> =>
  (await database.owner.query('SELECT status FROM reconstructed_curve WHERE id = $1', [id])).rows[0]?.status;

describe('curation', () => {
  test('a proposed curve is seen by curators only, an approved one by everybody, a withdrawn one by curators again', async () => {
    const id = await propose();
    expect(await approvedIds()).not.toContain(id);
    expect(await approveShown(ivan, id, database)).toMatchObject({ ok: true });
    const [curve] = (await findApprovedCurves({ endpoint: 'EFS', trials: ['made-up'] }, database.app)).filter(
      (one) => one.id === id,
    );
    expect(curve).toMatchObject({
      trial: 'made-up',
      acronym: 'Made-up',
      totalEvents: 8,
      points: input()['points'],
      counts: input()['counts'],
    });
    expect(await withdrawCurve(asCurator(vera), id, WHY, options())).toMatchObject({ ok: true });
    expect(await approvedIds()).not.toContain(id);
    const [listed] = (await findCurvesOfCuration(asCurator(ivan), options())).filter((one) => one.id === id);
    expect(listed).toMatchObject({
      status: 'withdrawn',
      own: false,
      proposed: { by: 'vera@example.org' },
      approved: { by: 'ivan@example.org' },
      withdrawn: { by: 'vera@example.org', reason: WHY },
    });
  });

  test('who proposed cannot approve', async () => {
    const id = await propose();
    expect(await approveCurve(asCurator(vera), id, options())).toMatchObject({ ok: false, refusal: 'own-proposal' });
    expect(await statusOf(id)).toBe('proposed');
  });

  test('who was not shown it cannot approve: they may still read its figure blind', async () => {
    const id = await propose();
    expect(await approveCurve(asCurator(ivan), id, options())).toMatchObject({ ok: false, refusal: 'not-seen' });
    expect(await statusOf(id)).toBe('proposed');
    // Nor where the server's own check is gone around.
    await expect(
      inViewersTransaction(client, ivan.id, (run) =>
        run("UPDATE reconstructed_curve SET status = 'approved' WHERE id = $1", [id]),
      ),
    ).rejects.toMatchObject({ constraint: 'reconstructed_curve_seen' });
    expect(await approveShown(ivan, id, database)).toMatchObject({ ok: true });
    expect(await statusOf(id)).toBe('approved');
  });

  test('of one question only one curve is approved at a time', async () => {
    const [first, second] = [await propose(vera, { stratumRisk: 'HR' }), await propose(vera, { stratumRisk: 'HR' })];
    expect(await approveShown(ivan, first, database)).toMatchObject({ ok: true });
    expect(await approveShown(ivan, second, database)).toMatchObject({
      ok: false,
      refusal: 'one-approved',
    });
    await withdrawCurve(asCurator(ivan), first, WHY, options());
    expect(await approveShown(ivan, second, database)).toMatchObject({ ok: true });
  });

  test('what is withdrawn stays so, and needs a reason', async () => {
    const id = await propose();
    expect(await withdrawCurve(asCurator(ivan), id, ' short ', options())).toMatchObject({ refusal: 'reason-length' });
    expect(await withdrawCurve(asCurator(ivan), id, WHY, options())).toMatchObject({ ok: true });
    expect(await approveShown(ivan, id, database)).toMatchObject({ refusal: 'conflict' });
    expect(await withdrawCurve(asCurator(ivan), id, WHY, options())).toMatchObject({ refusal: 'conflict' });
  });

  test.each<[Record<string, unknown>, object]>([
    [{ labelRu: ' ' }, { refusal: 'invalid', fieldErrors: { labelRu: 'required' } }],
    [{ totalEvents: '11' }, { refusal: 'invalid', fieldErrors: { totalEvents: 'too-many-events' } }],
    [
      {
        points: [
          { years: 1, percent: 50 },
          { years: 2, percent: 60 },
        ],
      },
      { refusal: 'invalid', fieldErrors: {} },
    ],
    [{ sourceRef: 'no-such-paper' }, { refusal: 'unknown-source' }],
    [{ stratumArm: 'z' }, { refusal: 'unknown-source' }],
  ])('%j is refused', async (changes, state) => {
    expect(await proposeCurve(asCurator(vera), input(changes), options())).toMatchObject({ ok: false, ...state });
  });

  test('the audit names who took each step', async () => {
    const id = await propose(vera, { stratumKmt2a: 'r' });
    await approveShown(ivan, id, database);
    const { rows } = await database.owner.query<{
      table_name: string;
      action: string;
      actor_id: string;
      status: string | null;
    }>(
      "SELECT table_name, action, actor_id, new_values ->> 'status' AS status FROM audit_entry WHERE row_id = $1 ORDER BY id",
      [id],
    );
    const points = { table_name: 'curve_point', action: 'insert', actor_id: vera.id, status: null };
    expect(rows).toEqual([
      { table_name: 'reconstructed_curve', action: 'insert', actor_id: vera.id, status: 'proposed' },
      points,
      points,
      points,
      points,
      { ...points, table_name: 'number_at_risk' },
      { ...points, table_name: 'number_at_risk' },
      { ...points, table_name: 'curve_sight', actor_id: ivan.id },
      { table_name: 'reconstructed_curve', action: 'update', actor_id: ivan.id, status: 'approved' },
    ]);
  });

  test('the number of the evidence rises, so that pages are made anew', async () => {
    const version = async (): Promise<number> =>
      (await database.owner.query<{ version: number }>('SELECT version FROM evidence_version')).rows[0]?.version ?? 0;
    const id = await propose(vera, { stratumKmt2a: 'g' });
    const before = await version();
    await approveShown(ivan, id, database);
    expect(await version()).toBe(before + 1);
  });
});

describe('the database, as the role of the program', () => {
  const COLUMNS =
    'id, trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, label_en, label_ru, source_ref, source_locator, source_level, proposed_by';
  const INSERT = `INSERT INTO reconstructed_curve (${COLUMNS}) VALUES ($1, 'made-up', 'EFS', 'diagnosis', 'all', 'LR', 'x', 'x', 'paper', 'Fig. 1', 'primary-fulltext', $2)`;
  const insert = (viewer: Person | null, proposer: Person, sql = INSERT): Promise<unknown> =>
    inViewersTransaction(client, viewer?.id ?? null, (run) => run(sql, [randomUUID(), proposer.id]));
  const as = (viewer: Person, sql: string, values: readonly unknown[] = []): Promise<number | null> =>
    inViewersTransaction(client, viewer.id, async (run) => (await run(sql, values)).rowCount);

  test('takes a curve from a curator in their own name only', async () => {
    await insert(vera, vera);
    await expect(insert(vera, ivan)).rejects.toMatchObject(FORBIDDEN);
    await expect(insert(null, vera)).rejects.toMatchObject(FORBIDDEN);
    for (const person of Object.values(others)) await expect(insert(person, person)).rejects.toMatchObject(FORBIDDEN);
  });

  test('takes no curve that is approved already, and no other date', async () => {
    const given = (column: string, value: string): string =>
      INSERT.replace('proposed_by)', `proposed_by, ${column})`).replace('$2)', `$2, ${value})`);
    await expect(
      insert(vera, vera, given('status, approved_by, approved_at', `'approved', '${ivan.id}', now()`)),
    ).rejects.toMatchObject(FORBIDDEN);
    await expect(insert(vera, vera, given('proposed_at', "now() - interval '1 day'"))).rejects.toMatchObject(FORBIDDEN);
  });

  test('shows nobody else what waits, and lets nobody else change it', async () => {
    const id = await propose();
    for (const person of Object.values(others)) {
      expect(await as(person, 'SELECT 1 FROM reconstructed_curve WHERE id = $1', [id])).toBe(0);
      expect(await as(person, 'SELECT 1 FROM curve_point WHERE curve_id = $1', [id])).toBe(0);
      expect(await as(person, 'SELECT 1 FROM number_at_risk WHERE curve_id = $1', [id])).toBe(0);
      expect(await as(person, "UPDATE reconstructed_curve SET status = 'approved' WHERE id = $1", [id])).toBe(0);
    }
    expect((await client.query('SELECT 1 FROM reconstructed_curve WHERE id = $1', [id])).rowCount).toBe(0);
    expect(await as(ivan, 'SELECT 1 FROM curve_point WHERE curve_id = $1', [id])).toBe(4);
  });

  test('lets who proposed neither approve nor name another as approving', async () => {
    const id = await propose();
    await expect(
      as(vera, "UPDATE reconstructed_curve SET status = 'approved' WHERE id = $1", [id]),
    ).rejects.toMatchObject({ constraint: 'reconstructed_curve_second_curator' });
    await expect(
      as(vera, `UPDATE reconstructed_curve SET status = 'approved', approved_by = '${ivan.id}' WHERE id = $1`, [id]),
    ).rejects.toMatchObject(FORBIDDEN);
  });

  test.each([
    "UPDATE reconstructed_curve SET label_en = 'another'",
    'UPDATE reconstructed_curve SET proposed_by = approved_by',
    'UPDATE curve_point SET survival = 1',
    'UPDATE number_at_risk SET at_risk = 1',
    'UPDATE curve_reading SET corrections = 0',
    'DELETE FROM curve_reading',
    'UPDATE curve_second_reading SET difference_points = 0',
    'DELETE FROM curve_second_reading',
    'UPDATE curve_sight SET read_at = now()',
    'DELETE FROM curve_sight',
    'DELETE FROM reconstructed_curve',
    'DELETE FROM curve_point',
    'DELETE FROM number_at_risk',
    'TRUNCATE reconstructed_curve CASCADE',
    'ALTER TABLE curve_point DISABLE TRIGGER audit',
  ])('a curator cannot %s', async (sql) => {
    await expect(as(vera, sql)).rejects.toMatchObject(FORBIDDEN);
  });

  test('no point is hung on a curve later, nor on that of another', async () => {
    const id = await propose();
    for (const person of [vera, ivan, ...Object.values(others)]) {
      await expect(
        as(person, 'INSERT INTO curve_point (curve_id, time_years, survival) VALUES ($1, 9, 10)', [id]),
      ).rejects.toMatchObject(FORBIDDEN);
      await expect(
        as(person, 'INSERT INTO number_at_risk (curve_id, time_years, at_risk) VALUES ($1, 9, 1)', [id]),
      ).rejects.toMatchObject(FORBIDDEN);
    }
  });

  test.each([
    [-1, 50, 'curve_point_range'],
    [1, 101, 'curve_point_range'],
    [1, -1, 'curve_point_range'],
  ])('no point at %d years and %d %%', async (years, percent, constraint) => {
    const adding = inViewersTransaction(client, vera.id, async (run) => {
      const id = randomUUID();
      await run(INSERT, [id, vera.id]);
      await run('INSERT INTO curve_point (curve_id, time_years, survival) VALUES ($1, $2, $3)', [id, years, percent]);
    });
    await expect(adding).rejects.toMatchObject({ constraint });
  });

  test('a withdrawal says why, and is not taken back or reworded', async () => {
    const id = await propose();
    await expect(
      as(ivan, "UPDATE reconstructed_curve SET status = 'withdrawn' WHERE id = $1", [id]),
    ).rejects.toMatchObject({ constraint: 'reconstructed_curve_withdrawn' });
    expect(
      await as(ivan, "UPDATE reconstructed_curve SET status = 'withdrawn', withdrawal_reason = $2 WHERE id = $1", [
        id,
        WHY,
      ]),
    ).toBe(1);
    for (const set of ["status = 'proposed'", "status = 'approved'", "withdrawal_reason = 'another reason entirely'"]) {
      await expect(as(ivan, `UPDATE reconstructed_curve SET ${set} WHERE id = $1`, [id])).rejects.toMatchObject({
        code: '23514',
      });
    }
  });

  test('a trial, an arm or a reference with a curve is not removed by a load', async () => {
    await propose(vera, { stratumArm: 'a' });
    for (const sql of [
      "DELETE FROM trial WHERE slug = 'made-up'",
      "DELETE FROM arm WHERE slug = 'a'",
      "DELETE FROM reference WHERE id = 'paper'",
    ])
      await expect(database.owner.query(sql), sql).rejects.toMatchObject({
        code: expect.stringMatching(/^(23001|23503)$/),
      });
  });
});
