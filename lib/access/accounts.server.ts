import type pg from 'pg';
import { z } from 'zod';
import { ROLES, SITE_ROLES } from './policy';
import { hashPassword, PASSWORD_LENGTH, passwordFault } from './password.server';
import type { PasswordFault } from './state';

const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  'too-short': `must have at least ${PASSWORD_LENGTH.least} characters`,
  'too-long': `must have at most ${PASSWORD_LENGTH.most} characters`,
  known: 'must not be a well-known password',
  'own-name': 'must not be made of the name or the address',
};

export const NewAccount = z
  .object({
    email: z.email('must be an e-mail address').transform((text) => text.toLowerCase()),
    displayName: z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters'),
    role: z.enum(ROLES, 'must be researcher, data-manager, monitor, curator or administrator'),
    password: z.string(),
    site: z
      .object({
        code: z.string().regex(/^[A-Za-z0-9-]{1,20}$/, 'must have 1 to 20 letters, digits or hyphens'),
        name: z.string().trim().min(1).max(200),
      })
      .nullable(),
  })
  .refine((account) => (account.site !== null) === SITE_ROLES.some((role) => role === account.role), {
    path: ['site'],
    error: 'is needed for a researcher, data manager or monitor, and only for them',
  })
  .superRefine(({ password, email, displayName }, context) => {
    const fault = passwordFault(password, [email, displayName]);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['password'], message: PASSWORD_FAULTS[fault] });
  });

export type NewAccount = z.infer<typeof NewAccount>;

/**
 * Makes an account with one role, as the database's owner; an existing site of that code is used, a new one is made.
 * Returns the new ids; run it inside `inTransaction`. The unique constraint refuses an address that exists.
 */
export async function createAccount(
  owner: pg.Client,
  account: NewAccount,
  { madeUp = false } = {},
): Promise<{ userId: string; siteId: string | null }> {
  const siteId = account.site === null ? null : await ensureSite(owner, account.site, madeUp);
  const { rows } = await owner.query<{ id: string }>(
    'INSERT INTO app_user (email, display_name, password_hash) VALUES ($1, $2, $3) RETURNING id',
    [account.email, account.displayName, await hashPassword(account.password)],
  );
  const userId = rows[0]?.id ?? '';
  await owner.query('INSERT INTO membership (user_id, role, site_id) VALUES ($1, $2, $3)', [
    userId,
    account.role,
    siteId,
  ]);
  return { userId, siteId };
}

/** Runs `work` in one transaction on this connection: all of it or nothing. */
export async function inTransaction<Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function ensureSite(owner: pg.Client, site: { code: string; name: string }, madeUp: boolean): Promise<string> {
  await owner.query('INSERT INTO site (code, name, made_up) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING', [
    site.code,
    site.name,
    madeUp,
  ]);
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM site WHERE code = $1', [site.code]);
  return rows[0]?.id ?? '';
}
