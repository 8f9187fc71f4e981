import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PrismaClient } from '@/prisma/generated/client';
import { asViewer, type Transaction } from '../db.server';
import type { Administration } from './administration';
import { ROLES, SITE_ROLES, type Role, type Viewer } from './policy';
import { accountRefused, DONE, type AccountRefusal, type AccountState } from './state';

type Options = { database?: PrismaClient };

/** A link lives so long: an invitation over a week-end, a reset within a day. */
const LINK_HOURS = { invite: 72, reset: 24 } as const;
const LATEST_EXPIRY_YEARS = 10;
const needsSite = (role: Role): boolean => SITE_ROLES.some((one) => one === role);

/** Everybody with roles, every site and what each role asks for; for administrators, others get nobody. */
export async function findAdministration(viewer: Viewer, options: Options = {}): Promise<Administration> {
  return asViewer(
    viewer,
    async (tx) => {
      const users = await tx.user.findMany({
        orderBy: [{ displayName: 'asc' }, { email: 'asc' }],
        select: {
          id: true,
          email: true,
          displayName: true,
          disabledAt: true,
          lastSignInAt: true,
          secondFactorAt: true,
          memberships: {
            select: { id: true, role: true, expiresAt: true, site: { select: { code: true } } },
            orderBy: [{ role: 'asc' }, { id: 'asc' }],
          },
        },
      });
      const sites = await tx.site.findMany({ select: { id: true, code: true, name: true }, orderBy: { code: 'asc' } });
      const rules = await tx.roleRule.findMany({ select: { role: true, secondFactor: true, alone: true } });
      const resting = await tx.$queryRaw<{ id: string; until: Date }[]>`SELECT id, until FROM resting_people()`;
      const now = new Date();
      return {
        sites,
        rules: ROLES.map((role) => ({
          role,
          secondFactor: rules.find((rule) => rule.role === role)?.secondFactor ?? false,
          alone: rules.find((rule) => rule.role === role)?.alone ?? false,
        })),
        people: users.map(({ disabledAt, lastSignInAt, secondFactorAt, memberships, ...user }) => ({
          ...user,
          disabled: disabledAt !== null,
          lastSignIn: lastSignInAt?.toISOString() ?? null,
          secondFactor: secondFactorAt !== null,
          restingUntil: resting.find(({ id }) => id === user.id)?.until.toISOString() ?? null,
          roles: memberships.map(({ id, role, expiresAt, site }) => ({
            id,
            // A check constraint holds the words.
            role: role as Role,
            siteCode: site?.code ?? null,
            expiresAt: expiresAt?.toISOString() ?? null,
            over: expiresAt !== null && expiresAt <= now,
          })),
        })),
      };
    },
    options,
  );
}

const Id = z.uuid();
/** The end of the last day on which a role counts, in UTC; empty: without end. */
const Expiry = z
  .union([z.literal(''), z.iso.date()])
  .transform((day) => (day === '' ? null : new Date(Date.parse(day) + 86_400_000)))
  .refine(
    (end) => end === null || (end > new Date() && end.getFullYear() <= new Date().getFullYear() + LATEST_EXPIRY_YEARS),
  );
const RoleFields = z.object({ role: z.enum(ROLES), site: z.union([z.literal(''), Id]), expires: Expiry });
const PersonFields = z.object({
  email: z
    .email()
    .max(254)
    .transform((text) => text.toLowerCase()),
  name: z.string().trim().min(1).max(100),
});
const SiteFields = z.object({
  code: z.string().regex(/^[A-Za-z0-9-]{1,20}$/u),
  name: z.string().trim().min(1).max(200),
});

type Fields = Readonly<Record<string, string>>;
type Work = (tx: Transaction, fields: Fields) => Promise<AccountState>;

/** What an administrator can do, by the name that a form gives. */
const WORKS = {
  invite: async (tx, fields) => {
    const person = PersonFields.safeParse(fields);
    if (!person.success) return accountRefused(person.error.issues[0]?.path[0] === 'name' ? 'name' : 'email');
    const role = readRole(fields);
    if (typeof role === 'string') return accountRefused(role);
    // Its id is made here: the row can be seen by administrators alone, and what is returned is a reading.
    const { id } = await tx.user.create({
      data: { email: person.data.email, displayName: person.data.name },
      select: { id: true },
    });
    await tx.membership.create({ data: { ...role, userId: id }, select: { id: true } });
    return makeLink(tx, id, 'invite');
  },
  'add-role': async (tx, fields) => {
    const role = readRole(fields);
    if (typeof role === 'string') return accountRefused(role);
    await tx.membership.create({ data: { ...role, userId: Id.parse(fields['person']) }, select: { id: true } });
    return DONE;
  },
  'end-role': async (tx, fields) => {
    await tx.membership.delete({ where: { id: Id.parse(fields['membership']) }, select: { id: true } });
    return DONE;
  },
  disable: (tx, fields) => setDisabled(tx, fields, new Date()),
  enable: (tx, fields) => setDisabled(tx, fields, null),
  unlock: async (tx, fields) => {
    await tx.$executeRaw`SELECT unlock_person(${Id.parse(fields['person'])}::uuid)`;
    return DONE;
  },
  'invite-again': (tx, fields) => makeLink(tx, Id.parse(fields['person']), 'invite'),
  reset: (tx, fields) => makeLink(tx, Id.parse(fields['person']), 'reset'),
  'add-site': async (tx, fields) => {
    const site = SiteFields.safeParse(fields);
    if (!site.success) return accountRefused('site');
    await tx.site.create({ data: site.data, select: { id: true } });
    return DONE;
  },
  'rename-site': async (tx, fields) => {
    const name = SiteFields.shape.name.safeParse(fields['name']);
    if (!name.success) return accountRefused('site');
    await tx.site.update({ where: { id: Id.parse(fields['site']) }, data: { name: name.data }, select: { id: true } });
    return DONE;
  },
  'one-curator': async (tx, fields) => {
    const alone = fields['alone'] === 'on';
    await tx.roleRule.update({ where: { role: 'curator' }, data: { alone }, select: { role: true } });
    return DONE;
  },
  rule: async (tx, fields) => {
    const role = z.enum(ROLES).parse(fields['role']);
    await tx.roleRule.update({
      where: { role },
      data: { secondFactor: fields['secondFactor'] === 'on' },
      select: { role: true },
    });
    return DONE;
  },
} satisfies Record<string, Work>;

/** What takes something from a person says why; the audit keeps it. */
const NEEDS_REASON: readonly string[] = ['disable', 'end-role', 'reset'];
const Reason = z.string().trim().min(3).max(500);

const WorkName = z.enum(Object.keys(WORKS) as (keyof typeof WORKS)[]);

/** Does what a form of the page for administrators asks, all or nothing, with the reason in the audit. */
export async function administer(viewer: Viewer, fields: Fields, options: Options = {}): Promise<AccountState> {
  const work = WorkName.safeParse(fields['do']);
  if (!work.success) return accountRefused('invalid');
  const reason = (fields['reason'] ?? '').trim();
  if (reason === '' ? NEEDS_REASON.includes(work.data) : !Reason.safeParse(reason).success)
    return accountRefused('reason');
  try {
    return await asViewer(
      viewer,
      async (tx) => {
        await tx.$queryRaw`SELECT set_config('registry.reason', ${reason}, true)`;
        return WORKS[work.data](tx, fields);
      },
      options,
    );
  } catch (error) {
    const refused = refusalOf(error);
    if (refused === null) throw error;
    return accountRefused(refused);
  }
}

async function setDisabled(tx: Transaction, fields: Fields, disabledAt: Date | null): Promise<AccountState> {
  await tx.user.update({ where: { id: Id.parse(fields['person']) }, data: { disabledAt }, select: { id: true } });
  return DONE;
}

async function makeLink(tx: Transaction, person: string, kind: 'invite' | 'reset'): Promise<AccountState> {
  const token = randomBytes(32).toString('base64url');
  await tx.$executeRaw`SELECT make_link(${person}::uuid, ${kind}, ${token}, ${LINK_HOURS[kind]}::int)`;
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: person }, select: { email: true } });
  // Behind the number sign: browsers send it to no server, so that it stands in no log.
  return { ok: true, link: { path: `/link#${token}`, email } };
}

function readRole(fields: Fields): { role: Role; siteId: string | null; expiresAt: Date | null } | AccountRefusal {
  const read = RoleFields.safeParse({
    role: fields['role'],
    site: fields['site'] ?? '',
    expires: fields['expires'] ?? '',
  });
  if (!read.success)
    return (
      ({ role: 'role', site: 'site', expires: 'expiry' } as const)[String(read.error.issues[0]?.path[0]) as 'role'] ??
      'role'
    );
  const { role, site, expires } = read.data;
  if (needsSite(role) && site === '') return 'site';
  if (role === 'administrator' && expires !== null) return 'expiry';
  return { role, siteId: needsSite(role) ? site : null, expiresAt: expires };
}

const REFUSALS: Readonly<Record<string, AccountRefusal>> = {
  last_administrator: 'last-administrator',
  app_user_email_key: 'email-taken',
  membership_once: 'role-there',
  site_code_key: 'site-taken',
};

/** What the database's refusal means to an administrator; null: something else. */
function refusalOf(error: unknown): AccountRefusal | null {
  if (error instanceof z.ZodError) return 'invalid';
  if (!(error instanceof Error)) return null;
  const meta = (error as { meta?: unknown }).meta;
  const told = `${error.message} ${JSON.stringify(meta ?? null)}`;
  const constraint = Object.keys(REFUSALS).find((name) => told.includes(name));
  if (constraint !== undefined) return REFUSALS[constraint] ?? null;
  if (told.includes('the last administrator stays')) return 'last-administrator';
  const code = (error as { code?: unknown }).code;
  // A unique violation names its columns where it does not name its constraint.
  if (code === 'P2002')
    return told.includes('email') ? 'email-taken' : told.includes('code') ? 'site-taken' : 'role-there';
  return code === 'P2025' ? 'not-found' : null;
}
