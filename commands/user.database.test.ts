import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { verify } from './audit-verify';
import { changePeople, sentenceOf } from './user';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await addPerson(database, 'admin@clinic.example', 'administrator', 'A');
});
afterAll(() => database.drop());

const email = 'anna@clinic.example';
const run = (name: string, options: Parameters<typeof changePeople>[2] = {}): Promise<string> =>
  changePeople(database.owner, name, options, 'https://registry.example/').catch(sentenceOf);

test('the commands for accounts do what the page does', async () => {
  expect(await run('invite', { email, name: 'Anna', role: 'curator', expires: '2099-01-01' })).toMatch(
    /^https:\/\/registry\.example\/link#[\w-]{43}\nIt works once, for 72 hours\.$/,
  );
  await run('role', { email, role: 'monitor', site: 'A' });
  await run('disable', { email, reason: 'has left' });
  expect(await run('list')).toBe(
    `admin@clinic.example: administrator; never signed in\n${email} (disabled): curator until 2099-01-02 00:00 UTC, monitor at A; never signed in`,
  );
  await run('enable', { email });
  await run('end-role', { email, role: 'monitor', site: 'A' });
  expect(await run('list')).toContain(`${email}: curator until`);
  expect(await run('reset', { email })).toContain('for 24 hours');
  expect(await run('unlock', { email })).toContain('forgiven');
});

test.each([
  ['disable', { email: 'admin@clinic.example' }, /no administrator/],
  ['end-role', { email: 'admin@clinic.example', role: 'administrator' }, /no administrator/],
  ['end-role', { email, role: 'monitor', site: 'A' }, /does not have this role/],
  ['invite', { email, name: 'Anna', role: 'curator' }, /already an account/],
  ['invite', { email: 'x', name: 'Anna', role: 'curator' }, /must be an e-mail/],
  ['role', { email, role: 'king' }, /--role must be/],
  ['role', { email, role: 'monitor', site: 'Z' }, /no site/],
  ['role', { email, role: 'monitor', site: 'A', expires: 'soon' }, /--expires must be/],
  ['role', { email, role: 'administrator', expires: '2099-01-01' }, /no last day/],
  ['reset', { email: 'nobody@clinic.example' }, /no account/],
])('user:%s %j is refused in a sentence', async (name, options, sentence) => {
  expect(await run(name, options)).toMatch(sentence);
});

test('audit:verify says the head, and after a change by the owner the entry', async () => {
  expect(await verify(database.owner)).toEqual({
    holds: true,
    said: expect.stringMatching(/^The audit holds\. Head: \d+ [\da-f]{64}$/),
  });
  await database.owner.query("UPDATE audit_entry SET row_id = 'x' WHERE id = (SELECT min(id) + 1 FROM audit_entry)");
  expect(await verify(database.owner)).toEqual({
    holds: false,
    said: expect.stringMatching(/^The audit does not hold at entry \d+ \(link 2\): who, when or which row/),
  });
});
