import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { env } from '../env.server';

const ISSUER = 'Infant ALL Registry';
const RECOVERY_CODES = 10;
/** No letter that is taken for another: Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function totpOf(secret: string, account: string): TOTP {
  return new TOTP({ issuer: ISSUER, label: account, secret: Secret.fromBase32(secret) });
}

/** A new secret (160 bits, base 32) and the address that an app reads from the QR code (RFC 6238, SHA-1, 6 digits, 30 s). */
export function newSecret(account: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totpOf(secret, account).toString() };
}

/** The address of a secret that was made before. */
export function uriOf(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/** The time step that this code belongs to, the one before and after the present counted; null: none. */
export function stepOfCode(secret: string, code: string, now = Date.now()): number | null {
  const totp = totpOf(secret, '');
  const delta = totp.validate({ token: code.replace(/\s/gu, ''), window: 1, timestamp: now });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}

/** Ten codes of 60 random bits for the day the phone is lost, shown once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
  });
}

/** The code as it was made, however it was typed; null where it can be none. */
export function readRecoveryCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/gu, '').replaceAll('O', '0').replace(/[IL]/gu, '1');
  if (letters.length !== 12 || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** SHA-256, hex: what the database keeps of a recovery code. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** Closes a secret with a key of the program, so that a copy of the database opens no second factor. */
export function seal(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), nonce);
  const closed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64');
}

/** Opens what `seal` closed. Throws where it was closed with another key or changed. */
export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

function sealingKey(): Buffer {
  return Buffer.from(hkdfSync('sha256', env().SESSION_SECRET, '', 'second factor', 32));
}
