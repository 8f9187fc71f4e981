import { copyFile, mkdir } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { ensureOwnedDatabase, startEmbeddedServer, type EmbeddedServer } from '../../prisma/server';
import { appUrlFor } from '../../prisma/roles';
import { copyForReplica, startReplica } from '../../prisma/testing/replica';
import { expect, signInAs, test, texts } from '../support/fixtures';
import { ownDataFolder, startProgram, type Started } from '../support/program';

// Three programs on one database behind a proxy that asks them in turn, with a replica that they read from.

const PASSWORD = 'only-for-this-test-run';
const t = texts('en');
let folder: Awaited<ReturnType<typeof ownDataFolder>>;
let database: EmbeddedServer;
let replica: Awaited<ReturnType<typeof startReplica>>;
let owner: pg.Client;
let programs: Started[] = [];
let [proxy, site, turn] = [http.createServer(), '', 0];

// An answer that was on its way when its program was killed is cut; the page asks again.
test.use({ allowedConsoleErrors: { patterns: [/net::ERR_/] } });
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(400_000);
  folder = await ownDataFolder();
  const primary = {
    folder: `${folder.dataDir}-postgres`,
    password: PASSWORD,
    flags: ['-c', 'max_connections=200'],
  };
  database = await startEmbeddedServer(primary);
  await database.stop();
  copyForReplica(primary.folder, `${folder.dataDir}-replica`);
  database = await startEmbeddedServer(primary);
  replica = await startReplica(`${folder.dataDir}-replica`, database, { max_connections: '200' });
  const databaseUrl = await ensureOwnedDatabase(database, 'registry', PASSWORD);
  owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  proxy = http.createServer((request, response) => void buffer(request).then((body) => pass(request, response, body)));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  site = `http://localhost:${(proxy.address() as AddressInfo).port}`;
  const appUrl = appUrlFor(databaseUrl, PASSWORD);
  const settings = {
    DATABASE_URL: databaseUrl,
    APP_DATABASE_URL: appUrl,
    READ_DATABASE_URL: atReplica(appUrl),
    KEPT_FOLDER: `${folder.dataDir}-kept`,
    SESSION_SECRET: PASSWORD.repeat(3),
    PUBLIC_URL: site,
    TRUSTED_PROXIES: '1',
    DEMO: '1',
  };
  const first = await startProgram(`${folder.dataDir}-0`, settings);
  await started(first);
  // The accounts of the demonstration have the password of the first start.
  const others = [1, 2].map((number) => `${folder.dataDir}-${number}`);
  for (const dataDir of others) {
    await mkdir(dataDir, { mode: 0o711 });
    await copyFile(`${folder.dataDir}-0/secrets.json`, path.join(dataDir, 'secrets.json'));
  }
  programs = [first, ...(await Promise.all(others.map((dataDir) => startProgram(dataDir, settings))))];
  await Promise.all(programs.map(started));
});
test.afterAll(async () => {
  test.setTimeout(120_000);
  proxy.close();
  for (const { child } of programs) child.kill('SIGINT');
  await Promise.all(programs.map(({ ended }) => ended));
  await owner.end();
  await replica.stop();
  await database.stop();
  await folder.remove();
});

const started = ({ output }: Started): Promise<void> =>
  expect.poll(output, { timeout: 120_000 }).toContain('Infant ALL Registry answers at');
const at = ({ port }: Started): string => `http://localhost:${port}`;

const atReplica = (url: string): string => {
  const moved = new URL(url);
  moved.port = String(replica.port);
  return moved.toString();
};

/** Hands a request to the next program; one that is not there is passed over, and the next gets all of the request. */
function pass(request: IncomingMessage, response: ServerResponse, body: Buffer, tried = 0): void {
  const program = programs[turn++ % programs.length];
  const headers = { ...request.headers, 'x-forwarded-for': '192.0.2.7' };
  const inner = http.request({
    port: program?.port,
    host: '127.0.0.1',
    method: request.method,
    path: request.url,
    headers,
  });
  inner.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
    answer.pipe(response);
  });
  inner.once('error', (error: NodeJS.ErrnoException) => {
    // What only reads is asked again also where a program died over it; what writes is not sent twice.
    const again = error.code === 'ECONNREFUSED' || request.method === 'GET';
    if (again && !response.headersSent && tried < programs.length) return pass(request, response, body, tried + 1);
    response.destroy();
  });
  inner.end(body);
}

test('a change of the evidence is seen at every one of them within a second', async () => {
  const page = (program: Started): Promise<string> =>
    fetch(`${at(program)}/trials/interfant-06`).then((answer) => answer.text());
  for (const text of await Promise.all(programs.map(page))) expect(text).not.toContain('A note of this test');
  await owner.query("UPDATE trial SET notes_en = 'A note of this test.' WHERE slug = 'interfant-06'");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (const text of await Promise.all(programs.map(page))) expect(text).toContain('A note of this test');
});

test('the evidence is read from the replica, and what one has kept the others find', async () => {
  const onReplica = new pg.Client({ connectionString: atReplica(database.administratorUrl('postgres')) });
  await onReplica.connect();
  const readers = await onReplica.query<{ count: number }>(
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = 'registry' AND usename LIKE '%\\_app'",
  );
  await onReplica.end();
  expect(readers.rows[0]?.count).toBeGreaterThan(0);
  // Made by each, every one would have a nonce of its own in it.
  const etags: (string | null)[] = [];
  for (const program of programs) {
    const answer = await fetch(`${at(program)}/compare?endpoint=OS`);
    await answer.arrayBuffer();
    etags.push(answer.headers.get('etag'));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(new Set(etags).size).toBe(1);
});

test('who signed in at one is signed in at all, and a session that was ended is ended at all', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, 'data-manager', 'en', site);
  const copied = await page.context().cookies();
  const visit = async (program: Started): Promise<string> => {
    const context = await browser.newContext();
    // Behind the proxy each program knows one address; asked beside it, it is the same browser.
    await context.addCookies(copied);
    const answer = await context.request.get(`${at(program)}/patients`, { maxRedirects: 0 });
    const text = await answer.text();
    await context.close();
    return answer.status() === 200 && text.includes(t.site.signOut) ? 'in' : 'out';
  };
  expect(await Promise.all(programs.map(visit))).toEqual(['in', 'in', 'in']);
  await page.getByRole('button', { name: t.site.signOut }).click();
  await expect(page.getByRole('button', { name: t.site.signOut })).toHaveCount(0);
  expect(await Promise.all(programs.map(visit))).toEqual(['out', 'out', 'out']);
});

test('one that is killed takes no save with it that was acknowledged, and the others go on', async ({ page }) => {
  test.setTimeout(240_000);
  await signInAs(page, 'data-manager', 'en', site);
  for (const [number, program] of programs.slice(0, 2).entries()) {
    await page.goto(`${site}/patients/new`);
    const label = t.patientForm.label;
    await page.getByLabel(label.pseudonym, { exact: false }).first().fill(`MANY-${number}`);
    await page
      .getByLabel(label.ageDays, { exact: false })
      .first()
      .fill(String(100 + 30 * number));
    await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('5.3.24');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`MANY-${number}`);
    program.child.kill('SIGKILL');
    await program.ended;
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`MANY-${number}`);
  }
});
