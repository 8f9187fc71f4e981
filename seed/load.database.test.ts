import { makeAppraisal } from '@/lib/registry/testing/dataset';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Protocol } from '@/lib/registry/review/schema';
import type { Disease, Estimate, Reference, Trial } from '@/lib/registry/schema';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { EvidenceError } from './evidence-error';
import { loadEvidence, type LoadReport } from './load';
import { readEvidence } from './read';
import { EVIDENCE_TABLES, toRows } from './rows';
import { EVIDENCE, STATEMENTS } from './testing/counts';
import { copyEvidence, SEED } from './testing/evidence-files';

let database: TestDatabase;
let folder: string;
let firstRun: LoadReport;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'evidence-'));
  firstRun = await loadEvidence(database.ownerUrl);
});
beforeEach(async () => {
  await copyEvidence(folder);
  await loadEvidence(database.ownerUrl, folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

/** The version of every row, by table and by what the row says. */
async function rowVersions(): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const table of EVIDENCE_TABLES) {
    const { rows } = await database.owner.query<{ row: string; version: string }>(
      `SELECT to_jsonb(t)::text AS row, xmin::text || '/' || ctid::text AS version FROM ${table} AS t`,
    );
    for (const { row, version } of rows) versions.set(`${table} ${row}`, version);
  }
  return versions;
}

async function editJson<Content>(file: string, edit: (content: Content) => void): Promise<void> {
  const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Content;
  edit(content);
  await writeFile(path.join(folder, file), JSON.stringify(content));
}
const editTrial = (slug: string, edit: (trial: Trial) => void): Promise<void> => editJson(`trials/${slug}.json`, edit);

function estimateOf(trial: Trial, id: string): Estimate {
  const estimate = trial.estimates.find((candidate) => candidate.id === id);
  if (estimate === undefined) throw new Error(`${id} is not in the data set`);
  return estimate;
}

function changedTables({ changes }: LoadReport): object {
  return Object.fromEntries(
    Object.entries(changes).filter(([, { inserted, updated, deleted }]) => inserted + updated + deleted > 0),
  );
}

async function count(table: string): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? Number.NaN;
}

const inserted = (count: number): object => ({ inserted: count, updated: 0, deleted: 0 });

describe('the first load', () => {
  test('writes every record of the files', () => {
    expect(firstRun.changes).toMatchObject({
      trial: inserted(EVIDENCE.trials),
      estimate: inserted(EVIDENCE.estimates),
      reference: inserted(EVIDENCE.references),
      disease_fact: inserted(STATEMENTS.diseaseFacts),
      disease_statement: inserted(STATEMENTS.diseaseStatements),
      discrepancy: inserted(STATEMENTS.discrepancies),
    });
  });

  test('the tables hold as many rows as it says', async () => {
    for (const table of EVIDENCE_TABLES) expect(await count(table), table).toBe(firstRun.changes[table].inserted);
  });

  test('fills every column of every table by its name', async () => {
    const { dataset } = await readEvidence(SEED);
    // The data set ships without judgements.
    const trials = dataset.trials.map(({ file, trial }) => ({
      file,
      trial: { ...trial, appraisals: [makeAppraisal()] },
    }));
    const rows = toRows({ ...dataset, trials });
    for (const table of EVIDENCE_TABLES) {
      const columns = await database.owner.query<{ column_name: string }>(
        'SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1',
        [table],
      );
      expect(Object.keys(rows[table][0] ?? {}).sort(), table).toEqual(
        columns.rows.map((column) => column.column_name).sort(),
      );
    }
  });
});

async function evidenceVersion(): Promise<number> {
  const { rows } = await database.owner.query<{ version: number }>('SELECT version FROM evidence_version');
  return rows[0]?.version ?? Number.NaN;
}

describe('the version of the evidence', () => {
  test('rises by one with each change, and not with a load that changes nothing', async () => {
    const before = await evidenceVersion();
    await loadEvidence(database.ownerUrl, folder);
    expect(await evidenceVersion()).toBe(before);
    await editTrial('interfant-06', (trial) => {
      for (const estimate of trial.estimates) estimate.label.en = `${estimate.label.en} (again)`;
    });
    await loadEvidence(database.ownerUrl, folder);
    expect(await evidenceVersion()).toBe(before + 1);
    await database.owner.query('TRUNCATE disease_statement');
    expect(await evidenceVersion()).toBe(before + 2);
    await database.owner.query("UPDATE discrepancy SET field_en = field_en WHERE subject = 'no such trial'");
    expect(await evidenceVersion()).toBe(before + 2);
  });
});

describe('loading again', () => {
  test('the same files change nothing, not even the version of a row', async () => {
    const before = await rowVersions();
    const report = await loadEvidence(database.ownerUrl, folder);
    expect(changedTables(report)).toEqual({});
    expect(before.size).toBeGreaterThan(EVIDENCE.estimates);
    expect(await rowVersions()).toEqual(before);
  });

  test('two loads at once both succeed and leave one data set', async () => {
    await database.owner.query('TRUNCATE reference, trial CASCADE');
    const reports = await Promise.all([
      loadEvidence(database.ownerUrl, folder),
      loadEvidence(database.ownerUrl, folder),
    ]);
    expect(reports.map(({ changes }) => changes.estimate.inserted).sort()).toEqual([0, EVIDENCE.estimates]);
    expect(await count('estimate')).toBe(EVIDENCE.estimates);
  });

  test('a changed figure updates its row alone', async () => {
    const before = await rowVersions();
    await editTrial('interfant-06', (trial) => {
      estimateOf(trial, 'interfant-06-dfs-6y-kmt2a-r-ib').label.en = 'Another label';
    });
    expect(changedTables(await loadEvidence(database.ownerUrl, folder))).toEqual({
      estimate: { inserted: 0, updated: 1, deleted: 0 },
    });
    const after = await rowVersions();
    const kept = [...after].filter(([row, version]) => before.get(row) === version);
    expect(kept).toHaveLength(before.size - 1);
    const changed = [...after.keys()].filter((row) => !before.has(row));
    expect(changed).toEqual([expect.stringContaining('"label_en": "Another label"')]);
  });

  test('a removed estimate is deleted', async () => {
    await editTrial('aall0631', (trial) => {
      // One that is alone in its place: of several, the preferred one may not go.
      const placeOf = ({ endpoint, endpointDetail, timeYears, stratum }: Estimate): string =>
        JSON.stringify([endpoint, endpointDetail, timeYears, stratum]);
      const places = trial.estimates.map(placeOf);
      const alone = places.findLastIndex((place, i) => places.indexOf(place) === i && places.lastIndexOf(place) === i);
      expect(trial.estimates.splice(alone, 1)).toHaveLength(1);
    });
    expect(changedTables(await loadEvidence(database.ownerUrl, folder))).toEqual({
      estimate: { inserted: 0, updated: 0, deleted: 1 },
    });
    expect(await count('estimate')).toBe(EVIDENCE.estimates - 1);
  });

  test('a removed trial takes everything of it away, and its references only if they are removed too', async () => {
    await rm(path.join(folder, 'trials/ziftoped.json'));
    const { changes } = await loadEvidence(database.ownerUrl, folder);
    expect(changes.trial).toEqual({ inserted: 0, updated: 0, deleted: 1 });
    expect(changes.reference).toEqual({ inserted: 0, updated: 0, deleted: 0 });
    expect(await count('trial')).toBe(EVIDENCE.trials - 1);
    expect(await count("registration WHERE trial_slug = 'ziftoped'")).toBe(0);
  });

  test('two figures may exchange which of them is preferred', async () => {
    const { rows } = await database.owner.query<{ one: string; other: string; trial_slug: string }>(
      `SELECT a.id AS one, b.id AS other, a.trial_slug FROM estimate a JOIN estimate b
         ON (a.trial_slug, a.endpoint, a.time_years, a.stratum_kmt2a, a.stratum_risk) = (b.trial_slug, b.endpoint, b.time_years, b.stratum_kmt2a, b.stratum_risk)
         AND (a.endpoint_detail_en, a.stratum_arm, a.stratum_age, a.stratum_other_en) IS NOT DISTINCT FROM (b.endpoint_detail_en, b.stratum_arm, b.stratum_age, b.stratum_other_en)
       WHERE a.preferred AND NOT b.preferred AND a.position > b.position`,
    );
    const [pair] = rows;
    if (pair === undefined) throw new Error('the data set has a question that two sources answer');
    await editTrial(pair.trial_slug, (trial) => {
      Object.assign(estimateOf(trial, pair.one), { preferred: false, chartable: false });
      Object.assign(estimateOf(trial, pair.other), { preferred: true });
    });
    expect(changedTables(await loadEvidence(database.ownerUrl, folder))).toEqual({
      estimate: { inserted: 0, updated: 2, deleted: 0 },
    });
  });

  test('two references may exchange their numbers and DOIs', async () => {
    await editJson<Reference[]>('references.json', (references) => {
      const [one, other] = references.filter(({ number, DOI }) => number !== undefined && DOI !== undefined);
      if (one === undefined || other === undefined)
        throw new Error('the data set has two numbered references with a DOI');
      [one.number, other.number, one.DOI, other.DOI] = [other.number, one.number, other.DOI, one.DOI];
    });
    expect(changedTables(await loadEvidence(database.ownerUrl, folder))).toEqual({
      reference: { inserted: 0, updated: 2, deleted: 0 },
    });
  });

  test('a renamed arm takes its figures along', async () => {
    await editTrial('interfant-06', (trial) => {
      for (const arm of trial.arms) if (arm.slug === 'ib') arm.slug = 'protocol-ib';
      for (const { stratum } of trial.estimates) if (stratum.arm === 'ib') stratum.arm = 'protocol-ib';
    });
    const { changes } = await loadEvidence(database.ownerUrl, folder);
    expect(changes.arm).toEqual({ inserted: 1, updated: 0, deleted: 1 });
    expect(changes.estimate.updated).toBeGreaterThan(0);
    expect(changes.estimate).toMatchObject({ inserted: 0, deleted: 0 });
  });

  test('a renamed trial takes its place in the succession along', async () => {
    const text = await readFile(path.join(folder, 'trials/interfant-99.json'), 'utf8');
    await writeFile(
      path.join(folder, 'trials/interfant-1999.json'),
      text.replaceAll('interfant-99-', 'interfant-1999-').replace('"interfant-99"', '"interfant-1999"'),
    );
    await rm(path.join(folder, 'trials/interfant-99.json'));
    await editTrial('interfant-06', (trial) => {
      trial.predecessor = 'interfant-1999';
    });
    await editJson<Pick<Protocol, 'covers'>>('protocol.json', ({ covers }) => {
      for (const cover of covers)
        cover.studies = cover.studies.map((study) => (study === 'interfant-99' ? 'interfant-1999' : study));
    });
    const { changes } = await loadEvidence(database.ownerUrl, folder);
    expect(changes.trial).toMatchObject({ inserted: 1, deleted: 1 });
    expect(await count('estimate')).toBe(EVIDENCE.estimates);
  });
});

describe('an invalid data set', () => {
  test.each<[string, () => Promise<void>, string]>([
    [
      'a value outside the schema',
      () => editTrial('tini-i', (trial) => void Object.assign(trial, { phase: '4' })),
      'trials/tini-i.json: phase: ',
    ],
    [
      'a contradiction',
      () =>
        editTrial(
          'interfant-06',
          (trial) =>
            void Object.assign(estimateOf(trial, 'interfant-06-dfs-6y-kmt2a-r-ib'), {
              ci: { low: 1, high: 2, level: 95 },
            }),
        ),
      'the interval does not contain the estimate (interfant-06-dfs-6y-kmt2a-r-ib)',
    ],
    [
      'a reference that is gone',
      () =>
        editJson<Reference[]>(
          'references.json',
          (references) =>
            void references.splice(
              references.findIndex(({ id }) => id === 'pieters-2018-ash'),
              1,
            ),
        ),
      'there is no reference pieters-2018-ash',
    ],
    [
      'a damaged file',
      () => writeFile(path.join(folder, 'disease.json'), '{"facts": ['),
      'disease.json: cannot be read',
    ],
  ])('%s: names file, place and reason, and writes nothing', async (_what, spoil, said) => {
    const before = await rowVersions();
    await editTrial(
      'tini-ii',
      (trial) => void Object.assign(trial.notes, { en: 'A change that must not be written.' }),
    );
    await spoil();
    const error: unknown = await loadEvidence(database.ownerUrl, folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EvidenceError);
    expect((error as EvidenceError).message).toContain(said);
    expect(await rowVersions()).toEqual(before);
  });

  test('a refusal by the database half-way leaves everything as it was', async () => {
    const before = await rowVersions();
    await database.owner.query("ALTER TABLE disease_statement ADD CONSTRAINT refuses CHECK (topic <> 'unwelcome')");
    await editTrial(
      'tini-ii',
      (trial) => void Object.assign(trial.notes, { en: 'A change that must not be written.' }),
    );
    await editJson<Disease>(
      'disease.json',
      ({ statements }) => void Object.assign(statements[0] ?? {}, { topic: 'unwelcome' }),
    );
    await expect(loadEvidence(database.ownerUrl, folder)).rejects.toMatchObject({ constraint: 'refuses' });
    expect(await rowVersions()).toEqual(before);
    await database.owner.query('ALTER TABLE disease_statement DROP CONSTRAINT refuses');
  });

  test('a number that the database cannot hold is refused', async () => {
    await editTrial('tini-i', (trial) => void Object.assign(trial.enrolment, { planned: 3_000_000_000 }));
    await expect(loadEvidence(database.ownerUrl, folder)).rejects.toThrow(/out of range/);
  });
});
