import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { hashPassword } from './password.server';
import { hashCode, seal } from './second-factor.server';
import { findViewer } from './session/store.server';
import { signInWith, type SignIn } from './sign-in.server';

const PASSWORD = 'a horse that counts to nine';
const HOME = 'home'.padEnd(43, 'x');
let database: TestDatabase;
let anna = '';

beforeAll(async () => {
  process.env['SESSION_SECRET'] = 'only-for-this-test-run-0123456789abcdef';
  process.env['APP_DATABASE_URL'] = 'postgresql://nowhere';
  process.env['PUBLIC_URL'] = 'http://localhost';
  database = await createTestDatabase();
  const { rows } = await database.owner.query<{ id: string }>(
    "INSERT INTO app_user (email, display_name, password_hash) VALUES ('anna@clinic.example', 'Anna', $1) RETURNING id",
    [await hashPassword(PASSWORD)],
  );
  anna = rows[0]?.id ?? '';
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.owner.query('DELETE FROM attempt_count; DELETE FROM known_device; DELETE FROM user_session');
});

type From = { address?: string | null; device?: string };
const attempt = (
  password: string,
  { address = '192.0.2.1', device = randomBytes(32).toString('base64url') }: From = {},
  fields: { email?: string; code?: string } = {},
): Promise<SignIn> =>
  signInWith(
    { email: 'anna@clinic.example', password, ...fields },
    { address, device, agent: 'a browser' },
    { database: database.app, times: { idleMinutes: 30, hours: 12 } },
  );
const opened = (outcome: SignIn): boolean => typeof outcome === 'object';
/** Wrong proofs without the work of computing them, one after the other; each with an account and an address. */
async function guess(count: number, email: string, address: string | null): Promise<void> {
  await database.app.$queryRaw`
    SELECT count(s.outcome)::int FROM generate_series(0, ${count - 1}::int) AS i, LATERAL sign_in(
      replace(${email}, '#', i::text), 'wrong', repeat('x', 43), 30, 12, replace(${address}, '#', (i / 5)::text), NULL, NULL) AS s`;
}
const several = async (count: number, one: (index: number) => Promise<SignIn>): Promise<SignIn[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

describe('a sign-in', () => {
  test('opens a session of the person, whose id the database cannot say', async () => {
    const outcome = await attempt(PASSWORD, {}, { email: ' Anna@Clinic.example ' });
    expect(opened(outcome)).toBe(true);
    const id = typeof outcome === 'object' ? outcome.sessionId : '';
    expect((await findViewer(id, { database: database.app }))?.id).toBe(anna);
    const { rows } = await database.owner.query('SELECT row_to_json(s)::text AS text FROM user_session s');
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  test.each([
    ['a wrong password', 'another password', {}],
    ['no account', PASSWORD, { email: 'nobody@clinic.example' }],
  ])('with %s opens none and is told', async (_what, password, fields) => {
    expect(await attempt(password, {}, fields)).toBe('wrong');
    const { rows } = await database.owner.query(
      "SELECT action, new_values ->> 'address' AS address FROM audit_entry ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toEqual([{ action: 'sign-in-failed', address: '192.0.2.1' }]);
  });

  test('takes no hash that the database keeps for a password', async () => {
    const { rows } = await database.owner.query<{ hash: string }>(
      "SELECT split_part(password_hash, '$', 6) AS hash FROM app_user WHERE id = $1",
      [anna],
    );
    const [answer] = await database.app.$queryRaw<{ outcome: string }[]>`
      SELECT outcome FROM sign_in('anna@clinic.example', ${rows[0]?.hash}, repeat('x', 43), 30, 12, NULL, NULL, NULL)`;
    expect(answer?.outcome).toBe('wrong');
  });

  test('of an address without an account has a salt of its own, the same every time', async () => {
    const setting = async (email: string): Promise<string | undefined> =>
      (await database.app.$queryRaw<{ setting: string }[]>`SELECT password_setting(${email}) AS setting`)[0]?.setting;
    const [one, again, other] = [
      await setting('x@y.example'),
      await setting('x@y.example'),
      await setting('z@y.example'),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}$/);
    expect([again === one, other === one]).toEqual([true, false]);
  });
});

describe('attempts that fail', () => {
  test('from elsewhere keep nobody out: eight of them, a hundred from twenty places', async () => {
    await guess(8, 'anna@clinic.example', '203.0.113.1');
    expect(opened(await attempt(PASSWORD))).toBe(true);
    await guess(90, 'anna@clinic.example', '203.0.113.1#');
    expect(opened(await attempt(PASSWORD, { device: HOME }))).toBe(true);
  });

  test('at one account from very many places rest for places it was never used from, and for those alone', async () => {
    await attempt(PASSWORD, { device: HOME });
    await guess(101, 'anna@clinic.example', '203.0.113.1#');
    expect(await attempt(PASSWORD, { address: '198.51.100.7' })).toBe('resting');
    expect(opened(await attempt(PASSWORD, { address: '198.51.100.7', device: HOME }))).toBe(true);
  });

  test('never keep out the person where they signed in before, not even from the same address', async () => {
    await attempt(PASSWORD, { device: HOME });
    await guess(30, 'anna@clinic.example', '192.0.2.1');
    expect(await attempt(PASSWORD)).toBe('resting');
    expect(opened(await attempt(PASSWORD, { device: HOME }))).toBe(true);
  });

  test('at one account from one address rest after five, also all at once, and the right password with them', async () => {
    const outcomes = await several(12, () => attempt('wrong'));
    expect(outcomes.filter((one) => one === 'wrong')).toHaveLength(5);
    expect(await attempt(PASSWORD)).toBe('resting');
    await database.owner.query("UPDATE attempt_count SET ends_at = now() - interval '1 second'");
    expect(opened(await attempt(PASSWORD))).toBe(true);
  });

  test('at many accounts from one address rest after fifty, for that address alone', async () => {
    await guess(50, 'person-#@clinic.example', '192.0.2.1');
    expect(await attempt(PASSWORD)).toBe('resting');
    expect(opened(await attempt(PASSWORD, { address: '198.51.100.7' }))).toBe(true);
  });

  test('through a proxy that nobody named do not count against the others behind it', async () => {
    await guess(60, 'person-#@clinic.example', null);
    expect(opened(await attempt(PASSWORD, { address: null }))).toBe(true);
  });

  test('are forgiven by a sign-in that succeeds', async () => {
    for (let round = 0; round < 2; round += 1) {
      await guess(4, 'anna@clinic.example', '192.0.2.1');
      expect(opened(await attempt(PASSWORD))).toBe(true);
    }
  });
});

describe('the second factor', () => {
  const secret = new Secret({ size: 20 });
  const code = (steps = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

  beforeAll(async () => {
    await database.owner.query('UPDATE app_user SET totp_secret = $1', [seal(secret.base32)]);
    await database.owner.query('INSERT INTO recovery_code VALUES ($1, $2)', [anna, hashCode('ABCD-EFGH-JKMN')]);
  });
  beforeEach(async () => void (await database.owner.query('UPDATE app_user SET totp_step = NULL')));

  test('is asked for after the right password only, and until then no session is open', async () => {
    expect(await attempt('wrong', {}, { code: code() })).toBe('wrong');
    expect(await attempt(PASSWORD)).toBe('code');
    const { rows } = await database.owner.query('SELECT pending FROM user_session');
    expect(rows).toEqual([{ pending: true }]);
  });

  test('opens with the present code, once, also for two at once', async () => {
    const outcomes = await several(2, () => attempt(PASSWORD, {}, { code: code() }));
    expect(outcomes.map(opened).sort()).toEqual([false, true]);
    expect(await attempt(PASSWORD, {}, { code: code(-1) })).toBe('wrong-code');
    expect(opened(await attempt(PASSWORD, {}, { code: code(1) }))).toBe(true);
  });

  test('opens with a recovery code, however it is typed, once', async () => {
    expect(opened(await attempt(PASSWORD, {}, { code: 'abcd efgh jkmn' }))).toBe(true);
    expect(await attempt(PASSWORD, {}, { code: 'ABCD-EFGH-JKMN' })).toBe('wrong-code');
  });

  test('cannot be guessed: five attempts, then rest', async () => {
    const outcomes = await several(8, () => attempt(PASSWORD, {}, { code: '000000' }));
    expect(outcomes.filter((one) => one === 'resting')).toHaveLength(3);
  });
});
