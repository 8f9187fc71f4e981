import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PrismaClient } from '@/prisma/generated/client';
import { db, type Transaction } from '../../db.server';
import { AppError } from '../../errors';
import { GLOBAL_ROLES, SITE_ROLES, type Viewer } from '../policy';

type Options = { database?: PrismaClient };

const Memberships = z.array(
  z.object({
    role: z.enum([...SITE_ROLES, ...GLOBAL_ROLES]),
    siteId: z.uuid().nullable(),
    siteCode: z.string().nullable(),
    siteName: z.string().nullable(),
    madeUp: z.boolean().nullable(),
  }),
);
type Row = { id: string; display_name: string; lacks_second_factor: boolean; memberships: unknown };
type Role = z.infer<typeof Memberships>[number]['role'];

const isGlobal = (role: Role): role is (typeof GLOBAL_ROLES)[number] => GLOBAL_ROLES.some((one) => one === role);

/**
 * Whose session this is, with the roles that count now; null where it was ended, has rested or lasted too long, or never was.
 * `alive`: counts as a sign of life.
 */
export async function findViewer(
  sessionId: string,
  { database = db(), alive = true }: Options & { alive?: boolean } = {},
): Promise<Viewer | null> {
  const [row] = await database.$queryRaw<Row[]>`
    SELECT id, display_name, lacks_second_factor, memberships FROM session_viewer(${sessionId}, ${alive})`;
  if (row === undefined) return null;
  const memberships = Memberships.parse(row.memberships);
  return {
    id: row.id,
    displayName: row.display_name,
    lacksSecondFactor: row.lacks_second_factor,
    token: () => sessionId,
    sites: memberships.flatMap(({ role, siteId, siteCode, siteName, madeUp }) =>
      siteId === null || isGlobal(role)
        ? []
        : [{ role, siteId, siteCode: siteCode ?? '', siteName: siteName ?? '', madeUp: madeUp ?? false }],
    ),
    globalRoles: memberships.flatMap(({ role }) => (isGlobal(role) ? [role] : [])),
  };
}

/**
 * Opens, in the transaction that begins a piece of work, a session of its own for it: the work goes on when its person's session
 * rests or ends, and no longer than the account is open and has the role.
 */
export async function openWorkSession(tx: Transaction): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  const [row] = await tx.$queryRaw<{ opened: boolean }[]>`SELECT open_work_session(${id}) AS opened`;
  if (row?.opened !== true) throw new AppError('forbidden');
  return id;
}

/** Ends the session of a piece of work that has ended. */
export async function closeWorkSession(id: string, { database = db() }: Options = {}): Promise<void> {
  await database.$executeRaw`SELECT close_work_session(${id})`;
}

/** Ends this session; a copy of its cookie is worth nothing from now on. */
export async function endSession(id: string | undefined, { database = db() }: Options = {}): Promise<void> {
  if (id !== undefined) await database.$executeRaw`SELECT end_session(${id})`;
}
