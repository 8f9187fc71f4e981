import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import pg from 'pg';
import { administer, findAdministration } from './administration.server';
import { changeOwnAccount, findOwnAccount, openLink } from './own-account.server';
import type { Viewer } from './policy';
import { findViewer } from './session/store.server';
import { signInWith } from './sign-in.server';
import type { AccountState } from './state';

const PASSWORD = 'a horse that counts to nine';
const NEW_PASSWORD = 'a cow that reads the news';
let database: TestDatabase;
let admin: Viewer;
let manager: Person;
const options = () => ({ database: database.app });

const viewerOf = async (token: string): Promise<Viewer> => {
  const viewer = await findViewer(token, options());
  if (viewer === null) throw new Error('no session');
  return viewer;
};
const work = (fields: Record<string, string>, viewer = admin): Promise<AccountState> =>
  administer(viewer, { reason: 'as the clinic asked', ...fields }, options());
const idOf = async (email: string): Promise<string> =>
  (await findAdministration(admin, options())).people.find((person) => person.email === email)?.id ?? '';
const tokenOf = (state: AccountState): string => state.link?.path.split('#')[1] ?? '';
const signIn = (email: string, password: string, code?: string) =>
  signInWith(
    { email, password, ...(code === undefined ? {} : { code }) },
    { address: '192.0.2.1', device: 'd'.repeat(43), agent: 'a browser' },
    { ...options(), times: { idleMinutes: 30, hours: 12 } },
  );

beforeAll(async () => {
  process.env['SESSION_SECRET'] = 'only-for-this-test-run-0123456789abcdef';
  process.env['APP_DATABASE_URL'] = 'postgresql://nowhere';
  process.env['PUBLIC_URL'] = 'http://localhost';
  database = await createTestDatabase();
  admin = await viewerOf((await addPerson(database, 'admin@clinic.example', 'administrator', 'A')).token());
  manager = await addPerson(database, 'manager@clinic.example', 'data-manager', 'A');
});
afterAll(() => database.drop());

describe('a person', () => {
  const email = 'anna@clinic.example';
  let session = '';

  test('is invited, sets a password once, signs in and has the role', async () => {
    const invited = await work({
      do: 'invite',
      email: 'Anna@Clinic.example',
      name: 'Anna Example',
      role: 'data-manager',
      site: manager.siteId,
    });
    expect(invited).toMatchObject({ ok: true, link: { email } });
    expect(await signIn(email, '')).toBe('wrong');
    const fields = { token: tokenOf(invited), password: PASSWORD, again: PASSWORD };
    expect(await openLink({ ...fields, password: 'password123456', again: 'password123456' }, options())).toEqual({
      ok: false,
      refused: 'known',
    });
    expect(await openLink({ ...fields, again: 'x' }, options())).toEqual({ ok: false, refused: 'passwords-differ' });
    expect(await openLink(fields, options())).toEqual({ ok: true });
    expect(await openLink(fields, options())).toEqual({ ok: false, refused: 'link-over' });
    const opened = await signIn(email, PASSWORD);
    session = typeof opened === 'object' ? opened.sessionId : '';
    expect((await viewerOf(session)).sites).toMatchObject([{ role: 'data-manager', siteCode: 'A' }]);
  });

  test('sets up a second factor, loses the phone, and signs in with a recovery code', async () => {
    const viewer = await viewerOf(session);
    await changeOwnAccount(viewer, { do: 'propose-factor' }, options());
    const { proposed } = await findOwnAccount(viewer, options());
    const code = new TOTP({ secret: proposed?.secret ?? '' }).generate();
    expect(await changeOwnAccount(viewer, { do: 'confirm-factor', code, current: 'no' }, options())).toEqual({
      ok: false,
      refused: 'password-wrong',
    });
    expect(
      await changeOwnAccount(viewer, { do: 'confirm-factor', code: '000000', current: PASSWORD }, options()),
    ).toEqual({ ok: false, refused: 'code-wrong' });
    const on = await changeOwnAccount(viewer, { do: 'confirm-factor', code, current: PASSWORD }, options());
    expect(on.codes).toHaveLength(10);
    expect(await signIn(email, PASSWORD)).toBe('code');
    expect(await signIn(email, PASSWORD, on.codes?.[3])).toMatchObject({ sessionId: expect.any(String) });
    expect((await findOwnAccount(viewer, options())).codesLeft).toBe(9);
  });

  test('changes the password: this session stays, the others end', async () => {
    const viewer = await viewerOf(session);
    expect((await findOwnAccount(viewer, options())).sessions).toHaveLength(2);
    const fields = { do: 'password', current: PASSWORD, password: NEW_PASSWORD, again: NEW_PASSWORD };
    expect(await changeOwnAccount(viewer, { ...fields, current: 'wrong' }, options())).toEqual({
      ok: false,
      refused: 'password-wrong',
    });
    expect(await changeOwnAccount(viewer, fields, options())).toEqual({ ok: true });
    expect((await findOwnAccount(viewer, options())).sessions).toMatchObject([{ current: true }]);
  });

  test('is reset: sessions end with the link made, the second factor goes with the link used', async () => {
    const reset = await work({ do: 'reset', person: await idOf(email) });
    expect(await findViewer(session, options())).toBeNull();
    expect(await openLink({ token: tokenOf(reset), password: PASSWORD, again: PASSWORD }, options())).toEqual({
      ok: true,
    });
    expect(await signIn(email, NEW_PASSWORD)).toBe('wrong');
    expect(await signIn(email, PASSWORD)).toMatchObject({ sessionId: expect.any(String) });
  });

  test('is disabled and enabled; a disabled account opens with nothing', async () => {
    const person = await idOf(email);
    await work({ do: 'disable', person, reason: 'has left the clinic' });
    expect(await signIn(email, PASSWORD)).toBe('wrong');
    await work({ do: 'enable', person });
    expect(await signIn(email, PASSWORD)).toMatchObject({ sessionId: expect.any(String) });
    const { rows } = await database.owner.query(
      "SELECT actor_id, reason FROM audit_entry WHERE row_id = $1 AND action = 'update' AND new_values ? 'disabled_at' ORDER BY id",
      [person],
    );
    expect(rows).toEqual([
      { actor_id: admin.id, reason: 'has left the clinic' },
      { actor_id: admin.id, reason: 'as the clinic asked' },
    ]);
  });

  test('loses a role, an account or a password for a reason only, and the audit keeps it', async () => {
    const person = await idOf(email);
    const [role] = (await findAdministration(admin, options())).people.find(({ id }) => id === person)?.roles ?? [];
    const takings: Record<string, string>[] = [
      { do: 'disable', person },
      { do: 'reset', person },
      { do: 'end-role', membership: role?.id ?? '' },
    ];
    for (const fields of takings)
      for (const reason of ['', '  ', 'no', 'x'.repeat(501)])
        expect(await work({ ...fields, reason }), fields['do']).toEqual({ ok: false, refused: 'reason' });
    await work({ do: 'end-role', membership: role?.id ?? '', reason: ' works elsewhere now ' });
    await work({ do: 'reset', person, reason: 'the phone is lost' });
    const { rows } = await database.owner.query(
      `SELECT table_name, reason FROM audit_entry WHERE actor_id = $1 AND reason IN ('works elsewhere now', 'the phone is lost') ORDER BY id`,
      [admin.id],
    );
    expect(rows).toEqual([
      { table_name: 'membership', reason: 'works elsewhere now' },
      { table_name: 'app_user', reason: 'the phone is lost' },
    ]);
    await work({ do: 'add-role', person, role: 'data-manager', site: manager.siteId });
  });

  test('is unlocked by an administrator', async () => {
    await database.owner.query('DELETE FROM known_device');
    for (let round = 0; round < 6; round += 1) await signIn(email, 'wrong');
    expect(await signIn(email, PASSWORD)).toBe('resting');
    const listed = (await findAdministration(admin, options())).people.find((person) => person.email === email);
    expect(listed?.restingUntil).not.toBeNull();
    await work({ do: 'unlock', person: listed?.id ?? '' });
    expect(await signIn(email, PASSWORD)).toMatchObject({ sessionId: expect.any(String) });
  });
});

describe('roles', () => {
  test('that have expired count for nothing, at once', async () => {
    const guest = await addPerson(database, 'guest@clinic.example', 'researcher', 'A');
    expect((await viewerOf(guest.token())).sites).toHaveLength(1);
    await database.owner.query(
      "UPDATE membership SET expires_at = now() + interval '300 milliseconds' WHERE user_id = $1",
      [guest.id],
    );
    expect((await viewerOf(guest.token())).sites).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await viewerOf(guest.token())).sites).toHaveLength(0);
  });

  test('that ask for a second factor count once there is one, in the database too', async () => {
    const patients = () =>
      asViewer(manager, (tx) => tx.$queryRaw`SELECT cardinality(readable_sites()) AS sites`, options());
    expect(await patients()).toEqual([{ sites: 1 }]);
    await work({ do: 'rule', role: 'data-manager', secondFactor: 'on' });
    expect(await patients()).toEqual([{ sites: 0 }]);
    expect(await viewerOf(manager.token())).toMatchObject({ sites: [], lacksSecondFactor: true });
    await database.owner.query("UPDATE app_user SET totp_secret = 'x' WHERE id = $1", [manager.id]);
    // Setting it up ends the sessions that were opened without it, but the one in which it was set up.
    expect(await findViewer(manager.token(), options())).toBeNull();
    await work({ do: 'rule', role: 'data-manager', secondFactor: 'off' });
  });

  test('of the last administrator stay, whoever asks and however', async () => {
    const [own] = (await findAdministration(admin, options())).people.find(({ id }) => id === admin.id)?.roles ?? [];
    const attempts: Record<string, string>[] = [
      { do: 'disable', person: admin.id },
      { do: 'end-role', membership: own?.id ?? '' },
    ];
    for (const fields of attempts) expect(await work(fields)).toEqual({ ok: false, refused: 'last-administrator' });
    for (const sql of ['UPDATE app_user SET disabled_at = now()', 'DELETE FROM membership', 'DELETE FROM app_user'])
      await expect(database.owner.query(sql)).rejects.toMatchObject({ constraint: 'last_administrator' });
  });

  test('of the last two administrators cannot be taken by each other at the same time', async () => {
    const other = await addPerson(database, 'second@clinic.example', 'administrator', 'A');
    const second = await viewerOf(other.token());
    const outcomes = await Promise.all([
      work({ do: 'disable', person: second.id }),
      work({ do: 'disable', person: admin.id }, second),
    ]).catch((error: unknown) => [error]);
    const { rows } = await database.owner.query(
      "SELECT count(*)::int AS left FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.role = 'administrator' AND u.disabled_at IS NULL",
    );
    expect(rows).toEqual([{ left: 1 }]);
    expect(outcomes.length).toBeGreaterThan(0);
    await database.owner.query('UPDATE app_user SET disabled_at = NULL');
    admin = await viewerOf((await addPerson(database, 'third@clinic.example', 'administrator', 'A')).token());
  });

  test.each([
    [{ do: 'invite', email: 'no address', name: 'X', role: 'curator' }, 'email'],
    [{ do: 'invite', email: 'x@clinic.example', name: ' ', role: 'curator' }, 'name'],
    [{ do: 'invite', email: 'x@clinic.example', name: 'X', role: 'king' }, 'role'],
    [{ do: 'invite', email: 'x@clinic.example', name: 'X', role: 'monitor' }, 'site'],
    [{ do: 'invite', email: 'x@clinic.example', name: 'X', role: 'curator', expires: '2020-01-01' }, 'expiry'],
    [{ do: 'invite', email: 'x@clinic.example', name: 'X', role: 'administrator', expires: '2030-01-01' }, 'expiry'],
    [{ do: 'invite', email: 'manager@clinic.example', name: 'X', role: 'curator' }, 'email-taken'],
    [{ do: 'add-site', code: 'A', name: 'Another A' }, 'site-taken'],
    [{ do: 'add-site', code: 'A B', name: 'x' }, 'site'],
    [{ do: 'reset', person: 'x' }, 'invalid'],
    [{ do: '__proto__' }, 'invalid'],
  ])('%j is refused: %s', async (fields, refused) => {
    expect(await work(fields as Record<string, string>)).toEqual({ ok: false, refused });
    expect(await idOf('x@clinic.example')).toBe('');
  });
});

test('nobody but an administrator sees or changes an account, by the page’s functions or by SQL of the program’s role', async () => {
  const stranger = await addPerson(database, 'stranger@clinic.example', 'researcher', 'A');
  const viewer = await viewerOf(stranger.token());
  await expect(findAdministration(viewer, options())).rejects.toThrow();
  const attempts: Record<string, string>[] = [
    { do: 'invite', email: 'y@clinic.example', name: 'Y', role: 'curator' },
    { do: 'add-role', person: viewer.id, role: 'administrator' },
    { do: 'disable', person: admin.id },
    { do: 'reset', person: admin.id },
    { do: 'add-site', code: 'NEW', name: 'New' },
    { do: 'rule', role: 'researcher', secondFactor: 'on' },
  ];
  for (const fields of attempts) {
    const outcome = await work(fields, viewer).catch(() => ({ ok: false }));
    expect(outcome.ok, fields['do']).toBe(false);
  }
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  const seen = await inViewersTransaction(client, viewer.id, (run) => run('SELECT email FROM app_user'));
  expect(seen.rows).toEqual([{ email: 'stranger@clinic.example' }]);
  await client.end();
  expect(await idOf('y@clinic.example')).toBe('');
});
