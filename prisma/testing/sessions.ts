import { randomBytes } from 'node:crypto';
import type pg from 'pg';

const tokens = new Map<string, string>();

/** Opens a session of this person as the owner, as a sign-in does, and returns its id. */
export async function openSession(owner: pg.ClientBase, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await owner.query('INSERT INTO user_session (id_hash, user_id) VALUES (hex_hash($1), $2)', [token, userId]);
  tokens.set(userId, token);
  return token;
}

/** The session that was last opened for this person; where there is none, an id that is no session. */
export function tokenOf(userId: string): () => string {
  return () => tokens.get(userId) ?? userId;
}
