import { createCipheriv, createDecipheriv, createHash, scryptSync } from 'node:crypto';
import { StartError } from '../setup/start-error';

/** How the chunks of a backup are sealed; null: they are not encrypted. `nonce` is what all nonces of the file begin with. */
export type Encryption = Readonly<{ cipher: 'aes-256-gcm'; salt: string; nonce: string }> | null;

/** Seals one chunk after the other, or opens them in the same order. */
export type Sealer = Readonly<{
  sealBytes: number;
  /** The content of a chunk as stored, and its seal. */
  seal: (content: Buffer, last: boolean) => [Buffer, Buffer];
  /** The content of a stored chunk; null: the seal is wrong. */
  open: (stored: Buffer, seal: Buffer, last: boolean) => Buffer | null;
}>;

/** The sealer of a file that begins with `top`, which every seal covers. */
export function sealer(encryption: Encryption, key: string | null, top: Buffer): Sealer {
  const about = createHash('sha256').update(top).digest();
  return encryption === null || key === null ? hashing(about) : encrypting(encryption, key, about);
}

/** Each seal is the SHA-256 of the seal before, of whether this chunk is the last, and of its content. */
function hashing(about: Buffer): Sealer {
  let before = about;
  const next = (content: Buffer, last: boolean): Buffer => {
    const mark = Buffer.from([last ? 1 : 0]);
    before = createHash('sha256').update(before).update(mark).update(content).digest();
    return before;
  };
  return {
    sealBytes: 32,
    seal: (content, last) => [content, next(content, last)],
    open: (stored, seal, last) => (next(stored, last).equals(seal) ? stored : null),
  };
}

/** AES-256-GCM; the nonce of a chunk holds its place and whether it is the last, so that none can be moved or left out. */
function encrypting({ salt, nonce: prefix }: NonNullable<Encryption>, key: string, about: Buffer): Sealer {
  const cost = { N: 1 << 15, r: 8, p: 1, maxmem: 1 << 26 };
  const secret = scryptSync(key, Buffer.from(salt, 'base64'), 32, cost);
  let place = 0;
  const nonceOf = (last: boolean): Buffer => {
    const nonce = Buffer.alloc(12);
    Buffer.from(prefix, 'base64').copy(nonce, 0, 0, 7);
    nonce.writeUInt32BE(place, 7);
    nonce.writeUInt8(last ? 1 : 0, 11);
    place += 1;
    return nonce;
  };
  return {
    sealBytes: 16,
    seal: (content, last) => {
      const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(last)).setAAD(about);
      const stored = Buffer.concat([cipher.update(content), cipher.final()]);
      return [stored, cipher.getAuthTag()];
    },
    open: (stored, seal, last) => {
      try {
        const cipher = createDecipheriv('aes-256-gcm', secret, nonceOf(last)).setAAD(about).setAuthTag(seal);
        return Buffer.concat([cipher.update(stored), cipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

/** What is said of a file that is not as it was written. */
export function damaged(what: string): StartError {
  return new StartError(
    `The backup is damaged: ${what}.`,
    'Nothing was written. Take another copy of this file, or an older backup.',
  );
}
