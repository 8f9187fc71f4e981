import { hash, verify } from '@node-rs/argon2';
import { db } from '../db.server';

/** After this many wrong passwords in a row the account rests. */
const ATTEMPTS = 8;
const REST_MILLISECONDS = 15 * 60 * 1000;

/** Hashes a password with argon2id (the library's defaults follow OWASP: 19 MiB, 2 passes). */
export async function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let absent: Promise<string> | undefined;

/**
 * The account that belongs to this address and password, or null. An unknown address costs as much time as a wrong
 * password, so that nobody learns which addresses exist; a resting or disabled account answers as a wrong password does.
 */
export async function checkCredentials(email: string, password: string): Promise<{ id: string; name: string } | null> {
  const user = await db().user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: {
      id: true,
      displayName: true,
      passwordHash: true,
      disabledAt: true,
      lockedUntil: true,
      failedSignIns: true,
    },
  });
  absent ??= hashPassword('nobody has this password');
  const right = await verify(user?.passwordHash ?? (await absent), password);
  if (user === null || user.disabledAt !== null || (user.lockedUntil !== null && user.lockedUntil > new Date()))
    return null;
  if (!right) {
    const resting = user.failedSignIns + 1 >= ATTEMPTS;
    await db().user.update({
      where: { id: user.id },
      data: {
        failedSignIns: resting ? 0 : { increment: 1 },
        lockedUntil: resting ? new Date(Date.now() + REST_MILLISECONDS) : null,
      },
      select: { id: true },
    });
    return null;
  }
  if (user.failedSignIns > 0 || user.lockedUntil !== null) {
    await db().user.update({
      where: { id: user.id },
      data: { failedSignIns: 0, lockedUntil: null },
      select: { id: true },
    });
  }
  return { id: user.id, name: user.displayName };
}
