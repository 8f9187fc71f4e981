import { z } from 'zod';
import type { PrismaClient } from '@/prisma/generated/client';
import { asViewer, db } from '../db.server';
import { hashPassword, passwordFault, proveBy } from './password.server';
import type { Viewer } from './policy';
import { hashCode, newRecoveryCodes, newSecret, seal, stepOfCode, unseal, uriOf } from './second-factor.server';
import { accountRefused, DONE, type AccountState } from './state';

type Options = { database?: PrismaClient };
type Fields = Readonly<Record<string, string>>;

export type OwnAccount = Readonly<{
  email: string;
  displayName: string;
  /** since when a code is asked for; null: no second factor */
  secondFactorSince: string | null;
  codesLeft: number;
  /** the address for the QR code and the secret to type, until a code has confirmed it */
  proposed: Readonly<{ uri: string; secret: string }> | null;
  sessions: readonly Readonly<{
    id: string;
    startedAt: string;
    seenAt: string;
    agent: string;
    current: boolean;
    work: boolean;
  }>[];
}>;

type Factor = { proposed: string | null; since: Date | null; codes_left: number };
type SessionRow = {
  id_hash: string;
  started_at: Date;
  seen_at: Date;
  agent: string | null;
  current: boolean;
  work: boolean;
};

/** The viewer's own account: what it can be changed by and where it is open. */
export async function findOwnAccount(viewer: Viewer, options: Options = {}): Promise<OwnAccount> {
  return asViewer(
    viewer,
    async (tx) => {
      const user = await tx.user.findUniqueOrThrow({
        where: { id: viewer.id },
        select: { email: true, displayName: true },
      });
      const [factor] = await tx.$queryRaw<Factor[]>`SELECT proposed, since, codes_left FROM own_second_factor()`;
      const sessions = await tx.$queryRaw<
        SessionRow[]
      >`SELECT id_hash, started_at, seen_at, agent, current, work FROM own_sessions()`;
      const secret = factor?.proposed == null ? null : unseal(factor.proposed);
      return {
        ...user,
        secondFactorSince: factor?.since?.toISOString() ?? null,
        codesLeft: factor?.codes_left ?? 0,
        proposed: secret === null ? null : { secret, uri: uriOf(secret, user.email) },
        sessions: sessions.map((row) => ({
          id: row.id_hash,
          startedAt: row.started_at.toISOString(),
          seenAt: row.seen_at.toISOString(),
          agent: row.agent ?? '',
          current: row.current,
          work: row.work,
        })),
      };
    },
    options,
  );
}

/** What one can do with the own account, by the name that a form gives. */
const WORKS = {
  password: async (viewer, fields, options) => {
    const { email, displayName } = await findOwnAccount(viewer, options);
    const fault = newPasswordFault(fields, [email, displayName]);
    if (fault !== null) return fault;
    const proof = await ownProof(email, fields['current'] ?? '', options);
    const hash = await hashPassword(fields['password'] ?? '');
    return proven(viewer, options, (tx) => tx.$queryRaw`SELECT change_own_password(${proof}, ${hash}) AS done`);
  },
  'end-session': async (viewer, fields, options) => {
    const session = z
      .string()
      .regex(/^[0-9a-f]{64}$/u)
      .parse(fields['session']);
    await asViewer(viewer, (tx) => tx.$executeRaw`SELECT end_own_sessions(${session})`, options);
    return DONE;
  },
  'end-others': async (viewer, _fields, options) => {
    await asViewer(viewer, (tx) => tx.$executeRaw`SELECT end_own_sessions(NULL)`, options);
    return DONE;
  },
  'propose-factor': async (viewer, _fields, options) => {
    const sealed = seal(newSecret('').secret);
    await asViewer(viewer, (tx) => tx.$executeRaw`SELECT propose_second_factor(${sealed})`, options);
    return DONE;
  },
  'confirm-factor': async (viewer, fields, options) => {
    const { email, proposed } = await findOwnAccount(viewer, options);
    const step = proposed === null ? null : stepOfCode(proposed.secret, fields['code'] ?? '');
    if (step === null) return accountRefused('code-wrong');
    const proof = await ownProof(email, fields['current'] ?? '', options);
    const codes = newRecoveryCodes();
    const done = await proven(
      viewer,
      options,
      (tx) =>
        tx.$queryRaw`SELECT turn_on_second_factor(${proof}, ${step}::bigint, ${codes.map(hashCode)}::text[]) AS done`,
    );
    return done.ok ? { ...done, codes } : done;
  },
  'remove-factor': async (viewer, fields, options) => {
    const { email } = await findOwnAccount(viewer, options);
    const proof = await ownProof(email, fields['current'] ?? '', options);
    return proven(viewer, options, (tx) => tx.$queryRaw`SELECT turn_off_second_factor(${proof}) AS done`);
  },
} satisfies Record<string, (viewer: Viewer, fields: Fields, options: Options) => Promise<AccountState>>;

const WorkName = z.enum(Object.keys(WORKS) as (keyof typeof WORKS)[]);

/** Does what a form of “My account” asks. */
export async function changeOwnAccount(viewer: Viewer, fields: Fields, options: Options = {}): Promise<AccountState> {
  const work = WorkName.safeParse(fields['do']);
  return work.success ? WORKS[work.data](viewer, fields, options) : accountRefused('invalid');
}

/** Sets the password that a one-time link is for. A password that is refused leaves the link as it is. */
export async function openLink(fields: Fields, { database = db() }: Options = {}): Promise<AccountState> {
  const token = fields['token'] ?? '';
  const [owner] = await database.$queryRaw<
    { email: string; display_name: string }[]
  >`SELECT email, display_name FROM link_owner(${token})`;
  if (owner === undefined) return accountRefused('link-over');
  const fault = newPasswordFault(fields, [owner.email, owner.display_name]);
  if (fault !== null) return fault;
  const hash = await hashPassword(fields['password'] ?? '');
  const [used] = await database.$queryRaw<{ done: boolean }[]>`SELECT use_link(${token}, ${hash}) AS done`;
  return used?.done === true ? DONE : accountRefused('link-over');
}

function newPasswordFault(fields: Fields, about: readonly string[]): AccountState | null {
  const password = fields['password'] ?? '';
  const fault = passwordFault(password, about);
  if (fault !== null) return accountRefused(fault);
  return password === fields['again'] ? null : accountRefused('passwords-differ');
}

async function ownProof(email: string, password: string, { database = db() }: Options): Promise<string> {
  const [row] = await database.$queryRaw<{ setting: string }[]>`SELECT password_setting(${email}) AS setting`;
  return proveBy(row?.setting ?? '', password);
}

async function proven(
  viewer: Viewer,
  options: Options,
  ask: (tx: Parameters<Parameters<typeof asViewer>[1]>[0]) => Promise<unknown>,
): Promise<AccountState> {
  const rows = (await asViewer(viewer, ask, options)) as { done: boolean }[];
  return rows[0]?.done === true ? DONE : accountRefused('password-wrong');
}
