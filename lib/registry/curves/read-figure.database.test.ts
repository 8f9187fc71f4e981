import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';
import { proposeReadCurves, showWaitingCurve } from './curation.server';
import { findApprovedCurves, findCurvesOfCuration } from './queries.server';
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

beforeAll(async () => {
  ({ database, client, vera, ivan, end } = await madeUpTrialWithCurators());
  olga = await addPerson(database, 'olga@example.org', 'researcher', 'A');
});
afterAll(() => end());

/** Made up: two arms of a figure, read from lines. */
const curve = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  trialSlug: 'made-up',
  endpoint: 'EFS',
  timeZero: 'diagnosis',
  stratumKmt2a: 'r',
  stratumRisk: 'all',
  stratumArm: '',
  labelEn: 'Rearranged',
  labelRu: 'С перестройкой',
  sourceRef: 'paper',
  sourceLocator: 'Fig. 1',
  sourceUrl: '',
  sourceLevel: 'primary-fulltext',
  totalEvents: '',
  points: [
    { years: 0, percent: 100 },
    { years: 1, percent: 80 },
    { years: 2, percent: 50 },
  ],
  counts: [
    { years: 0, atRisk: 10 },
    { years: 2, atRisk: 5 },
  ],
  ...changes,
});
const reading = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  method: 'drawing',
  reader: '1.1',
  pdfjs: '5.6.205',
  sha256: 'a'.repeat(64),
  fileBytes: 12_345,
  page: 7,
  width: 595,
  height: 842,
  affine: [10, 0, 0, -100, 50, 150],
  xTicks: [0, 1, 2],
  yTicks: [0, 0.5, 1],
  xResidual: 0.001,
  yResidual: 0,
  xFrom: 'ticks',
  yFrom: 'grid',
  unit: 'months',
  printedAs: 'percent',
  shows: 'survival',
  colour: '#00468b',
  corrections: 1,
  waypoints: 0,
  doubtfulShare: 0.25,
  marks: [0.5, 1.5],
  seconds: 95,
  ...changes,
});
const stored = async (): Promise<number> =>
  (await database.owner.query('SELECT 1 FROM reconstructed_curve')).rowCount ?? 0;

describe('all curves of a figure', () => {
  test('are proposed together, and a second curator who asks sees how each was read', async () => {
    const germline = curve({ stratumKmt2a: 'g', labelEn: 'Germline', labelRu: 'Без перестройки' });
    const input = [
      { curve: curve(), reading: reading() },
      { curve: germline, reading: reading({ method: 'image', page: null, pdfjs: null, sha256: null, waypoints: 3 }) },
    ];
    expect(await proposeReadCurves(asCurator(vera), input, options())).toMatchObject({ ok: true });
    const before = await findCurvesOfCuration(asCurator(ivan), options());
    for (const { id } of before.filter(({ hidden }) => hidden)) await showWaitingCurve(asCurator(ivan), id, options());
    const listed = await findCurvesOfCuration(asCurator(ivan), options());
    expect(listed.find(({ label }) => label.en === 'Rearranged')).toMatchObject({
      readFrom: 'drawing',
      own: false,
      reading: { page: 7, marks: 2, corrections: 1, waypoints: 0, doubtfulShare: 0.25, seconds: 95 },
    });
    expect(listed.find(({ label }) => label.en === 'Germline')).toMatchObject({
      readFrom: 'image',
      reading: { sha256: null, page: null, waypoints: 3 },
    });
  });

  test('are stored all or not at all', async () => {
    const before = await stored();
    const unknown = { curve: curve({ sourceRef: 'nowhere' }), reading: reading() };
    expect(
      await proposeReadCurves(asCurator(vera), [{ curve: curve(), reading: reading() }, unknown], options()),
    ).toEqual(expect.objectContaining({ ok: false, refusal: 'unknown-source' }));
    expect(await stored()).toBe(before);
  });

  test.each([
    ['a name of the file', { fileName: 'paper.pdf' }],
    ['text for a colour', { colour: 'red' }],
    ['half a fingerprint', { sha256: 'abc' }],
    ['a share above one', { doubtfulShare: 1.2 }],
    ['five numbers for the axes', { affine: [1, 2, 3, 4, 5] }],
  ])('are refused with %s', async (_, changes) => {
    const before = await stored();
    const answer = await proposeReadCurves(asCurator(vera), [{ curve: curve(), reading: reading(changes) }], options());
    expect(answer).toMatchObject({ ok: false, refusal: 'invalid' });
    expect(await stored()).toBe(before);
  });

  test('readers learn of an approved one how it was read, and nothing of what waits', async () => {
    const [waiting] = (await database.owner.query<{ curve_id: string }>('SELECT curve_id FROM curve_reading')).rows;
    const id = waiting?.curve_id ?? '';
    const seen = (person: Person): Promise<number | null> =>
      inViewersTransaction(
        client,
        person.id,
        async (run) => (await run('SELECT 1 FROM curve_reading WHERE curve_id = $1', [id])).rowCount,
      );
    expect([await seen(olga), await seen(ivan)]).toEqual([0, 1]);
    expect(await approveShown(ivan, id, database)).toMatchObject({ ok: true });
    expect(await seen(olga)).toBe(1);
    const approved = await findApprovedCurves({ trials: ['made-up'] }, database.app);
    expect(approved.map(({ readFrom }) => readFrom)).toEqual(['drawing']);
  });

  test('no reading is hung on a curve later', async () => {
    const [{ id } = { id: '' }] = (
      await database.owner.query<{ id: string }>("SELECT id FROM reconstructed_curve WHERE status = 'proposed'")
    ).rows;
    await database.owner.query('DELETE FROM curve_reading WHERE curve_id = $1', [id]);
    await expect(
      inViewersTransaction(client, vera.id, (run) =>
        run(
          `INSERT INTO curve_reading (curve_id, method, reader, file_bytes, width, height, affine, x_ticks, y_ticks, x_residual, y_residual, x_from, y_from, unit, printed_as, shows, colour, corrections, waypoints, doubtful_share, marks, seconds)
           VALUES ($1, 'image', '1', 1, 1, 1, '{1,0,0,1,0,0}', '{0,1}', '{0,1}', 0, 0, 'ticks', 'ticks', 'years', 'percent', 'survival', '#000000', 0, 0, 0, '{}', 1)`,
          [id],
        ),
      ),
    ).rejects.toMatchObject(FORBIDDEN);
  });
});
