import { z } from 'zod';
import { CopyReadSchema, type CopyRead, type Transcription } from '../schema';
import { trimmed } from './typed-values';

const { address, accessed, sha256 } = CopyReadSchema.shape;

/** The copy that was read, as it is typed; empty: not recorded. */
export const COPY_FIELDS = {
  copyAddress: trimmed.pipe(z.string().max(500, 'too-long').refine(valid(address), 'address')),
  copyAccessed: trimmed.pipe(z.string().refine(valid(accessed), 'day')),
  copySha256: z
    .string()
    .transform((text) => text.replaceAll(/\s+/gu, '').toLowerCase())
    .pipe(z.string().refine(valid(sha256), 'sha256')),
};
export const COPY_NAMES = [
  'copyAddress',
  'copyAccessed',
  'copySha256',
] as const satisfies readonly (keyof CopyFields)[];
export type CopyFields = z.infer<z.ZodObject<typeof COPY_FIELDS>>;

export const EMPTY_COPY: CopyFields = { copyAddress: '', copyAccessed: '', copySha256: '' };

function valid(schema: z.ZodType): (text: string) => boolean {
  return (text) => text === '' || schema.safeParse(text).success;
}

/** What was typed of the copy; null: nothing. */
export function copyOf({ copyAddress, copyAccessed, copySha256 }: CopyFields): CopyRead | null {
  const orNull = (text: string): string | null => (text === '' ? null : text);
  const copy = { address: orNull(copyAddress), accessed: orNull(copyAccessed), sha256: orNull(copySha256) };
  return Object.values(copy).every((value) => value === null) ? null : copy;
}

/** A code and no name: the beginning of the account's id. */
export function readerCode(id: string): string {
  return `reader-${id.slice(0, 8)}`;
}

/** One reading today by this account, of the copy that was typed. */
export function readOnce(reader: string, input: CopyFields): Transcription {
  const on = new Date().toISOString().slice(0, 10);
  return { readers: [{ id: readerCode(reader), on, copy: copyOf(input) }], differed: [] };
}
