import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHealth } from '@/lib/registry/health.server';
import {
  countEvidence,
  findEstimates,
  findReferences,
  findTrials,
  findTrialSlugs,
  getDisease,
  getTrial,
} from '@/lib/registry/queries.server';
import { ReferencesSchema, TrialSchema, type Estimate, type Trial } from '@/lib/registry/schema';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { PrismaClient } from '@/prisma/generated/client';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';
import { EVIDENCE } from './testing/counts';

// What goes in comes out: the files are the expected values, read here without any of the program's own reading.
const seed = path.dirname(fileURLToPath(import.meta.url));
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(seed, file), 'utf8')) as unknown;
const slugs = readdirSync(path.join(seed, 'trials')).map((file) => file.replace('.json', ''));
const trials: Trial[] = slugs.sort().map((slug) => TrialSchema.parse(readJson(`trials/${slug}.json`)));
const references = ReferencesSchema.parse(readJson('references.json'));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
});
afterAll(() => database.drop());

describe('a trial', () => {
  test.each(slugs)('%s comes back as its file says, in the same order', async (slug) => {
    const record = await getTrial(slug, database.app);
    expect(record?.trial).toStrictEqual(readJson(`trials/${slug}.json`));
  });

  test('brings the references that it cites, each once, in the order of the list, and no other', async () => {
    const record = await getTrial('interfant-99', database.app);
    const cited = new Set(
      [...JSON.stringify(readJson('trials/interfant-99.json')).matchAll(/"ref":"([^"]+)"/g)].map((match) => match[1]),
    );
    expect(record?.references).toStrictEqual(references.filter(({ id }) => cited.has(id)));
    expect(cited.size).toBeGreaterThan(3);
  });

  test('names the trials before and after it', async () => {
    const record = await getTrial('interfant-06', database.app);
    expect(record?.predecessor).toEqual({ slug: 'interfant-99', acronym: 'Interfant-99' });
    expect(record?.successors.map(({ slug }) => slug)).toEqual(
      trials.filter(({ predecessor }) => predecessor === 'interfant-06').map(({ slug }) => slug),
    );
  });

  test.each(['no-such-trial', '', 'Interfant-06', '\0', "'; DROP TABLE trial; --"])(
    'there is none of slug %j',
    async (slug) => {
      expect(await getTrial(slug, database.app)).toBeNull();
    },
  );
});

describe('lists', () => {
  test('references and disease come back as their files say', async () => {
    expect(await findReferences(undefined, database.app)).toStrictEqual(readJson('references.json'));
    expect(await getDisease(database.app)).toStrictEqual(readJson('disease.json'));
  });

  test('references by id', async () => {
    expect((await findReferences(['pieters-2007', 'nobody'], database.app)).map(({ id }) => id)).toEqual([
      'pieters-2007',
    ]);
    expect(await findReferences([], database.app)).toEqual([]);
  });

  test('counts', async () => {
    expect(await countEvidence(database.app)).toEqual(EVIDENCE);
    expect(await findTrialSlugs(database.app)).toEqual(slugs);
  });

  test('rows of the trial list agree with the files', async () => {
    const rows = await findTrials(database.app);
    expect(rows.map(({ slug }) => slug)).toEqual(slugs);
    for (const [position, row] of rows.entries()) {
      const trial = trials[position];
      const figures = trial?.estimates ?? [];
      const reports = (endpoint: Estimate['endpoint']): boolean =>
        figures.some((figure) => figure.endpoint === endpoint && figure.estimate !== null);
      const { acronym, title, kind, group, phase, status, enrolment, countries, registrations, interventions } = row;
      expect(trial).toMatchObject({
        acronym,
        title,
        kind,
        group,
        phase,
        status,
        enrolment,
        countries,
        registrations,
        interventions,
      });
      expect([row.estimates, row.chartable]).toEqual([
        figures.length,
        figures.filter(({ chartable }) => chartable).length,
      ]);
      expect([row.hasEfs, row.hasOs]).toEqual([reports('EFS'), reports('OS')]);
      expect(new Set(row.kmt2aStrata)).toEqual(new Set(figures.map(({ stratum }) => stratum.kmt2a)));
      expect(new Set(row.riskStrata)).toEqual(new Set(figures.map(({ stratum }) => stratum.risk)));
    }
    // A protocol has rules where the program holds a rule set of its slug; a definition in words alone is none.
    const protocols = new Set(ALL_RULE_SETS.map(({ protocol }) => protocol));
    const withRules = rows.filter(({ hasRiskRules }) => hasRiskRules).map(({ slug }) => slug);
    expect(withRules).toEqual(slugs.filter((slug) => protocols.has(slug)));
    expect(withRules).toContain('interfant-06');
    // The pooled report of MLL-96 and MLL-98 has none of its own.
    expect(withRules).not.toContain('mll-96-98-pooled');
  });
});

describe('estimates', () => {
  const all = trials.flatMap((trial) =>
    trial.estimates.map((estimate) => ({ trial: trial.slug, acronym: trial.acronym, ...estimate })),
  );

  test('without a filter all come back, by trial and in the order of the files', async () => {
    expect(await findEstimates({}, database.app)).toStrictEqual(all);
  });

  test.each<[string, Parameters<typeof findEstimates>[0], (estimate: (typeof all)[number]) => boolean]>([
    ['trial', { trial: 'mll-10' }, ({ trial }) => trial === 'mll-10'],
    ['several trials', { trials: ['mll-10', 'p9407'] }, ({ trial }) => ['mll-10', 'p9407'].includes(trial)],
    ['ids', { ids: ['interfant-99-efs-4y-all'] }, ({ id }) => id === 'interfant-99-efs-4y-all'],
    ['endpoint', { endpoint: 'OS' }, ({ endpoint }) => endpoint === 'OS'],
    ['KMT2A status', { kmt2a: 'g' }, ({ stratum }) => stratum.kmt2a === 'g'],
    ['the population that is not restricted', { kmt2a: 'all' }, ({ stratum }) => stratum.kmt2a === 'all'],
    ['risk group', { risk: 'HR' }, ({ stratum }) => stratum.risk === 'HR'],
    ['years', { years: 4 }, ({ timeYears }) => timeYears === 4],
    ['chartable', { chartable: true }, ({ chartable }) => chartable],
    ['not preferred', { preferred: false }, ({ preferred }) => !preferred],
    [
      'all at once',
      { endpoint: 'EFS', kmt2a: 'r', chartable: true, years: 5 },
      (e) => e.endpoint === 'EFS' && e.stratum.kmt2a === 'r' && e.chartable && e.timeYears === 5,
    ],
    ['undefined restricts nothing', { trial: undefined, years: undefined }, () => true],
  ])('by %s', async (_what, filter, fits) => {
    const expected = all.filter(fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(await findEstimates(filter, database.app)).toStrictEqual(expected);
  });

  test('an empty list of ids or trials finds none', async () => {
    expect(await findEstimates({ ids: [] }, database.app)).toEqual([]);
    expect(await findEstimates({ trials: [] }, database.app)).toEqual([]);
  });
});

test('a row outside the vocabulary stops the reading instead of reaching a chart', async () => {
  await database.owner.query(
    "ALTER TABLE estimate DROP CONSTRAINT estimate_endpoint; UPDATE estimate SET endpoint = 'PFS', chartable = false WHERE id = 'mll-baby-efs-nh-kmt2a-r-ir'",
  );
  await expect(findEstimates({ trial: 'mll-baby' }, database.app)).rejects.toThrow();
  await expect(getTrial('mll-baby', database.app)).rejects.toThrow();
  await loadEvidence(database.ownerUrl);
  expect((await findEstimates({ trial: 'mll-baby' }, database.app)).length).toBeGreaterThan(0);
});

describe('health', () => {
  test('says that the database does not answer', async () => {
    const failures: unknown[] = [];
    const nobody = new PrismaClient({
      adapter: new PrismaPg({ connectionString: 'postgresql://nobody:nothing@127.0.0.1:1/registry' }),
    });
    expect(await checkHealth((error) => failures.push(error), nobody)).toEqual({
      status: 'failed',
      database: 'away',
    });
    expect(failures).toHaveLength(1);
    await nobody.$disconnect();
  });

  test('says that the database takes no changes, and that its disk is full', async () => {
    const readOnly = new URL(database.appUrl);
    readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
    const reader = new PrismaClient({ adapter: new PrismaPg({ connectionString: readOnly.toString() }) });
    expect(await checkHealth(() => undefined, reader)).toEqual({ status: 'failed', database: 'read-only' });
    await reader.$disconnect();
    // No disk of a test can be filled: the database says what it says then.
    await database.owner.query(`
      ALTER FUNCTION try_to_write() RENAME TO tried;
      CREATE FUNCTION try_to_write() RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`);
    const health = await checkHealth(() => undefined, database.app);
    await database.owner.query('DROP FUNCTION try_to_write(); ALTER FUNCTION tried() RENAME TO try_to_write');
    expect(health).toEqual({ status: 'failed', database: 'disk full' });
  });

  test('is well with evidence, and says what fails without', async () => {
    const failures: unknown[] = [];
    const report = (error: unknown): number => failures.push(error);
    expect(await checkHealth(report, database.app)).toEqual({
      status: 'ok',
      database: 'ok',
      evidence: EVIDENCE,
    });
    await database.owner.query('ALTER TABLE estimate RENAME TO estimate_away');
    expect(await checkHealth(report, database.app)).toEqual({ status: 'failed', database: 'ok', evidence: 'failed' });
    expect(failures).toHaveLength(1);
    await database.owner.query('ALTER TABLE estimate_away RENAME TO estimate; TRUNCATE estimate CASCADE');
    expect(await checkHealth(report, database.app)).toEqual({
      status: 'failed',
      database: 'ok',
      evidence: 'not loaded',
    });
    await loadEvidence(database.ownerUrl);
  });
});
