import { hash, hashRaw } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { PasswordFault } from './state';

export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

const KNOWN: ReadonlySet<string> = new Set(dictionary['passwords-common']);
/** The setting that PostgreSQL gives out, as argon2 writes it: cost, then salt. */
const SETTING = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)$/u;

/**
 * What is kept of a password: argon2id's setting and salt (the library's defaults follow OWASP: 19 MiB, 2 passes), and the
 * SHA-256 of its output. The output itself proves the password and is kept nowhere.
 */
export async function hashPassword(password: string): Promise<string> {
  const parts = (await hash(password)).split('$');
  const proof = parts.pop() ?? '';
  return [...parts, createHash('sha256').update(proof).digest('hex')].join('$');
}

/** What proves a password to the database: argon2id's output under this setting. Throws where the setting cannot be read. */
export async function proveBy(setting: string, password: string): Promise<string> {
  const [, memory, time, lanes, salt] = SETTING.exec(setting) ?? [];
  if (salt === undefined) throw new Error('the setting of a password cannot be read');
  const output = await hashRaw(password, {
    memoryCost: Number(memory),
    timeCost: Number(time),
    parallelism: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
  });
  return output.toString('base64').replace(/=+$/u, '');
}

/**
 * Why nobody should take this as a password; null: nothing is known against it. Known are the passwords of a list of common
 * ones, also in capitals, repeated, or with digits and signs around them; and what the account itself says of its person.
 */
export function passwordFault(password: string, about: readonly string[] = []): PasswordFault | null {
  if (password.length < PASSWORD_LENGTH.least) return 'too-short';
  if (password.length > PASSWORD_LENGTH.most) return 'too-long';
  const plain = password.toLowerCase();
  const core = withoutRepeats(plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  if ([plain, withoutRepeats(plain), core].some((text) => text.length < 4 || KNOWN.has(text))) return 'known';
  const own = about.flatMap((text) => text.toLowerCase().split(/[\s@.]+/u)).filter((word) => word.length > 3);
  const rest = own.reduce((text, word) => text.replaceAll(word, ''), plain);
  return rest !== plain && rest.replace(/[^\p{L}]/gu, '').length < 6 ? 'own-name' : null;
}

/** `abcabcabc` is `abc`. */
function withoutRepeats(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
}
