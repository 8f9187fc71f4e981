import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { inTransaction } from '@/lib/access/accounts.server';
import { ROLES, SITE_ROLES } from '@/lib/access/policy';
import { readSettings } from './setup/environment';
import { messageOf, StartError } from './setup/start-error';
import { withDatabase } from './setup/with-database';
import { connectOwner } from '@/prisma/owner-client';

const USAGE = `npm run user:list
npm run user:invite -- --email anna@clinic.example --name "Anna Example" --role data-manager --site A [--expires 2027-06-30]
npm run user:role -- --email anna@clinic.example --role monitor --site A [--expires 2027-06-30]
npm run user:end-role -- --email anna@clinic.example --role monitor --site A
npm run user:disable | user:enable | user:unlock | user:reset -- --email anna@clinic.example [--reason "has left"]
  --role      ${ROLES.join(', ')}
  --site      code of an existing site, for ${SITE_ROLES.join(', ')}
  --expires   last day on which the role counts, in UTC, or a moment such as 2027-06-30T12:00:00Z
user:invite and user:reset print a link that sets a password once.`;

type Options = Partial<Record<'email' | 'name' | 'role' | 'site' | 'expires' | 'reason', string>>;
type Work = (owner: pg.Client, options: Options, publicUrl: string) => Promise<string>;

/** What was asked cannot be done as asked; the sentence says why. */
class Refused extends Error {}

const LINK_HOURS = { invite: 72, reset: 24 } as const;
const DAY = 86_400_000;

const WORKS: Readonly<Record<string, Work>> = {
  list: async (owner) => {
    const { rows } = await owner.query<{ line: string }>(
      `SELECT u.email || CASE WHEN u.disabled_at IS NULL THEN '' ELSE ' (disabled)' END || ': ' || coalesce(string_agg(
         m.role || coalesce(' at ' || s.code, '') || coalesce(' until ' || to_char(m.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), ''),
         ', ' ORDER BY m.role, s.code), 'no role')
         || coalesce('; last sign-in ' || to_char(u.last_sign_in_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), '; never signed in')
         || CASE WHEN u.second_factor_at IS NULL THEN '' ELSE '; second factor' END AS line
       FROM app_user u LEFT JOIN membership m ON m.user_id = u.id LEFT JOIN site s ON s.id = m.site_id
       GROUP BY u.id ORDER BY u.email`,
    );
    return rows.map(({ line }) => line).join('\n');
  },
  invite: async (owner, options, publicUrl) => {
    const email = needed(options, 'email').toLowerCase();
    const { rows } = await owner.query<{ id: string }>(
      'INSERT INTO app_user (email, display_name) VALUES ($1, $2) RETURNING id',
      [email, needed(options, 'name')],
    );
    await addRole(owner, rows[0]?.id ?? '', options);
    return makeLink(owner, rows[0]?.id ?? '', 'invite', publicUrl);
  },
  role: async (owner, options) => {
    await addRole(owner, await personOf(owner, options), options);
    return `${options.email} is now ${options.role}.`;
  },
  'end-role': async (owner, options) => {
    const { rowCount } = await owner.query(
      `DELETE FROM membership WHERE user_id = $1 AND role = $2 AND site_id IS NOT DISTINCT FROM $3`,
      [await personOf(owner, options), needed(options, 'role'), await siteOf(owner, options)],
    );
    if (rowCount === 0) throw new Refused(`${options.email} does not have this role.`);
    return `${options.email} is no longer ${options.role}.`;
  },
  disable: async (owner, options) => {
    await owner.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [await personOf(owner, options)]);
    return `${options.email} is disabled; all sessions have ended.`;
  },
  enable: async (owner, options) => {
    await owner.query('UPDATE app_user SET disabled_at = NULL WHERE id = $1', [await personOf(owner, options)]);
    return `${options.email} is enabled.`;
  },
  unlock: async (owner, options) => {
    await owner.query('SELECT unlock_person($1)', [await personOf(owner, options)]);
    return `Attempts to sign in as ${options.email} are forgiven.`;
  },
  reset: async (owner, options, publicUrl) => makeLink(owner, await personOf(owner, options), 'reset', publicUrl),
};

/** Does with accounts what the page for administrators does. Exit codes: 0 done, 1 wrong arguments, 2 refused or not reached. */
export async function main([name = '', ...args]: string[]): Promise<number> {
  const options = readOptions(args);
  if (!Object.hasOwn(WORKS, name) || options === null) {
    console.error(USAGE);
    return 1;
  }
  const settings = readSettings();
  try {
    console.log(await withDatabase(settings, ({ ownerUrl }) => asOwner(ownerUrl, name, options, settings.publicUrl)));
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
}

async function asOwner(ownerUrl: string, name: string, options: Options, publicUrl: string): Promise<string> {
  const owner = await connectOwner(ownerUrl);
  try {
    return await changePeople(owner, name, options, publicUrl);
  } finally {
    await owner.end();
  }
}

/** One change in a transaction of its own; returns what to say of it. Throws a sentence, or the database's refusal. */
export async function changePeople(
  owner: pg.Client,
  name: string,
  options: Options,
  publicUrl: string,
): Promise<string> {
  return inTransaction(owner, async () => {
    await owner.query("SELECT set_config('registry.reason', $1, true)", [options.reason ?? '']);
    return (await WORKS[name]?.(owner, options, publicUrl)) ?? '';
  });
}

function readOptions(args: string[]): Options | null {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: { email: text, name: text, role: text, site: text, expires: text, reason: text },
    }).values;
  } catch (error) {
    console.error(messageOf(error));
    return null;
  }
}

function needed(options: Options, name: keyof Options): string {
  const value = options[name]?.trim() ?? '';
  if (value === '') throw new Refused(`--${name} is needed.`);
  return value;
}

async function personOf(owner: pg.Client, options: Options): Promise<string> {
  const email = needed(options, 'email').toLowerCase();
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM app_user WHERE email = $1', [email]);
  if (rows[0] === undefined) throw new Refused(`There is no account with the address ${email}.`);
  return rows[0].id;
}

async function siteOf(owner: pg.Client, options: Options): Promise<string | null> {
  if (!SITE_ROLES.some((role) => role === options.role)) return null;
  const code = needed(options, 'site');
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM site WHERE code = $1', [code]);
  if (rows[0] === undefined) throw new Refused(`There is no site with the code ${code}.`);
  return rows[0].id;
}

async function addRole(owner: pg.Client, person: string, options: Options): Promise<void> {
  const role = needed(options, 'role');
  if (!ROLES.some((one) => one === role)) throw new Refused(`--role must be one of ${ROLES.join(', ')}.`);
  await owner.query('INSERT INTO membership (user_id, role, site_id, expires_at) VALUES ($1, $2, $3, $4)', [
    person,
    role,
    await siteOf(owner, options),
    expiryOf(options.expires),
  ]);
}

function expiryOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new Refused('--expires must be a day such as 2027-06-30, or a moment such as 2027-06-30T12:00:00Z.');
  return new Date(/^\d{4}-\d{2}-\d{2}$/u.test(text) ? at + DAY : at);
}

async function makeLink(
  owner: pg.Client,
  person: string,
  kind: 'invite' | 'reset',
  publicUrl: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await owner.query('SELECT make_link($1, $2, $3, $4)', [person, kind, token, LINK_HOURS[kind]]);
  return `${publicUrl.replace(/\/$/u, '')}/link#${token}\nIt works once, for ${LINK_HOURS[kind]} hours.`;
}

const SENTENCES: Readonly<Record<string, string>> = {
  app_user_email_key: 'There is already an account with this address.',
  app_user_email: 'The address must be an e-mail address.',
  membership_once: 'The person has this role there already.',
  membership_expiry: 'An administrator has no last day.',
  last_administrator: 'This would leave no administrator. Make another person administrator first.',
};

/** What a refusal means to who typed the command. */
export function sentenceOf(error: unknown): string {
  const constraint = (error as { constraint?: string } | null)?.constraint ?? '';
  return SENTENCES[constraint] ?? messageOf(error);
}
