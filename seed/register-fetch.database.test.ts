import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { fetchRegisterRecord } from '@/lib/registry/register-record/fetch.server';
import { findPostedRecords } from '@/lib/registry/register-record/posted.server';
import { getEvidenceVersion } from '@/lib/registry/evidence-version.server';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { freePort } from '@/prisma/server';
import { loadEvidence } from './load';
import { asViewer } from './testing/viewer';

// A server on this machine stands in for the register: the program has no setting for another address.
const NUMBER = 'NCT00550992';
let database: TestDatabase;
let vera: Viewer;
let server: Server | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
  vera = asViewer(await addPerson(database, 'vera@example.org', 'curator', 'A'), ['curator']);
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});
afterAll(() => database.drop());

async function listening(answer: RequestListener): Promise<string> {
  const made = createServer(answer);
  server = made;
  await new Promise<void>((resolve) => {
    made.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/studies/`;
}

const ask = (studies: string, options: object = {}) =>
  fetchRegisterRecord(vera, 'interfant-06', NUMBER, { database: database.app, allowed: true, studies, ...options });

async function kept(): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM register_record');
  return rows[0]?.n ?? 0;
}

test('the record of a number is kept, its participant flow is shown, and pages are made anew', async () => {
  const asked: string[] = [];
  const studies = await listening(({ url }, response) => {
    asked.push(String(url));
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        protocolSection: { identificationModule: { nctId: NUMBER } },
        resultsSection: {
          participantFlowModule: {
            groups: [{ id: 'FG000', title: 'IB' }],
            periods: [
              {
                title: 'Overall',
                milestones: [{ type: 'STARTED', achievements: [{ groupId: 'FG000', numSubjects: '81' }] }],
              },
            ],
          },
          adverseEventsModule: {
            eventGroups: [{ id: 'EG000', title: 'IB', seriousNumAffected: 17, seriousNumAtRisk: 81 }],
          },
        },
      }),
    );
  });
  const version = await getEvidenceVersion(database.app);
  expect(await ask(studies)).toMatchObject({ record: { id: NUMBER }, changed: null });
  expect(asked).toEqual([`/studies/${NUMBER}`]);
  expect(await getEvidenceVersion(database.app)).toBe(version + 1);
  expect(await findPostedRecords('interfant-06', database.app)).toMatchObject([
    {
      ...{ number: NUMBER, flow: [{ period: 'Overall', moment: 'STARTED', group: 'IB', n: '81' }], baseline: [] },
      adverse: { entries: [{ kind: 'serious', term: null, group: 'IB', affected: 17, atRisk: 81 }] },
    },
  ]);
});

test('a record kept before adverse events were read shows none, and a page is made with it', async () => {
  const older = { id: NUMBER, updated: null, results: [], flow: null, baseline: [], unknown: [], fields: {} };
  await database.owner.query(
    `INSERT INTO register_record (id, trial_slug, number, content, read_by, read_at)
     SELECT gen_random_uuid(), 'aall0631', 'NCT00557193', $1, read_by, read_at FROM register_record LIMIT 1`,
    [
      JSON.stringify({
        ...older,
        flow: [{ period: 'Overall', moment: 'STARTED', leaving: false, group: 'A', n: '1', comment: null }],
      }),
    ],
  );
  expect(await findPostedRecords('aall0631', database.app)).toMatchObject([{ number: 'NCT00557193', adverse: null }]);
});

test('nothing is asked where the server is not let out, or for what is no number', async () => {
  let asked = 0;
  const studies = await listening((_, response) => {
    asked += 1;
    response.end('{}');
  });
  expect(await ask(studies, { allowed: false })).toEqual({ problem: 'fetch-off', path: '' });
  const options = { database: database.app, allowed: true, studies };
  expect(await fetchRegisterRecord(vera, 'interfant-06', '../evil', options)).toEqual({
    problem: 'number',
    path: '../evil',
  });
  expect(asked).toBe(0);
});

test.each<[string, RequestListener, object]>([
  [
    'a redirection is not followed',
    (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
    { problem: 'refused-there', path: '302' },
  ],
  ['no such record', (_, response) => void response.writeHead(404).end(), { problem: 'no-such-record', path: NUMBER }],
  [
    'the register is out of order',
    (_, response) => void response.writeHead(503).end(),
    { problem: 'refused-there', path: '503' },
  ],
  ['a page instead of a record', (_, response) => void response.end('<html>'), { problem: 'not-json' }],
  [
    'another study',
    (_, response) => void response.end('{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"}}}'),
    { problem: 'other-study', path: 'NCT00000001' },
  ],
  ['more than may be read', (_, response) => void response.end('x'.repeat(3000)), { problem: 'too-large' }],
])('refused in words, and nothing is kept: %s', async (_name, answer, problem) => {
  const before = await kept();
  expect(await ask(await listening(answer), { mostBytes: 2000 })).toMatchObject(problem);
  expect(await kept()).toBe(before);
});

test('a register that does not answer in time or not at all is said so', async () => {
  const silent = await listening(() => undefined);
  expect(await ask(silent, { seconds: 0.3 })).toEqual({ problem: 'too-slow', path: '0.3' });
  const nowhere = `http://127.0.0.1:${await freePort()}/`;
  expect(await ask(nowhere)).toEqual({ problem: 'unreachable', path: 'ECONNREFUSED' });
});

test('who is no curator asks nothing', async () => {
  const anna = asViewer(await addPerson(database, 'anna@example.org', 'data-manager', 'A'), []);
  await expect(fetchRegisterRecord(anna, 'interfant-06', NUMBER, { allowed: true })).rejects.toThrow('forbidden');
});
