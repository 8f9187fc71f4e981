import { isForReaders } from './reader-address';

/** A text that is an address and nothing else. */
const ADDRESS = /^https?:\/\/\S+$/u;
/** Parts of a record that are left out where they are not known, and where a curator found a copy. */
const LEFT_OUT = {
  URL: (part: unknown) => part === null,
  readAt: (part: unknown) => typeof part === 'string',
} as const;

/**
 * A record of the evidence as everybody may have it: `null` instead of an address that readers are not sent to; a `URL` of a
 * reference, which has no null, and `readAt` are left out. Nothing else is changed. The record must be one of the registry's
 * schemas, in which every address may be null or absent.
 */
export function forReaders<RegistryRecord>(record: RegistryRecord): RegistryRecord {
  return withoutCopies(record) as RegistryRecord;
}

function withoutCopies(value: unknown): unknown {
  if (typeof value === 'string') return ADDRESS.test(value) && !isForReaders(value) ? null : value;
  if (Array.isArray(value)) return value.map(withoutCopies);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]): [string, unknown] => [key, withoutCopies(part)])
      .filter(([key, part]) => !(key in LEFT_OUT && LEFT_OUT[key as keyof typeof LEFT_OUT](part))),
  );
}
