import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';
import { approveCurve, showWaitingCurve, withdrawCurve } from './curation.server';
import { findApprovedCurves, findCurvesOfCuration, findWaitingCurves } from './queries.server';
import { readCurveAgain } from './second-reading.server';
import { approveShown } from './testing/approval.server';
import { asCurator, madeUpTrialWithCurators } from './testing/curators';

let database: TestDatabase;
let client: pg.Client;
let vera: Person;
let ivan: Person;
let end: () => Promise<void>;
let olga: Person;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
const FORBIDDEN = { code: '42501' };
const SHA = 'a'.repeat(64);

beforeAll(async () => {
  ({ database, client, vera, ivan, end } = await madeUpTrialWithCurators());
  olga = await addPerson(database, 'olga@example.org', 'researcher', 'A');
});
afterAll(() => end());

/** Made up: a curve that Vera proposed, of ten patients, falling to 80, 50 and 20 % at 1, 2 and 4 years. */
async function waiting(risk = 'all', sha256: string | null = SHA): Promise<string> {
  const id = randomUUID();
  await database.owner.query(
    `INSERT INTO reconstructed_curve (id, trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, label_en, label_ru, source_ref, source_locator, source_level, proposed_by)
     VALUES ($1, 'made-up', 'EFS', 'diagnosis', 'all', $2, 'All', 'Все', 'paper', 'Fig. 1', 'primary-fulltext', $3)`,
    [id, risk, vera.id],
  );
  await database.owner.query(
    'INSERT INTO curve_point (curve_id, time_years, survival) VALUES ($1, 0, 100), ($1, 1, 80), ($1, 2, 50), ($1, 4, 20)',
    [id],
  );
  await database.owner.query(
    `INSERT INTO curve_reading (curve_id, method, reader, sha256, file_bytes, width, height, affine, x_ticks, y_ticks, x_residual, y_residual, x_from, y_from, unit, printed_as, shows, colour, corrections, waypoints, doubtful_share, marks, seconds)
     VALUES ($1, 'drawing', '1', $2, 1, 1, 1, '{1,0,0,1,0,0}', '{0,1}', '{0,1}', 0, 0, 'ticks', 'ticks', 'years', 'percent', 'survival', '#000000', 0, 0, 0, '{}', 1)`,
    [id, sha256],
  );
  return id;
}

/** The same curve read again: 0.5 points lower between 2 and 4 years, its step at 1 year 0.01 years late. */
const input = (curveId: string, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  curveId,
  points: [
    { years: 0, percent: 100 },
    { years: 1.01, percent: 80 },
    { years: 2, percent: 49.5 },
    { years: 4, percent: 20 },
  ],
  reading: { method: 'drawing', reader: '1.1', pdfjs: '5.6.205', sha256: SHA },
  ...changes,
});
const stored = async (id: string): Promise<unknown[]> =>
  (await database.owner.query('SELECT * FROM curve_second_reading WHERE curve_id = $1', [id])).rows;

describe('a second reading', () => {
  test('is stored with the curve and told to who approves and to readers', async () => {
    const id = await waiting();
    // By hand: 0.01 years are within 0.4 % of 4 years (0.016), so the late step is none; 50 − 49.5 = 0.5 at 2 years.
    const reading = { differencePoints: 0.5, atYears: 2, untilYears: null, sameFile: true };
    expect(await readCurveAgain(asCurator(ivan), input(id), options())).toEqual({ ok: true, refusal: null, reading });
    expect(await stored(id)).toMatchObject([
      { difference_points: 0.5, at_years: 2, end_years: 4, reader: '1.1', pdfjs: '5.6.205', read_by: ivan.id },
    ]);
    const listed = (await findCurvesOfCuration(asCurator(ivan), options())).find((one) => one.id === id);
    expect(listed).toMatchObject({ secondReading: reading, secondRead: { by: 'ivan@example.org', method: 'drawing' } });
    expect(await approveCurve(asCurator(ivan), id, options())).toMatchObject({ ok: true });
    const approved = (await findApprovedCurves({ trials: ['made-up'] }, database.app)).find((one) => one.id === id);
    expect(approved?.secondReading).toEqual(reading);
    const { rows } = await database.owner.query(
      "SELECT actor_id, action FROM audit_entry WHERE table_name = 'curve_second_reading' AND row_id = $1",
      [id],
    );
    expect(rows).toEqual([{ actor_id: ivan.id, action: 'insert' }]);
  });

  test('says where it stops early, and that another file or an unknown one was read', async () => {
    const [short, unknown] = [await waiting(), await waiting('all', null)];
    const points = [
      { years: 0, percent: 100 },
      { years: 1, percent: 80 },
      { years: 2, percent: 50 },
    ];
    const other = { method: 'image', reader: '1.1', pdfjs: null, sha256: 'b'.repeat(64) };
    expect(await readCurveAgain(asCurator(ivan), input(short, { points, reading: other }), options())).toMatchObject({
      reading: { differencePoints: 0, untilYears: 2, sameFile: false },
    });
    expect(await readCurveAgain(asCurator(ivan), input(unknown), options())).toMatchObject({
      reading: { sameFile: null },
    });
  });

  test('is offered without a point or a fingerprint of the first, to other curators, once', async () => {
    const id = await waiting();
    const offered = await findWaitingCurves(asCurator(ivan), options());
    expect(offered).toContainEqual({ id, acronym: 'Made-up', endpoint: 'EFS', label: { en: 'All', ru: 'Все' } });
    expect(await findWaitingCurves(asCurator(vera), options())).toEqual([]);
    await expect(findWaitingCurves(asCurator(olga, []), options())).rejects.toMatchObject({
      code: 'forbidden',
    });
    await readCurveAgain(asCurator(ivan), input(id), options());
    expect((await findWaitingCurves(asCurator(ivan), options())).map((one) => one.id)).not.toContain(id);
    const again = input(id, { points: [{ years: 1, percent: 80 }, ...(input(id)['points'] as object[]).slice(2)] });
    expect(await readCurveAgain(asCurator(ivan), again, options())).toEqual({
      ok: false,
      refusal: 'read-already',
      reading: null,
    });
    expect(await stored(id)).toMatchObject([{ difference_points: 0.5 }]);
  });

  test('is no longer taken from who was shown the curve that waits; to everybody else nothing of it is sent', async () => {
    const id = await waiting();
    const listed = async (person: Person) =>
      (await findCurvesOfCuration(asCurator(person), options())).find((one) => one.id === id);
    const nothing = { hidden: true, points: [], counts: [], totalEvents: null, reading: null, own: false };
    expect(await listed(ivan)).toMatchObject(nothing);
    expect(await listed(vera)).toMatchObject({ hidden: false, own: true, points: { length: 4 } });
    expect(await showWaitingCurve(asCurator(vera), id, options())).toMatchObject({ ok: true });
    await expect(showWaitingCurve(asCurator(olga, []), id, options())).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listed(ivan)).toMatchObject(nothing);

    for (const _ of [1, 2]) expect(await showWaitingCurve(asCurator(ivan), id, options())).toMatchObject({ ok: true });
    expect(await listed(ivan)).toMatchObject({ hidden: false, points: { length: 4 }, reading: { sha256: SHA } });
    expect((await findWaitingCurves(asCurator(ivan), options())).map((one) => one.id)).not.toContain(id);
    expect(await readCurveAgain(asCurator(ivan), input(id), options())).toMatchObject({ refusal: 'seen-already' });
    expect(await stored(id)).toEqual([]);
    const { rows } = await database.owner.query('SELECT read_by FROM curve_sight WHERE curve_id = $1', [id]);
    expect(rows).toEqual([{ read_by: ivan.id }]);
  });

  test('a curve that is decided is shown without asking', async () => {
    const id = await waiting('LR');
    await withdrawCurve(asCurator(vera), id, 'read off the wrong figure', options());
    expect(await showWaitingCurve(asCurator(ivan), id, options())).toMatchObject({ refusal: 'conflict' });
    expect(await showWaitingCurve(asCurator(ivan), randomUUID(), options())).toMatchObject({ refusal: 'not-found' });
    const found = (await findCurvesOfCuration(asCurator(ivan), options())).find((one) => one.id === id);
    expect(found).toMatchObject({ hidden: false, points: { length: 4 } });
  });

  test('is refused to who proposed, of what is decided, and of no curve', async () => {
    const [own, approved, withdrawn] = [await waiting('LR'), await waiting('LR'), await waiting('LR')];
    expect(await readCurveAgain(asCurator(vera), input(own), options())).toMatchObject({ refusal: 'own-reading' });
    await approveShown(ivan, approved, database);
    await withdrawCurve(asCurator(ivan), withdrawn, 'read off the wrong figure', options());
    for (const id of [approved, withdrawn])
      expect(await readCurveAgain(asCurator(ivan), input(id), options())).toMatchObject({ refusal: 'conflict' });
    expect(await readCurveAgain(asCurator(ivan), input(randomUUID()), options())).toMatchObject({
      refusal: 'not-found',
    });
    await expect(readCurveAgain(asCurator(olga, []), input(own), options())).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const id of [own, approved, withdrawn]) expect(await stored(id)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    [
      'a name of the file',
      { reading: { method: 'drawing', reader: '1', pdfjs: null, sha256: SHA, fileName: 'a.pdf' } },
    ],
    ['a difference of its own', { differencePoints: 0 }],
    ['a single point', { points: [{ years: 1, percent: 80 }] }],
    [
      'a curve that rises',
      {
        points: [
          { years: 1, percent: 50 },
          { years: 2, percent: 60 },
        ],
      },
    ],
  ])('is refused with %s', async (_, changes) => {
    const id = await waiting('HR');
    expect(await readCurveAgain(asCurator(ivan), input(id, changes), options())).toMatchObject({ refusal: 'invalid' });
    expect(await stored(id)).toEqual([]);
  });
});

describe('the database, as the role of the program', () => {
  const INSERT = `INSERT INTO curve_second_reading (curve_id, difference_points, at_years, end_years, method, reader, read_by, read_at)
    VALUES ($1, 0.5, 2, 4, 'drawing', '1', $2, '2020-01-01')`;
  const insert = (viewer: Person | null, id: string, named: Person, sql = INSERT): Promise<unknown[]> =>
    inViewersTransaction(
      client,
      viewer?.id ?? null,
      async (run) => (await run(`${sql} RETURNING read_by, read_at > '2021-01-01' AS now`, [id, named.id])).rows,
    );

  test('takes it from another curator only, in their own name and at its own time', async () => {
    const id = await waiting('IR');
    for (const person of [vera, olga, null]) await expect(insert(person, id, ivan)).rejects.toMatchObject(FORBIDDEN);
    expect(await insert(ivan, id, vera)).toEqual([{ read_by: ivan.id, now: true }]);
  });

  test('takes none from who was shown the curve, and keeps to each who was shown what', async () => {
    const id = await waiting('IR');
    const SHOWN = 'INSERT INTO curve_sight (curve_id, read_by) VALUES ($1, $2)';
    for (const person of [vera, olga, null])
      await expect(insert(person, id, ivan, SHOWN)).rejects.toMatchObject(FORBIDDEN);
    await showWaitingCurve(asCurator(ivan), id, options());
    await expect(insert(ivan, id, ivan)).rejects.toMatchObject(FORBIDDEN);
    const seen = (person: Person): Promise<number | null> =>
      inViewersTransaction(
        client,
        person.id,
        async (run) => (await run('SELECT 1 FROM curve_sight WHERE curve_id = $1', [id])).rowCount,
      );
    expect([await seen(vera), await seen(ivan)]).toEqual([0, 1]);
  });

  test('takes none of a curve that is approved or withdrawn', async () => {
    const [approved, withdrawn] = [await waiting('IR'), await waiting('IR')];
    await approveShown(ivan, approved, database);
    await withdrawCurve(asCurator(ivan), withdrawn, 'read off the wrong figure', options());
    for (const id of [approved, withdrawn]) await expect(insert(ivan, id, ivan)).rejects.toMatchObject(FORBIDDEN);
  });

  test.each([
    ['0.5, 2', '101, 2', 'curve_second_reading_difference'],
    ['0.5, 2', '-1, 2', 'curve_second_reading_difference'],
    ['0.5, 2', '0.5, 5', 'curve_second_reading_years'],
    ["'drawing'", "'guess'", 'curve_second_reading_method'],
  ])('takes no %s → %s', async (from, to, constraint) => {
    const id = await waiting('IR');
    await expect(insert(ivan, id, ivan, INSERT.replace(from, to))).rejects.toMatchObject({ constraint });
  });

  test('shows it to who may see its curve', async () => {
    const id = await waiting('HR');
    await readCurveAgain(asCurator(ivan), input(id), options());
    const seen = (person: Person): Promise<number | null> =>
      inViewersTransaction(
        client,
        person.id,
        async (run) => (await run('SELECT 1 FROM curve_second_reading WHERE curve_id = $1', [id])).rowCount,
      );
    expect([await seen(olga), await seen(ivan)]).toEqual([0, 1]);
    await approveCurve(asCurator(ivan), id, options());
    expect(await seen(olga)).toBe(1);
  });
});
